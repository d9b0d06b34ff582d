"""The database tells the edge whose rights change, however they are changed: open streams end, tickets count no more."""

from django.db import migrations

TELL = """
create function organizations_tell_of_rights() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'organizations_signinpolicy' then
    perform pg_notify('otklik_rights', '');
  elsif tg_table_name = 'organizations_staff' then
    perform pg_notify('otklik_rights', new.id::text);
  else
    perform pg_notify('otklik_rights', coalesce(new.staff_id, old.staff_id)::text);
  end if;
  return null;
end $$;
create trigger tell_of_rights after update of is_active, password on organizations_staff
  for each row when (old.is_active <> new.is_active or old.password <> new.password)
  execute function organizations_tell_of_rights();
create trigger tell_of_rights after insert or update or delete on organizations_appointment
  for each row execute function organizations_tell_of_rights();
create trigger tell_of_rights after delete on organizations_staffsession
  for each row execute function organizations_tell_of_rights();
create trigger tell_of_rights after insert or update on organizations_signinpolicy
  for each statement execute function organizations_tell_of_rights();
"""
SILENCE = """
drop trigger tell_of_rights on organizations_staff;
drop trigger tell_of_rights on organizations_appointment;
drop trigger tell_of_rights on organizations_staffsession;
drop trigger tell_of_rights on organizations_signinpolicy;
drop function organizations_tell_of_rights();
"""


class Migration(migrations.Migration):
    dependencies = [
        ('organizations', '0003_head_of_body'),
    ]

    operations = [
        migrations.RunSQL(TELL, SILENCE),
    ]
