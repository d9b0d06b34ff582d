"""Unused files are found by when they came; alone, since it is built beside all work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('media', '0004_senders_of_parts'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='storedfile',
            index=models.Index(fields=['kept_at'], name='files_by_day'),
        ),
    ]
