"""The role of the running program: it does its work, and can neither change a table nor undo what is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from otklik.appeals.models import Appeal
from otklik.audit.chain import verify_chain
from otklik.audit.models import AuditRecord
from otklik.audit.services import erase_words, keep_audit_months, record, record_access, seal_records
from otklik.ground.postgres import PROGRAM_ROLE
from otklik.ground.program_role import grant_to_program, may_change_tables
from otklik.intake.models import RawEvent
from otklik.intake.retention import keep_raw_months
from otklik.pages.steps import keep_snapshot_months
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, comment, push

pytestmark = pytest.mark.django_db
KEPT = ("audit_auditrecord", "audit_accessrecord", "audit_chainhead", "moderation_evidencerecord")


@pytest.fixture
def town() -> Iterator[Town]:
    """What follows is done as the running program."""
    town = build_town()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        grant_to_program(cursor, PROGRAM_ROLE)
        cursor.execute(f"set role {PROGRAM_ROLE}")
        assert not may_change_tables(cursor)
        yield town
        cursor.execute("reset role")


def refuses(statement: str) -> None:
    with (
        pytest.raises(
            DatabaseError, match=r"permission denied|must be owner|only ever added|must be able to|privileges"
        ),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", KEPT)
def test_it_cannot_undo_what_is_kept(town: Town, table: str) -> None:
    record("look", subject="appeal:1", by=town.manager, now=NOW, because="так")
    record_access(town.manager, subject="appeal:1", now=NOW)
    seal_records(now=NOW)
    for undoing in (
        f"truncate {table}", f"truncate {table} cascade", f"delete from {table}", f"drop table {table} cascade",
        f"alter table {table} disable trigger all", f"alter table {table} rename to gone",
        "drop trigger only_added on audit_auditrecord",
        "set session_replication_role = replica", "drop function otklik_only_added() cascade",
        "create or replace function otklik_only_added() returns trigger language plpgsql as 'begin return old; end'",
        "alter table audit_auditrecord detach partition audit_auditrecord_rest",
    ):  # fmt: skip
        refuses(undoing)
        refuses(f"set local otklik.past_keeping = 'on'; {undoing}")
    assert AuditRecord.objects.exists()


@pytest.mark.parametrize("column", ["actor_name = 'x'", "because = 'x'", "at = now()", "details = '{}'", "salt = ''"])
def test_it_cannot_rewrite_a_row_of_the_log(town: Town, column: str) -> None:
    record("look", subject="appeal:1", by=town.manager, now=NOW, because="так")
    refuses(f"set local otklik.past_keeping = 'on'; update audit_auditrecord set {column}")
    refuses(f"update audit_auditrecord_rest set {column}")


def test_it_cannot_act_as_the_owner() -> None:
    """Over a connection of its own, as it works."""
    at = connection.get_connection_params()
    named = {"host": at["host"], "port": at.get("port"), "dbname": at["dbname"], "user": PROGRAM_ROLE}
    with psycopg.connect(**named, autocommit=True) as own:
        for statement in (f"set role {at['user']}", "set session authorization postgres", "create role mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(statement)


@pytest.mark.usefixtures("town")
def test_it_can_make_no_table_and_own_none() -> None:
    refuses("create table mine (it int)")
    refuses("alter table appeals_appeal add column it int")
    refuses("create function mine() returns int language sql as 'select 1'")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where pg_has_role(%s, relowner, 'member')", [PROGRAM_ROLE])
        assert cursor.fetchone() == (0,)


def test_it_does_its_work(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(9, "Когда уберёте снег у школы 8?", author=50077731)))
    run_flow()
    assert Appeal.objects.count() == 1
    record("look", subject="appeal:1", by=town.manager, now=NOW, because="так")
    assert seal_records(now=NOW) >= 1
    row = AuditRecord.objects.get(because="так")
    erase_words(AuditRecord, [row.id], by=None, because="письмо", now=NOW)
    erase_person(find_person("vk", "50077731"), by=None, because="письмо", now=NOW)
    seal_records(now=NOW)
    assert not AuditRecord.objects.filter(because="так").exists()
    assert verify_chain(AuditRecord).bad is None


def test_it_adds_coming_months_and_drops_only_those_that_may_go(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(9, "Снег")))
    far = datetime(2031, 1, 15, tzinfo=UTC)
    keep_audit_months(now=far)
    keep_snapshot_months(now=far)
    keep_raw_months(now=far)
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relispartition")
        months = {name for (name,) in cursor.fetchall()}
    assert {"audit_auditrecord_2031_02", "intake_rawevent_2031_04", "pages_pagesnapshot_2031_01"} <= months
    assert f"intake_rawevent_{datetime.now(UTC):%Y_%m}" not in months
    assert RawEvent.objects.count() in {0, 1}
    refuses("truncate audit_auditrecord_2031_02")
    with pytest.raises(DatabaseError, match="are kept"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select otklik_keep_months('audit_auditrecord', '2031-01-01', 0, '2031-01-01')")


@pytest.mark.parametrize("table", [*KEPT, "audit_auditrecord_rest"])
def test_not_even_the_owner_empties_what_is_kept_by_mistake(table: str) -> None:
    with pytest.raises(DatabaseError, match="is never emptied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"truncate {table}")


@pytest.mark.usefixtures("town")
def test_each_table_is_readable_and_its_rights_can_be_given_twice() -> None:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        grant_to_program(cursor, PROGRAM_ROLE)
        cursor.execute(f"set role {PROGRAM_ROLE}")
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'p', 'S') and not has_table_privilege(oid, 'select')"
        )
        assert cursor.fetchall() == []


def test_checks_of_the_chain_work_without_rights(town: Town) -> None:
    record("look", subject="appeal:1", by=town.manager, now=NOW, because="так")
    seal_records(now=NOW)
    call_command("audit", "verify")
