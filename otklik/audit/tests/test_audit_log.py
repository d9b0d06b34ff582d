"""The audit log: append-only, sealed."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection

from otklik.audit.models import AccessRecord, AuditRecord
from otklik.audit.services import keep_audit_months, record, record_access

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """Whoever acts."""

    staff_id: int
    name: str


PERSON = Person(staff_id=5, name="Ольга")


def test_it_keeps_who_did_what_and_why() -> None:
    record("assign", subject="appeal:1001", by=PERSON, now=NOW, because="дорога", details={"body": 3})
    row = AuditRecord.objects.get()
    assert (row.actor_id, row.actor_name, row.act, row.because, row.details) == (
        5,
        "Ольга",
        "assign",
        "дорога",
        {"body": 3},
    )


def test_it_notes_who_opened_a_card() -> None:
    record_access(PERSON, subject="appeal:1001", now=NOW)
    assert AccessRecord.objects.get().actor_id == 5


def test_it_prepares_the_coming_months() -> None:
    keep_audit_months(now=datetime(2031, 1, 15, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('audit_auditrecord_2031_02') is not null")
        assert cursor.fetchone() == (True,)
