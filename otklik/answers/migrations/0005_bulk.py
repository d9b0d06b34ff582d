import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0004_step_terms'),
        ('appeals', '0013_saved_views'),
        ('organizations', '0002_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Macro',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('tasks', models.JSONField(default=list)),
                    ('made_at', models.DateTimeField()),
                    ('is_active', models.BooleanField(default=True)),
                    ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.body')),
                    ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('body'), condition=models.Q(('is_active', True)), name='macro_once_by_name', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='BulkRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=32, unique=True)),
                    ('at', models.DateTimeField()),
                    ('doings', models.JSONField(default=list)),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('macro', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='answers.macro')),
                ],
                options={
                    'indexes': [models.Index(fields=['by', 'at'], name='bulk_of_person')],
                },
            ),
            migrations.CreateModel(
                name='BulkItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('done', 'Done'), ('refused', 'Refused'), ('undone', 'Undone'), ('kept', 'Kept')], max_length=8)),
                    ('why', models.CharField(blank=True, max_length=500)),
                    ('before', models.JSONField(default=dict)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.appeal')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='answers.bulkrun')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('run', 'appeal'), name='bulk_case_once')],
                },
            ),
        ]),
    ]
