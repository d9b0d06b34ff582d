"""What is held is found by its page; alone, since it is built beside all work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('delivery', '0004_held'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='outboxact',
            index=models.Index(condition=models.Q(('state', 'held')), fields=['page', 'id'], name='outbox_held'),
        ),
    ]
