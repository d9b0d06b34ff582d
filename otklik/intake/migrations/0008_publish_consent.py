"""Whether the author of a report agreed to its being published."""

from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0007_own_page_ends'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='residentact',
                name='publish_consent',
                field=models.CharField(blank=True, db_default='', default='', max_length=20),
            ),
            migrations.AddField(
                model_name='residentact',
                name='publish_consent_at',
                field=models.DateTimeField(null=True),
            ),
        ]),
    ]
