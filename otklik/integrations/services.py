"""Writing imports of the register: bring a table, apply what was checked, take it back."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypedDict

from django.db import transaction
from procrastinate.contrib.django import app

from otklik.audit.services import record
from otklik.integrations.errors import FileForgotten, NotNow, TableTooLarge
from otklik.integrations.models import CaseImport, ImportState, RefusedCase, RegisterImport
from otklik.integrations.models.tables import BroughtTable
from otklik.integrations.register.sheets import MOST_BYTES
from otklik.organizations.selectors import Viewer

JOB = "run_register_import"
"""The worker's job: it does what the import's state asks for."""
TABLES_ARE_KEPT = timedelta(days=14)
"""So long a table that nobody applied can still be applied."""
_LONGEST_FILE_NAME = 200


def bring_register(content: bytes, *, file_name: str, by: Viewer | None, now: datetime) -> RegisterImport:
    """Take a table in and have it checked; nothing is changed. Raises TableTooLarge. Without `by` an operator acts."""
    brought = RegisterImport(**brought_as(content, file_name=file_name, by=by, now=now))
    with transaction.atomic():
        brought.save()
        record("bring_register", subject=_subject(brought), by=by, now=now)
        _hand_over(brought)
    return brought


class Brought(TypedDict):
    """What is kept of any table when it is brought."""

    by_id: int | None
    by_name: str
    at: datetime
    file_name: str
    content: bytes
    sha256: str


def brought_as(content: bytes, *, file_name: str, by: Viewer | None, now: datetime) -> Brought:
    """A table with who brought it. Raises TableTooLarge."""
    if len(content) > MOST_BYTES:
        raise TableTooLarge
    return {
        "by_id": by.staff_id if by else None,
        "by_name": by.name if by else "system",
        "at": now,
        "file_name": file_name[-_LONGEST_FILE_NAME:],
        "content": content,
        "sha256": sha256(content).hexdigest(),
    }


def ask_to_apply(import_id: int, *, by: Viewer | None, now: datetime) -> None:
    """Let the worker write what was checked into the register. Raises NotNow, FileForgotten."""
    with transaction.atomic():
        one = _locked(import_id, ImportState.CHECKED)
        if sha256(one.content).hexdigest() != one.sha256:
            raise FileForgotten
        _ask(one, ImportState.APPLYING)
        record("apply_register", subject=_subject(one), by=by, now=now, details={"sha256": one.sha256})


def ask_to_undo(import_id: int, *, by: Viewer | None, now: datetime) -> None:
    """Let the worker take back what the import changed. Raises NotNow."""
    with transaction.atomic():
        one = _locked(import_id, ImportState.APPLIED)
        _ask(one, ImportState.UNDOING)
        record("undo_register", subject=_subject(one), by=by, now=now)


def forget_tables(*, now: datetime) -> int:
    """Empty the tables that nobody applied for a while, and what was kept of tables of cases, applied ones too: refused
    rows, heads and statuses, which are a row of the table where it was read wrongly. Words of residents stand in them.

    Returns how many tables.
    """
    old = {"at__lt": now - TABLES_ARE_KEPT}
    RefusedCase.objects.filter(case_import__at__lt=now - TABLES_ARE_KEPT).delete()
    CaseImport.objects.filter(**old).update(titles=[], unknown_titles=[], found_statuses={})
    tables = (RegisterImport.objects, CaseImport.objects)
    return sum(table.filter(**old).exclude(content=b"").update(content=b"") for table in tables)


def _locked(import_id: int, state: ImportState) -> RegisterImport:
    one = RegisterImport.objects.select_for_update().filter(id=import_id, state=state).first()
    if one is None:
        raise NotNow
    return one


def _ask(one: RegisterImport, state: ImportState) -> None:
    begin_anew(one, state)
    _hand_over(one)


def begin_anew(one: BroughtTable, state: ImportState) -> None:
    """Let a worker take the table up for this."""
    one.state, one.beat_at, one.attempts, one.rows_read = state, None, 0, 0
    one.save(update_fields=["state", "beat_at", "attempts", "rows_read"])


def _hand_over(one: RegisterImport) -> None:
    """A job for the worker, in the caller's transaction."""
    app.configure_task(JOB, lock="register").defer(import_id=one.id)


def _subject(one: RegisterImport) -> str:
    return f"register_import:{one.id}"
