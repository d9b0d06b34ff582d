"""Decisions are found by the number that their case is published under; alone, since it is built beside all work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('publication', '0012_first_published'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='decision',
            index=models.Index(condition=models.Q(('public_number', ''), _negated=True), fields=['public_number'], name='decision_of_public'),
        ),
    ]
