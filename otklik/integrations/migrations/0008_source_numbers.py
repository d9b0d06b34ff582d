"""Cases that were brought before are found by their numbers there, too."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('integrations', '0007_keys_of_who_left'),
        ('appeals', '0022_source_number'),
    ]

    operations = [
        migrations.RunSQL(
            """
            update appeals_appeal appeal
               set source_number = there.number,
                   search = coalesce(search, '') ||
                            to_tsvector('simple', translate(lower(there.number), '-/.,:;#№()', '          '))
              from (select distinct on (appeal_id) appeal_id, number
                      from integrations_externalcase order by appeal_id, id) there
             where there.appeal_id = appeal.id
            """,
            migrations.RunSQL.noop,
        ),
    ]
