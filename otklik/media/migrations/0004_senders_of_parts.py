"""Files in parts are counted by their sender; unused files are found by when they came."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('media', '0003_videos'),
    ]

    operations = [
        migrations.AddField(
            model_name='partedfile',
            name='sender_hash',
            field=models.CharField(db_default='', db_index=True, default='', max_length=64),
        ),
        AddIndexConcurrently(
            model_name='storedfile',
            index=models.Index(fields=['kept_at'], name='files_by_day'),
        ),
    ]
