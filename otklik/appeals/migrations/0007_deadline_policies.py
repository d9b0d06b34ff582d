import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0006_places'),
        ('organizations', '0002_register'),
        ('topics', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='DeadlinePolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('priority', models.PositiveSmallIntegerField()),
                    ('regime', models.CharField(blank=True, max_length=16)),
                    ('channel', models.CharField(blank=True, max_length=16)),
                    ('kind', models.CharField(blank=True, max_length=12)),
                    ('importance', models.CharField(blank=True, max_length=10)),
                    ('terms', models.JSONField()),
                    ('made_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='topics.topic')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['priority', 'id'], name='policies_in_force')],
                },
            ),
            migrations.AddField(
                model_name='appeal',
                name='clock_log',
                field=models.JSONField(default=dict),
            ),
        ]),
    ]
