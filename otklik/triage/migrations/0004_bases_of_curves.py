from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('triage', '0003_own_curves'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='owncurve',
                name='base',
                field=models.CharField(blank=True, db_default='', default='', max_length=16),
            ),
            migrations.AddField(
                model_name='owncurve',
                name='taken_back_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='ownexample',
                name='base',
                field=models.CharField(blank=True, db_default='', default='', max_length=16),
            ),
        ]),
    ]
