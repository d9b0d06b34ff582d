"""Published cases show their public tags; files of open data that hold one which is public no more are made anew."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from otklik.ground.migrating import Together

NOTE = """
create trigger tags_are_taken_back after update of tags on publication_publishedcase
  for each row when (not (old.tags <@ new.tags)) execute function publication_note_taken_back();
"""
FORGET = "drop trigger tags_are_taken_back on publication_publishedcase;"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('publication', '0013_found_by_public_number'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='publishedcase',
                name='tag_keys',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), db_default=[], default=list),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='tags',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), db_default=[], default=list),
            ),
        ]),
        migrations.RunSQL(NOTE, FORGET),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=django.contrib.postgres.indexes.GinIndex(fields=['tag_keys'], name='published_by_tag'),
        ),
    ]
