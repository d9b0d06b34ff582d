from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0003_look_again'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='publishedcase',
                name='is_solved',
                field=models.BooleanField(null=True),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='mark',
                field=models.PositiveSmallIntegerField(null=True),
            ),
        ]),
    ]
