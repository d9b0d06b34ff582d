"""Films of videos; those that are there already wait for theirs."""

import django.db.models.deletion
from django.db import migrations, models

WAIT = """
insert into media_film (file_id, state, comes_as, fault, tries, due_at, has_original)
select id, 'waiting', 'mp4', '', 0, now(), true from media_storedfile where kind = 'video'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0005_files_by_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Film',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='film', serialize=False, to='media.storedfile')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('ready', 'Ready'), ('failed', 'Failed')], default='waiting', max_length=7)),
                ('comes_as', models.CharField(choices=[('mp4', 'Mp4'), ('webm', 'Webm')], default='mp4', max_length=4)),
                ('fault', models.CharField(blank=True, choices=[('broken', 'Broken'), ('none', 'None'), ('picture', 'Picture'), ('long', 'Long'), ('heavy', 'Heavy'), ('fell', 'Fell'), ('gone', 'Gone')], max_length=7)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('size', models.PositiveIntegerField(null=True)),
                ('has_original', models.BooleanField(default=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('has_original', True)), fields=['state'], name='films_with_original')],
            },
        ),
        migrations.RunSQL(WAIT, migrations.RunSQL.noop),
    ]
