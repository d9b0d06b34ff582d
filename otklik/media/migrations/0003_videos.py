"""Videos, and files that come in parts."""

import django.contrib.postgres.fields
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0002_documents'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='PartedFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('secret_hash', models.CharField(max_length=64, unique=True)),
                    ('form_hash', models.CharField(db_index=True, max_length=64)),
                    ('size', models.PositiveBigIntegerField()),
                    ('offset', models.PositiveBigIntegerField(default=0)),
                    ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                    ('touched_at', models.DateTimeField(db_index=True)),
                    ('file_id', models.BigIntegerField(null=True)),
                ],
            ),
            migrations.AlterField(
                model_name='storedfile',
                name='kind',
                field=models.CharField(choices=[('photo', 'Photo'), ('pdf', 'Pdf'), ('video', 'Video')], db_default='photo', default='photo', max_length=5),
            ),
        ]),
    ]
