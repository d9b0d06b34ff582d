"""Seals kept outside of the database tell of a chain that was emptied, cut or rewritten together with its head."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from otklik.audit.chain import Fault, verify_chain
from otklik.audit.kept_outside import find_gone, keep_seals, note_restored
from otklik.audit.models import AuditRecord
from otklik.audit.services import past_keeping, record, seal_records
from tests.town import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _log(settings: Settings, tmp_path: Path) -> None:
    """Five sealed rows, their last seal kept outside."""
    settings.OTKLIK_SEALS_DIR = tmp_path / "there" / "seals"
    for number in range(5):
        record("look", subject=f"appeal:{number}", by=None, now=NOW)
    seal_records(now=NOW)
    assert keep_seals(now=NOW) == 1
    assert keep_seals(now=NOW) == 0


def undo(*statements: str) -> None:
    with past_keeping(), connection.cursor() as cursor:
        cursor.execute("alter table audit_chainhead disable trigger user")
        for statement in (*statements, "alter table audit_chainhead enable trigger user"):
            cursor.execute(statement)


def seal_anew() -> None:
    undo("update audit_auditrecord set seal = '', sealed_no = null", "delete from audit_chainhead")
    seal_records(now=NOW)


def test_an_emptied_log_is_told() -> None:
    undo("delete from audit_auditrecord", "delete from audit_chainhead")
    assert verify_chain(AuditRecord).bad is None
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", stdout=told)
    assert "NOT WHOLE at place 5" in told.getvalue()


def test_a_log_that_was_cut_and_sealed_anew_is_told() -> None:
    undo("delete from audit_auditrecord where subject = 'appeal:4'")
    seal_anew()
    assert verify_chain(AuditRecord).bad is None
    bad = find_gone(AuditRecord)[1]
    assert bad is not None
    assert (bad.fault, bad.number) == (Fault.KEPT_GONE, 5)


def test_a_rewritten_row_is_told_though_all_was_sealed_anew() -> None:
    undo("update audit_auditrecord set actor_name = 'nobody' where subject = 'appeal:0'")
    seal_anew()
    assert verify_chain(AuditRecord).bad is None
    assert find_gone(AuditRecord)[1] is not None


def test_a_whole_log_stays_whole_and_goes_on() -> None:
    record("look", subject="appeal:9", by=None, now=NOW)
    seal_records(now=NOW)
    assert keep_seals(now=NOW + timedelta(days=40)) == 1
    assert find_gone(AuditRecord) == (2, None)
    call_command("audit", "verify", stdout=StringIO())


def test_a_restored_backup_is_told_and_is_no_fault() -> None:
    record("look", subject="appeal:9", by=None, now=NOW)
    seal_records(now=NOW)
    keep_seals(now=NOW)
    undo(
        "delete from audit_auditrecord where subject = 'appeal:9'",
        "update audit_chainhead h set sealed_no = 5, seal = (select seal from audit_auditrecord where sealed_no = 5)",
    )
    assert find_gone(AuditRecord)[1] is not None
    note_restored(now=NOW)
    assert find_gone(AuditRecord) == (1, None)
    record("look", subject="appeal:10", by=None, now=NOW)
    seal_records(now=NOW)
    keep_seals(now=NOW)
    assert find_gone(AuditRecord) == (2, None)
    told = StringIO()
    call_command("audit", "verify", stdout=told)
    assert "A backup was restored on" in told.getvalue()
