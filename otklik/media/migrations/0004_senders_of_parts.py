"""Files in parts are counted by their sender."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('media', '0003_videos'),
    ]

    operations = [
        migrations.AddField(
            model_name='partedfile',
            name='sender_hash',
            field=models.CharField(db_default='', db_index=True, default='', max_length=64),
        ),
    ]
