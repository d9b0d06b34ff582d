"""Database permissions of the running program: it reads and writes rows, owns nothing and changes no table.

Tables belong to the role that migrates. To append-only tables (a trigger `only_added` refuses changes) the program
may add rows and seal them; the rest it does by functions of the owner (`otklik_keep_months`, `otklik_take_out_words`).
"""

from typing import Any, Final

from psycopg import sql

ONE_ROLE: Final = (
    "This role may empty the log and its triggers: let the program work as a role that owns no table"
    " (OTKLIK_MIGRATE_DATABASE_URL, docs/how-to/deploy.md)."
)
_GRANTS: Final = """
do $$
declare
  one record;
  program text := {program};
begin
  execute format('revoke create on schema public from public, %I', program);
  execute format('grant usage on schema public to %I', program);
  execute format('alter default privileges in schema public grant select on tables to %I', program);
  for one in
    select c.oid::regclass as named, c.relname, c.relispartition,
      exists (select from pg_trigger where tgrelid = c.oid and tgname = 'only_added') as is_kept,
      exists (select from pg_trigger where tgrelid = c.oid and tgname = 'only_onward') as is_head,
      exists (select from pg_attribute where attrelid = c.oid and attname = 'sealed_no') as is_chained
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and pg_has_role(c.relowner, 'usage')
  loop
    execute format('revoke all on %s from public, %I', one.named, program);
    execute format('grant select on %s to %I', one.named, program);
    continue when one.relispartition or one.relname = 'django_migrations';
    execute format('grant insert on %s to %I', one.named, program);
    if one.is_kept and one.is_chained then
      execute format('grant update (seal, sealed_no) on %s to %I', one.named, program);
    elsif one.is_head then
      execute format('grant update on %s to %I', one.named, program);
    elsif not one.is_kept then
      execute format('grant update, delete on %s to %I', one.named, program);
    end if;
  end loop;
  execute format('grant usage, select on all sequences in schema public to %I', program);
  for one in
    select oid::regprocedure as named from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef and pg_has_role(proowner, 'usage')
  loop
    execute format('revoke execute on function %s from public', one.named);
    execute format('grant execute on function %s to %I', one.named, program);
  end loop;
end $$
"""
_OWNED: Final = """
select exists (
  select from pg_class where oid = to_regclass('public.audit_auditrecord')
    and (pg_has_role(named, relowner, 'member') or has_table_privilege(named, oid, 'truncate, trigger'))
)
from (select coalesce(nullif(%(role)s, ''), current_user)::name as named) as asked
"""


def grant_to_program(cursor: Any, role: str) -> None:
    """Let a role work with the tables of whoever is connected; the statement is repeatable. The cursor is Django's."""
    told = sql.SQL(_GRANTS)
    cursor.execute(told.format(program=sql.Literal(role)).as_string())


def may_change_tables(cursor: Any, *, role: str = "") -> bool:
    """Whether a role could empty or alter the audit log: there is one for everything. By default who is connected."""
    cursor.execute(_OWNED, {"role": role})
    return bool(cursor.fetchone()[0])
