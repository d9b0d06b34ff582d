from django.db import migrations, models


class Migration(migrations.Migration):
    """Acts that wait until something else is done have a state of their own."""

    dependencies = [
        ('delivery', '0003_photos'),
    ]

    operations = [
        migrations.AlterField(
            model_name='outboxact',
            name='state',
            field=models.CharField(choices=[('held', 'Held'), ('waiting', 'Waiting'), ('claimed', 'Claimed'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Unknown'), ('cancelled', 'Cancelled')], default='waiting', max_length=10),
        ),
    ]
