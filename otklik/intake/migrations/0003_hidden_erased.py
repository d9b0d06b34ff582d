from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0002_message_deleted'),
        ('organizations', '0002_register'),
        ('pages', '0007_register'),
        ('residents', '0002_account_nameless'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='residentmessage',
                name='is_hidden',
                field=models.BooleanField(default=False),
            ),
            migrations.AddField(
                model_name='residentmessage',
                name='is_erased',
                field=models.BooleanField(db_default=False, default=False),
            ),
            migrations.AddIndex(
                model_name='residentmessage',
                index=models.Index(condition=models.Q(('is_erased', True)), fields=['page', 'external_id'], name='message_erased'),
            ),
        ]),
    ]
