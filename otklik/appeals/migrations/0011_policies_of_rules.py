import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0010_cases_by_moment'),
        ('intake', '0003_hidden_erased'),
        ('organizations', '0002_register'),
        ('pages', '0009_first_rows'),
        ('topics', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.RemoveConstraint(
                model_name='routetrouble',
                name='route_trouble_once',
            ),
            migrations.AddField(
                model_name='appeal',
                name='final_working_minutes',
                field=models.PositiveIntegerField(null=True),
            ),
            migrations.AddField(
                model_name='appeal',
                name='primary_working_minutes',
                field=models.PositiveIntegerField(null=True),
            ),
            migrations.AddField(
                model_name='route',
                name='policy',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.deadlinepolicy'),
            ),
            migrations.AlterField(
                model_name='appeal',
                name='executor',
                field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddIndex(
                model_name='appeal',
                index=models.Index(condition=models.Q(('primary_answered_at__isnull', False), ('primary_working_minutes__isnull', True)), fields=['id'], name='case_to_count'),
            ),
            migrations.AddIndex(
                model_name='appeal',
                index=models.Index(condition=models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True), fields=['executor'], name='open_of_executor'),
            ),
            migrations.AddIndex(
                model_name='appeal',
                index=models.Index(fields=['executor', 'assigned_at'], name='given_to_executor'),
            ),
            migrations.AddConstraint(
                model_name='routetrouble',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('kind', 'route', 'case_number', 'body'), name='route_trouble_once', nulls_distinct=False),
            ),
        ]),
    ]
