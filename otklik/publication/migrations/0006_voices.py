from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("publication", "0005_waits_until"),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name="SameVoice",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("number", models.CharField(max_length=12)),
                    ("who", models.CharField(max_length=64)),
                    ("on", models.DateField()),
                ],
                options={
                    "indexes": [models.Index(fields=["on"], name="voices_by_day")],
                    "constraints": [models.UniqueConstraint(fields=("number", "who"), name="voice_once")],
                },
            ),
            migrations.AddField(
                model_name="publishedcase",
                name="voices",
                field=models.PositiveIntegerField(db_default=0, default=0),
            ),
        ]),
        AddIndexConcurrently(
            model_name="publishedcase",
            index=models.Index(fields=["topic", "-id"], name="published_of_topic"),
        ),
    ]
