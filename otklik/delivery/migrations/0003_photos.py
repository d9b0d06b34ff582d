import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0002_act_said_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='outboxact',
            name='photo_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list),
        ),
    ]
