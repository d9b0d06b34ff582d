"""Whoever wrote by our own pages asks there to be erased; afterwards their link still tells that it was done."""

from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0006_letter_waits_once'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ErasedLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField()),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('erased_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.AddField(
                model_name='residentact',
                name='erase_due_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddIndex(
                model_name='residentact',
                index=models.Index(condition=models.Q(('erase_due_at__isnull', False)), fields=['erase_due_at'], name='act_to_erase'),
            ),
        ]),
    ]
