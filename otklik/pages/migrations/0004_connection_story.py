import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0003_subscription_seen'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ConnectionTurn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('kind', models.CharField(choices=[('unwell', 'Unwell'), ('refused', 'Refused'), ('well', 'Well'), ('hook_fails', 'Hook Fails'), ('hook_well', 'Hook Well'), ('renewed', 'Renewed'), ('paused', 'Paused'), ('resumed', 'Resumed'), ('connected', 'Connected')], max_length=12)),
                    ('reason', models.TextField(blank=True)),
                    ('by', models.CharField(blank=True, max_length=200)),
                    ('times', models.PositiveIntegerField(default=1)),
                    ('connection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='pages.connection')),
                ],
                options={
                    'indexes': [models.Index(fields=['connection', '-id'], name='turn_newest')],
                },
            ),
            migrations.AddField(
                model_name='connection',
                name='are_comments_open',
                field=models.BooleanField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='are_messages_open',
                field=models.BooleanField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='hook_failed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='hook_failure',
                field=models.TextField(blank=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='hook_waiting',
                field=models.PositiveIntegerField(default=0),
            ),
            migrations.AddField(
                model_name='connection',
                name='other_urls',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=500), blank=True, default=list),
            ),
            migrations.AddField(
                model_name='connection',
                name='paused_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='paused_because',
                field=models.TextField(blank=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='paused_by',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='connection',
                name='reading_asked_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='renewed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='rights',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list),
            ),
            migrations.AddField(
                model_name='connection',
                name='rights_seen_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='subscribed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='tested_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='connection',
                name='trouble_since',
                field=models.DateTimeField(blank=True, null=True),
            ),
        ]),
    ]
