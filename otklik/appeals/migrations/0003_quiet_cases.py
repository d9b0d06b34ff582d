from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("appeals", "0002_remove_appeal_state_before"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("state", "answered"), ("wrote_again_at__isnull", True)),
                fields=["changed_at"],
                name="quiet_cases",
            ),
        ),
    ]
