import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('intake', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Verdict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_current', models.BooleanField(default=True)),
                    ('model_version', models.CharField(max_length=40)),
                    ('made_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=12)),
                    ('kind_certainty', models.FloatField()),
                    ('has_substance', models.BooleanField(default=True)),
                    ('group_code', models.CharField(blank=True, max_length=80)),
                    ('group_certainty', models.FloatField(default=0)),
                    ('alternatives', models.JSONField(default=list)),
                    ('importance', models.CharField(default='ordinary', max_length=10)),
                    ('importance_because', models.CharField(blank=True, max_length=200)),
                    ('address', models.CharField(blank=True, max_length=300)),
                    ('address_certainty', models.FloatField(default=0)),
                    ('rudeness', models.FloatField(default=0)),
                    ('needs_person', models.BooleanField(default=False)),
                    ('flags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='intake.residentmessage')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('message',), name='verdict_current')],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(max_length=60)),
                    ('ground', models.CharField(max_length=60)),
                    ('start', models.PositiveIntegerField(default=0)),
                    ('end', models.PositiveIntegerField(default=0)),
                    ('certainty', models.FloatField(default=1)),
                    ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='triage.verdict')),
                ],
            ),
        ]),
    ]
