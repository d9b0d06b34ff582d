import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0008_table_of_routes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CallBack',
                fields=[
                    ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='call_back', serialize=False, to='appeals.appeal')),
                    ('phone', models.CharField(max_length=15)),
                    ('called_at', models.DateTimeField(null=True)),
                    ('called_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['phone'], name='call_back_by_phone', opclasses=['varchar_pattern_ops'])],
                },
            ),
            migrations.AddIndex(
                model_name='appeal',
                index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True), fields=['search'], name='open_case_search'),
            ),
        ]),
    ]
