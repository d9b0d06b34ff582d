import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0002_document'),
        ('appeals', '0008_table_of_routes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CaseResult',
                fields=[
                    ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='result', serialize=False, to='appeals.appeal')),
                    ('outcome', models.CharField(max_length=20)),
                    ('has_evidence', models.BooleanField()),
                    ('has_date', models.BooleanField()),
                    ('has_action', models.BooleanField()),
                    ('is_formal', models.BooleanField()),
                    ('read_at', models.DateTimeField()),
                    ('checked_at', models.DateTimeField(null=True)),
                    ('was_formal', models.BooleanField(null=True)),
                    ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('checked_at', None), ('is_formal', True)), fields=['-read_at'], name='formal_to_check')],
                },
            ),
            migrations.CreateModel(
                name='ResidentVerdict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('asked_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('given_at', models.DateTimeField(null=True)),
                    ('is_solved', models.BooleanField(null=True)),
                    ('mark', models.PositiveSmallIntegerField(null=True)),
                    ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('not_done', 'Not Done'), ('done_badly', 'Done Badly'), ('unclear', 'Unclear'), ('formal', 'Formal'), ('late', 'Late'), ('rude', 'Rude'), ('fast', 'Fast'), ('clear', 'Clear'), ('kind', 'Kind')], max_length=12), default=list)),
                    ('words', models.TextField(blank=True)),
                    ('explained_at', models.DateTimeField(null=True)),
                    ('explanation', models.TextField(blank=True)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='appeals.appeal')),
                    ('explained_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['appeal', '-id'], name='verdict_of_case')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('mark', None), ('mark__range', (1, 5)), _connector='OR'), name='mark_is_one_to_five'), models.CheckConstraint(condition=models.Q(models.Q(('given_at', None), ('is_solved', None)), models.Q(('given_at__isnull', False), ('is_solved__isnull', False)), _connector='OR'), name='verdict_given_whole')],
                },
            ),
        ]),
    ]
