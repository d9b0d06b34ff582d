from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("residents", "0001_initial"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="networkaccount",
            index=models.Index(
                fields=["-id"], condition=models.Q(("name", "")), name="account_nameless"
            ),
        ),
    ]
