from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('triage', '0004_bases_of_curves'),
    ]

    operations = [
        Together([
            migrations.AddField('ownexample', 'signs', models.JSONField(db_default={}, default=dict)),
            migrations.AddField('owncurve', 'weights', models.JSONField(db_default={}, default=dict)),
        ]),
    ]
