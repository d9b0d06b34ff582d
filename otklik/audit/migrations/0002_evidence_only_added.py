"""Rows of the logs are only ever added: the database refuses the rest; seals cover digests of words; chains have heads."""

from django.db import migrations, models

# `otklik.past_keeping` is set for one transaction by audit.services.past_keeping. The months of partitioned tables are
# dropped whole, which no row's trigger sees.
ONLY_ADDED = """
create function otklik_only_added() returns trigger language plpgsql as $$
begin
  if current_setting('otklik.past_keeping', true) = 'on' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(old) ->> 'seal' = '' and to_jsonb(new) ->> 'seal' <> ''
     and to_jsonb(new) - array['seal', 'sealed_no'] = to_jsonb(old) - array['seal', 'sealed_no'] then
    return new;
  end if;
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end $$;
create function otklik_only_onward() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.chain = old.chain and new.sealed_no > old.sealed_no then
    return new;
  end if;
  raise exception 'the head of a chain only goes on' using errcode = 'restrict_violation';
end $$;
"""
GUARD = """
create trigger only_added before update or delete on audit_auditrecord
  for each row execute function otklik_only_added();
create trigger only_added before update or delete on audit_accessrecord
  for each row execute function otklik_only_added();
create trigger only_onward before update or delete on audit_chainhead
  for each row execute function otklik_only_onward();
"""
UNGUARD = """
drop trigger only_added on audit_auditrecord;
drop trigger only_added on audit_accessrecord;
drop trigger only_onward on audit_chainhead;
"""
FORGET = "drop function otklik_only_added(); drop function otklik_only_onward();"
FIRST_HEAD = """
insert into audit_chainhead (chain, sealed_no, seal, sealed_at)
select 'audit_auditrecord', sealed_no, seal, now() from audit_auditrecord
where sealed_no is not null order by sealed_no desc limit 1
"""


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("auditrecord", "salt", models.CharField(blank=True, max_length=32, db_default="")),
        migrations.AddField("auditrecord", "words", models.CharField(blank=True, max_length=64, db_default="")),
        migrations.AddField("auditrecord", "erased_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("chain", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("sealed_no", models.BigIntegerField()),
                ("seal", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(FIRST_HEAD, migrations.RunSQL.noop),
        migrations.RunSQL(ONLY_ADDED, FORGET),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
