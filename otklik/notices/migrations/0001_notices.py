import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0002_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('warning', 'Warning'), ('emergency', 'Emergency'), ('reminder', 'Reminder'), ('digest', 'Digest')], max_length=10)),
                    ('subject', models.CharField(max_length=40)),
                    ('step', models.CharField(max_length=80)),
                    ('number', models.BigIntegerField(null=True)),
                    ('topic', models.CharField(blank=True, max_length=200)),
                    ('clock', models.CharField(blank=True, max_length=12)),
                    ('due_at', models.DateTimeField(null=True)),
                    ('lines', models.JSONField(default=list)),
                    ('recorded_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [
                        models.Index(fields=['staff', '-id'], name='notices_of'),
                        models.Index(condition=models.Q(('read_at__isnull', True)), fields=['staff', 'number'], name='notices_unread'),
                        models.Index(condition=models.Q(('kind', 'emergency')), fields=['number', 'id'], name='notices_of_alarm'),
                    ],
                    'constraints': [models.UniqueConstraint(fields=('staff', 'kind', 'subject', 'step'), name='notice_once')],
                },
            ),
            migrations.CreateModel(
                name='NoticeWishes',
                fields=[
                    ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='wishes', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('by_mail', models.BooleanField(default=True)),
                    ('digest', models.BooleanField(default=True)),
                    ('quiet_from', models.TimeField(null=True)),
                    ('quiet_to', models.TimeField(null=True)),
                ],
            ),
            migrations.CreateModel(
                name='DutyShift',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_at', models.DateTimeField()),
                    ('until_at', models.DateTimeField()),
                    ('entered_at', models.DateTimeField()),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='organizations.body')),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['body', 'until_at'], name='shifts_of_body')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('from_at'))), name='shift_has_length')],
                },
            ),
        ]),
        migrations.CreateModel(
            name='NoticeSending',
            fields=[
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='letter', serialize=False, to='notices.notice')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Unknown')], default='waiting', max_length=8)),
                ('due_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['due_at'], name='notice_to_send')],
            },
        ),
    ]
