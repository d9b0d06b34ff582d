"""The database tells the edge when the key or the secrets of a page change, however they are changed."""

from django.db import migrations

TELL = """
create function pages_tell_the_edge() returns trigger language plpgsql as $$
begin
  perform pg_notify('otklik_pages', '');
  return null;
end $$;
create trigger pages_tell_the_edge
  after insert or delete or update of page_id, key, webhook_secret, confirmation, community_token, admin_token
  on pages_connection for each statement execute function pages_tell_the_edge();
create trigger pages_tell_the_edge after update of network, external_id, is_active on pages_page
  for each statement execute function pages_tell_the_edge();
"""
SILENCE = """
drop trigger pages_tell_the_edge on pages_connection;
drop trigger pages_tell_the_edge on pages_page;
drop function pages_tell_the_edge();
"""


class Migration(migrations.Migration):
    dependencies = [
        ('pages', '0011_talks'),
    ]

    operations = [
        migrations.RunSQL(TELL, SILENCE),
    ]
