import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0008_table_of_routes'),
        ('integrations', '0001_initial'),
        ('organizations', '0002_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CaseMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, unique=True)),
                    ('columns', models.JSONField(default=dict)),
                    ('statuses', models.JSONField(default=dict)),
                    ('changed_at', models.DateTimeField()),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='CaseImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by_name', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('file_name', models.CharField(max_length=200)),
                    ('content', models.BinaryField(default=bytes)),
                    ('sha256', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('checking', 'Checking'), ('checked', 'Checked'), ('applying', 'Applying'), ('applied', 'Applied'), ('undoing', 'Undoing'), ('undone', 'Undone'), ('failed', 'Failed')], default='checking', max_length=8)),
                    ('trouble', models.JSONField(default=dict)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('beat_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('titles', models.JSONField(default=list)),
                    ('unknown_titles', models.JSONField(default=list)),
                    ('rows_read', models.PositiveIntegerField(default=0)),
                    ('rows_good', models.PositiveIntegerField(default=0)),
                    ('rows_refused', models.PositiveIntegerField(default=0)),
                    ('new_cases', models.PositiveIntegerField(default=0)),
                    ('linked_cases', models.PositiveIntegerField(default=0)),
                    ('changed_cases', models.PositiveIntegerField(default=0)),
                    ('same_cases', models.PositiveIntegerField(default=0)),
                    ('kept_cases', models.PositiveIntegerField(default=0)),
                    ('without_date', models.PositiveIntegerField(default=0)),
                    ('to_fallback', models.PositiveIntegerField(default=0)),
                    ('found_statuses', models.JSONField(default=dict)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('fallback', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='integrations.casemapping')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ExternalCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=60)),
                    ('opened_here', models.BooleanField()),
                    ('status', models.CharField(max_length=16)),
                    ('deferred_until', models.DateField(null=True)),
                    ('first_at', models.DateTimeField()),
                    ('last_at', models.DateTimeField()),
                    ('entered_on', models.DateField(null=True)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='external_cases', to='appeals.appeal')),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='integrations.casemapping')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('entered_on__isnull', True)), fields=['appeal'], name='external_to_tell_back')],
                    'constraints': [models.UniqueConstraint(fields=('mapping', 'number'), name='external_case_once')],
                },
            ),
            migrations.CreateModel(
                name='RefusedCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.PositiveIntegerField()),
                    ('texts', models.JSONField()),
                    ('faults', models.JSONField()),
                    ('case_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused', to='integrations.caseimport')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('case_import', 'row'), name='refused_case_once')],
                },
            ),
        ]),
    ]
