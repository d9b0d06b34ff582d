import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='noticewishes',
                name='to_messenger',
                field=models.JSONField(db_default=[], default=list),
            ),
            migrations.CreateModel(
                name='StaffBot',
                fields=[
                    ('network', models.CharField(max_length=12, primary_key=True, serialize=False)),
                    ('token', models.BinaryField()),
                    ('name', models.CharField(blank=True, max_length=64)),
                    ('marker', models.CharField(blank=True, max_length=64)),
                    ('ask_at', models.DateTimeField()),
                    ('trouble', models.CharField(blank=True, max_length=300)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='NoticeMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(max_length=12)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Unknown')], default='waiting', max_length=8)),
                    ('due_at', models.DateTimeField()),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('trouble', models.CharField(blank=True, max_length=300)),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='notices.notice')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['due_at'], name='message_to_send')],
                    'constraints': [models.UniqueConstraint(fields=('notice', 'network'), name='message_once_a_network')],
                },
            ),
            migrations.CreateModel(
                name='StaffTalk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(max_length=12)),
                    ('talk', models.CharField(max_length=64)),
                    ('opened_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talks', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('staff', 'network'), name='one_talk_a_network'), models.UniqueConstraint(fields=('network', 'talk'), name='talk_of_one_person')],
                },
            ),
            migrations.CreateModel(
                name='TalkCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(max_length=12)),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('until', models.DateTimeField()),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('staff', 'network'), name='one_code_a_network')],
                },
            ),
        ]),
    ]
