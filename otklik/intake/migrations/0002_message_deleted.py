from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="residentmessage",
            index=models.Index(
                fields=["id"],
                condition=models.Q(("is_by_page", False), ("is_deleted", True)),
                name="message_deleted",
            ),
        ),
    ]
