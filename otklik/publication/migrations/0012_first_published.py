"""A decision knows since when its case is public, and is found by the public number."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('publication', '0011_looked_at_by_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='published_at',
            field=models.DateTimeField(null=True),
        ),
        AddIndexConcurrently(
            model_name='decision',
            index=models.Index(condition=models.Q(('public_number', ''), _negated=True), fields=['public_number'], name='decision_of_public'),
        ),
        migrations.RunSQL(
            'update publication_decision set published_at = seen.published_at from publication_publishedcase as seen'
            " where public_number <> '' and public_number = seen.number",
            migrations.RunSQL.noop,
        ),
    ]
