"""Keys of somebody who does not work here any more are revoked for good, however that is written down."""

from django.db import migrations

REVOKE = """
create function integrations_revoke_keys() returns trigger language plpgsql as $$
begin
  update integrations_apikey set revoked_at = now() where owner_id = new.id and revoked_at is null;
  return null;
end $$;
create trigger keys_are_revoked after update of is_active on organizations_staff
  for each row when (old.is_active and not new.is_active) execute function integrations_revoke_keys();
update integrations_apikey set revoked_at = now()
  where revoked_at is null and owner_id in (select id from organizations_staff where not is_active);
"""
KEEP = """
drop trigger keys_are_revoked on organizations_staff;
drop function integrations_revoke_keys();
"""


class Migration(migrations.Migration):
    dependencies = [
        ('integrations', '0006_open311'),
        ('organizations', '0004_tell_of_rights'),
    ]

    operations = [
        migrations.RunSQL(REVOKE, KEEP),
    ]
