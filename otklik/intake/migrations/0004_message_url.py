from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("intake", "0003_hidden_erased"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="residentmessage",
            index=models.Index(fields=["url"], condition=models.Q(("is_by_page", False)), name="message_by_url"),
        ),
    ]
