from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0004_verdict'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='publishedcase',
                name='waits_until',
                field=models.DateField(null=True),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='waits_for',
                field=models.CharField(blank=True, default='', max_length=10),
            ),
        ]),
    ]
