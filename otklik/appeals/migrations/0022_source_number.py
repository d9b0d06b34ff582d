from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0021_cases_to_tell_of'),
    ]

    operations = [
        migrations.AddField(
            model_name='appeal',
            name='source_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
    ]
