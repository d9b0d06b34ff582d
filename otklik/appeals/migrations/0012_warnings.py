import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together

IS_OPEN = models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True)


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0011_policies_of_rules'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Emergency',
                fields=[
                    ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='emergency', serialize=False, to='appeals.appeal')),
                    ('raised_at', models.DateTimeField()),
                    ('calls', models.PositiveSmallIntegerField(default=0)),
                    ('next_at', models.DateTimeField(null=True)),
                    ('taken_at', models.DateTimeField(null=True)),
                    ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='emergency_to_call')],
                },
            ),
            migrations.CreateModel(
                name='WarningPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('executor', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list)),
                    ('coordinator', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list)),
                    ('head', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list)),
                    ('reminder_days', models.PositiveSmallIntegerField()),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('clock', models.CharField(max_length=12)),
                    ('due_before', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('because', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='appeals.appeal')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [
                        models.Index(fields=['appeal', 'id'], name='extension_of_case'),
                        models.Index(fields=['at'], name='extension_by_moment'),
                    ],
                },
            ),
            migrations.AddField(model_name='appeal', name='warn_at', field=models.DateTimeField(null=True)),
            migrations.AddIndex(
                model_name='appeal',
                index=models.Index(condition=models.Q(IS_OPEN, ('warn_at__isnull', False)), fields=['warn_at'], name='cases_to_warn'),
            ),
            migrations.AddIndex(
                model_name='appeal',
                index=models.Index(condition=models.Q(IS_OPEN, ('importance', 'emergency')), fields=['id'], name='open_emergencies'),
            ),
        ]),
        # open cases of before are looked at once, too; deadlines themselves stay
        migrations.RunSQL(
            "update appeals_appeal set warn_at = opened_at"
            " where state not in ('answered', 'closed', 'declined') and due_at is not null",
            migrations.RunSQL.noop,
        ),
    ]
