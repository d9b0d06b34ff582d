"""The program needs to own no table: what it does to kept rows and to partitions, it does by functions of the owner.

Kept tables cannot be emptied either; months of theirs are never dropped.
"""

from django.db import migrations

# `security definer`: they run as the role that owns the tables; only the program may call them (ground/program_role.py).
FUNCTIONS = """
create function otklik_never_emptied() returns trigger language plpgsql as $$
begin
  if current_setting('otklik.past_keeping', true) = 'on' then
    return null;
  end if;
  raise exception '% is never emptied', tg_table_name using errcode = 'restrict_violation';
end $$;

create function otklik_take_out_words(kept text, ids bigint[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from pg_trigger where tgrelid = format('public.%I', kept)::regclass and tgname = 'only_added'
  ) then
    raise exception '% keeps no rows', kept;
  end if;
  perform set_config('otklik.past_keeping', 'on', true);
  execute format('update public.%I set because = '''', details = ''{}'', salt = '''', erased_at = $1'
                 ' where id = any($2)', kept) using moment, ids;
  perform set_config('otklik.past_keeping', 'off', true);
end $$;

create function otklik_keep_months(parent text, since date, ahead int, oldest date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  family regclass := format('public.%I', parent)::regclass;
  is_kept boolean := exists (select from pg_trigger where tgrelid = family and tgname = 'never_emptied');
  month date := date_trunc('month', since);
  part text;
begin
  perform set_config('lock_timeout', '2s', true);
  for place in 0..ahead loop
    part := parent || to_char(month, '"_"YYYY"_"MM');
    if to_regclass(format('public.%I', part)) is null then
      execute format('create table public.%I partition of %s for values from (%L) to (%L)', part, family,
        to_char(month, 'YYYY-MM-DD"+00"'), to_char(month + interval '1 month', 'YYYY-MM-DD"+00"'));
      if is_kept then
        execute format('create trigger never_emptied before truncate on public.%I'
                       ' for each statement execute function public.otklik_never_emptied()', part);
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
  if oldest is null then
    return;
  end if;
  if is_kept then
    raise exception 'months of % are kept', parent;
  end if;
  for part in
    select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = family and relname ~ '_[0-9]{4}_[0-9]{2}$'
      and to_date(right(relname, 7), 'YYYY_MM') + interval '1 month' <= oldest
  loop
    execute format('drop table public.%I', part);
  end loop;
end $$;
"""
GUARD = """
do $$
declare kept regclass;
begin
  for kept in
    select oid from pg_class
    where oid::regclass in ('audit_auditrecord', 'audit_accessrecord', 'audit_chainhead')
    union all
    select inhrelid from pg_inherits where inhparent in ('audit_auditrecord'::regclass, 'audit_accessrecord'::regclass)
  loop
    execute format('create trigger never_emptied before truncate on %s'
                   ' for each statement execute function otklik_never_emptied()', kept);
  end loop;
end $$;
"""
BACK = """
drop function otklik_never_emptied() cascade;
drop function otklik_take_out_words(text, bigint[], timestamptz);
drop function otklik_keep_months(text, date, int, date);
"""


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_evidence_only_added")]

    operations = [migrations.RunSQL(FUNCTIONS, BACK), migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
