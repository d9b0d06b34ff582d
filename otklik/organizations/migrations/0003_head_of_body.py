from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0002_register'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='body',
                name='head_name',
                field=models.CharField(blank=True, db_default='', default='', max_length=120),
            ),
            migrations.AddField(
                model_name='body',
                name='head_post',
                field=models.CharField(blank=True, db_default='', default='', max_length=200),
            ),
        ]),
    ]
