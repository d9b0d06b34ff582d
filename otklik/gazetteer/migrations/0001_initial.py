import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0002_register'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Gazetteer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('source', models.CharField(blank=True, max_length=200)),
                    ('changed_at', models.DateTimeField()),
                    ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                ],
            ),
            migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=12)),
                    ('kind', models.CharField(blank=True, max_length=40)),
                    ('name', models.CharField(max_length=200)),
                    ('other_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('gazetteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='gazetteer.gazetteer')),
                    ('settlement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inside', to='gazetteer.place')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('gazetteer', 'what', 'kind', 'name', 'settlement'), name='place_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='House',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20)),
                    ('latitude', models.FloatField()),
                    ('longitude', models.FloatField()),
                    ('street', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='houses', to='gazetteer.place')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('street', 'number'), name='house_once')],
                },
            ),
            migrations.CreateModel(
                name='WantedHouse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20)),
                    ('asked_at', models.DateTimeField(null=True)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('is_answered', models.BooleanField(default=False)),
                    ('street', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='gazetteer.place')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('is_answered', False)), fields=['id'], name='houses_wanted')],
                    'constraints': [models.UniqueConstraint(fields=('street', 'number'), name='wanted_house_once')],
                },
            ),
        ]),
    ]
