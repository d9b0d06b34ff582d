from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="read_again_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
