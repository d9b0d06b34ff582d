"""Published cases of a stretch of days are found without reading all."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("publication", "0008_open_data"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="publishedcase",
            index=models.Index(fields=["wrote_on", "-id"], name="published_by_day"),
        ),
    ]
