from django.db import migrations

FILL = """
update appeals_appeal as one set not_solved_at = last.given_at
from (
  select distinct on (appeal_id) appeal_id, given_at, is_solved, explained_at from answers_residentverdict
  where given_at is not null order by appeal_id, given_at desc, id desc
) as last
where last.appeal_id = one.id and not last.is_solved and last.explained_at is null and one.wrote_again_at is not null
"""


class Migration(migrations.Migration):
    """Verdicts that wait for a person already are known as such to their cases."""

    dependencies = [
        ('answers', '0009_officials'),
        ('appeals', '0017_not_solved'),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
