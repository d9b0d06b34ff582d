import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0015_tags'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='tag',
            index=models.Index(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower('name'), Value('ё'), Value('е')), name='tag_by_key'),
        ),
    ]
