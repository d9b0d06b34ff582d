"""Published cases that were joined to others lead to them; a trigger unties them from what is withdrawn."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

UNTIE = """
create function publication_untie_joined() returns trigger language plpgsql as $$
begin
  update publication_publishedcase set main_number = '', changed_at = now() where main_number = old.number;
  return null;
end
$$;
create trigger main_is_withdrawn after delete on publication_publishedcase
  for each row execute function publication_untie_joined();
"""
LEAVE = """
drop trigger main_is_withdrawn on publication_publishedcase;
drop function publication_untie_joined();
"""
LOOK_AGAIN = """
update appeals_appeal set publication_is_stale = true where duplicate_of_id is not null
  and id in (select appeal_id from publication_decision where is_published)
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('publication', '0015_body_speeds'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedcase',
            name='main_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=12),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(condition=models.Q(('main_number', ''), _negated=True), fields=['main_number'], name='published_joined'),
        ),
        migrations.RunSQL(UNTIE, LEAVE),
        migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop),
    ]
