from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="appeal",
            name="state_before",
        ),
    ]
