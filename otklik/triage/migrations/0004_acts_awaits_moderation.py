from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("intake", "0003_acts_hidden"),
        ("triage", "0003_seen_fingerprints"),
    ]

    operations = [
        migrations.AddField(
            model_name="verdict",
            name="awaits_moderation",
            field=models.BooleanField(default=False),
        ),
        AddIndexConcurrently(
            model_name="verdict",
            index=models.Index(
                condition=models.Q(("awaits_moderation", True)), fields=["id"], name="verdict_for_moderation"
            ),
        ),
    ]
