import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0008_step_reminders'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='officials',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), null=True),
        ),
    ]
