import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):
    """Decisions about many messages are the worker's."""

    dependencies = [
        ('intake', '0011_deleters'),
        ('moderation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ManyDecided',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.CharField(max_length=32, unique=True)),
                    ('acts_as', models.CharField(max_length=200)),
                    ('posts', models.JSONField(default=list)),
                    ('at', models.DateTimeField()),
                    ('act', models.CharField(choices=[('hide', 'Hide'), ('restore', 'Restore'), ('delete', 'Delete'), ('ban', 'Ban'), ('unban', 'Unban'), ('pass', 'Lawful')], max_length=8)),
                    ('ground', models.CharField(blank=True, max_length=60)),
                    ('because', models.TextField(blank=True)),
                    ('tells', models.BooleanField(default=False)),
                    ('is_over', models.BooleanField(default=False)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('is_over', False)), fields=['id'], name='many_decided_waiting')],
                },
            ),
            migrations.CreateModel(
                name='OneOfMany',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('wording', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('decided', 'Decided'), ('refused', 'Refused')], default='waiting', max_length=8)),
                    ('why', models.CharField(blank=True, max_length=500)),
                    ('many', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ones', to='moderation.manydecided')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.residentmessage')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('many', 'message'), name='many_message_once')],
                },
            ),
        ]),
    ]
