"""The chain: what was altered, removed or moved past the software is found, and its first place named."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from otklik.audit import chain
from otklik.audit.chain import Fault, seal_rows, stands, verify_chain
from otklik.audit.models import AccessRecord, AuditRecord, ChainHead
from otklik.audit.services import erase_words, past_keeping, record, record_access, seal_records
from otklik.audit.tests.test_audit_log import NOW, PERSON

pytestmark = pytest.mark.django_db
ROWS = 6


@pytest.fixture
def log() -> None:
    """Six sealed lines, a day apart."""
    for number in range(1, ROWS + 1):
        record(
            "assign",
            subject=f"appeal:{number}",
            by=PERSON,
            now=NOW + timedelta(days=number),
            because=f"причина {number}",
        )
    assert seal_records(now=NOW) == ROWS
    assert seal_records(now=NOW) == 0


def tamper(statement: str) -> None:
    """Do what only somebody at the database's own console could."""
    with past_keeping(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("statement", "place", "fault"),
    [
        ("update {t} set actor_name = 'Ольгa' where sealed_no = 3", 3, Fault.CHANGED),
        ("update {t} set subject = 'appeal:33' where sealed_no = 3", 3, Fault.CHANGED),
        ("update {t} set act = 'assigm' where sealed_no = 6", 6, Fault.CHANGED),
        ("update {t} set actor_id = null where sealed_no = 1", 1, Fault.CHANGED),
        ("update {t} set at = at + interval '1 microsecond' where sealed_no = 4", 4, Fault.CHANGED),
        ("update {t} set because = 'причина З' where sealed_no = 3", 3, Fault.WORDS_CHANGED),
        ("update {t} set details = '{{\"a\": 1}}' where sealed_no = 5", 5, Fault.WORDS_CHANGED),
        ("update {t} set words = repeat('0', 64) where sealed_no = 2", 2, Fault.CHANGED),
        ("update {t} set words = '' where sealed_no = 2", 2, Fault.CHANGED),
        ("update {t} set seal = repeat('0', 64) where sealed_no = 2", 2, Fault.CHANGED),
        ("delete from {t} where sealed_no = 3", 4, Fault.MISSING),
        ("delete from {t} where sealed_no = 1", 2, Fault.MISSING),
        ("delete from {t} where sealed_no = 6", 6, Fault.END_MISSING),
        ("delete from {t}", 1, Fault.END_MISSING),
        ("update {t} set sealed_no = 5 - sealed_no where sealed_no in (2, 3)", 2, Fault.CHANGED),
        ("update {t} set because = '', details = '{{}}', salt = '', erased_at = now() where sealed_no = 4", 4,
         Fault.ERASED_SILENTLY),
    ],
)  # fmt: skip
def test_it_names_the_first_bad_place(statement: str, place: int, fault: Fault) -> None:
    assert verify_chain(AuditRecord).bad is None
    tamper(statement.format(t="audit_auditrecord"))
    bad = verify_chain(AuditRecord).bad
    assert bad is not None
    assert (bad.number, bad.fault) == (place, fault)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("place", ["null", "0", "-3"])
def test_a_row_put_in_with_a_made_up_seal_and_no_place_is_told(place: str) -> None:
    tamper(
        "insert into audit_auditrecord (at, actor_name, act, subject, because, details, seal, sealed_no)"
        f" values (now(), 'Ольга', 'hide', 'message:9', 'мат', '{{}}', repeat('a', 64), {place})"
    )
    bad = verify_chain(AuditRecord).bad
    assert bad is not None
    assert (bad.fault, bad.subject) == (Fault.STRAY, "message:9")
    with pytest.raises(SystemExit):
        call_command("audit", "verify", stdout=StringIO())


@pytest.mark.usefixtures("log")
def test_it_notices_a_changed_row_that_is_not_sealed_yet() -> None:
    record("assign", subject="appeal:7", by=PERSON, now=NOW, because="причина 7")
    tamper("update audit_auditrecord set because = 'причина 8' where seal = ''")
    bad = verify_chain(AuditRecord).bad
    assert bad is not None
    assert (bad.number, bad.subject, bad.fault) == (None, "appeal:7", Fault.WORDS_CHANGED)


@pytest.mark.usefixtures("log")
def test_it_begins_at_a_day() -> None:
    tamper("update audit_auditrecord set actor_name = 'Другой' where sealed_no = 2")
    assert verify_chain(AuditRecord, since=NOW + timedelta(days=2)).bad is not None
    later = verify_chain(AuditRecord, since=NOW + timedelta(days=3))
    assert (later.bad, later.checked, later.number) == (None, 4, ROWS)
    assert verify_chain(AuditRecord, since=NOW + timedelta(days=30)).checked == 0


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "statement",
    [
        "update audit_auditrecord set act = 'other' where sealed_no = 2",
        "update audit_auditrecord set seal = repeat('0', 64) where sealed_no = 2",
        "delete from audit_auditrecord where sealed_no = 2",
        "update audit_auditrecord set seal = 'x', act = 'other' where seal = ''",
        "delete from audit_auditrecord where seal = ''",
        "delete from audit_accessrecord",
        "update audit_accessrecord set actor_name = 'Другой'",
        "delete from audit_chainhead",
        "update audit_chainhead set sealed_no = 1",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_kept(statement: str) -> None:
    record("assign", subject="appeal:7", by=PERSON, now=NOW)
    record_access(PERSON, subject="appeal:7", now=NOW)
    with pytest.raises(IntegrityError, match="only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AccessRecord.objects.count() == 1


@pytest.mark.usefixtures("log")
def test_words_can_be_taken_out_and_the_chain_still_holds() -> None:
    row = AuditRecord.objects.get(sealed_no=3)
    erase_words(AuditRecord, [row.id], by=PERSON, because="152-ФЗ", now=NOW)
    seal_records(now=NOW)
    row = AuditRecord.objects.get(sealed_no=3)
    assert (row.because, row.salt, row.actor_name) == ("", "", "Ольга")
    assert verify_chain(AuditRecord).bad is None
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditRecord.objects.filter(sealed_no=4).update(because="")


def test_rows_sealed_before_words_had_digests_still_hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_auditrecord (at, actor_name, act, subject, because, details, seal)"
            " values (%s, 'Ольга', 'assign', 'appeal:1', 'дорога', '{\"body\": 3}', '')",
            [datetime(2026, 11, 24, 6, tzinfo=UTC)],
        )
        cursor.execute("select id from audit_auditrecord")
        (row_id,) = cursor.fetchone()
    said = f'[{row_id}, "2026-11-24T06:00:00+00:00", null, "Ольга", "assign", "appeal:1", "дорога", {{"body": 3}}]'
    seal_rows(AuditRecord, now=NOW)
    assert AuditRecord.objects.get().seal == hashlib.sha256(said.encode()).hexdigest()
    tamper("update audit_auditrecord set because = 'дорогa'")
    assert verify_chain(AuditRecord).bad is not None


@pytest.mark.usefixtures("log")
def test_the_command_tells_an_operator() -> None:
    told = StringIO()
    call_command("audit", "verify", "--since", "2026-11-24", stdout=told)
    assert "6 rows checked" in told.getvalue()
    seal = ChainHead.objects.get(chain="audit_auditrecord").seal
    assert stands(seal)
    call_command("audit", "verify", "--kept", seal, stdout=told)

    tamper("delete from audit_auditrecord where sealed_no = 3")
    told = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify", "--json", stdout=told)
    assert ended.value.code == 1
    told_of = next(c for c in json.loads(told.getvalue())["chains"] if c["chain"] == "audit_auditrecord")
    assert (told_of["bad"]["number"], told_of["bad"]["fault"]) == (4, "missing")
    with pytest.raises(SystemExit):
        call_command("audit", "verify", "--kept", "0" * 64, stdout=told)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a page, so that six are three of them."""
    monkeypatch.setattr(chain, "_PAGE", 2)


@pytest.mark.usefixtures("log", "small_pages")
@pytest.mark.parametrize(
    ("statement", "place", "fault"),
    [
        ("update {t} set actor_name = 'Ольгa' where sealed_no = 2", 2, Fault.CHANGED),
        ("update {t} set actor_name = 'Ольгa' where sealed_no = 3", 3, Fault.CHANGED),
        ("update {t} set because = 'причина З' where sealed_no = 6", 6, Fault.WORDS_CHANGED),
        ("delete from {t} where sealed_no = 2", 3, Fault.MISSING),
        ("delete from {t} where sealed_no = 3", 4, Fault.MISSING),
        ("delete from {t} where sealed_no in (3, 4)", 5, Fault.MISSING),
        ("delete from {t} where sealed_no in (2, 3, 4, 5)", 6, Fault.MISSING),
        ("delete from {t} where sealed_no in (5, 6)", 5, Fault.END_MISSING),
        ("insert into {t} (at, actor_name, act, subject, because, details, seal, sealed_no)"
         " values (now(), 'Ольга', 'hide', 'message:9', '', '{{}}', repeat('a', 64), 2)", 2, Fault.CHANGED),
        ("insert into {t} (at, actor_name, act, subject, because, details, seal, sealed_no)"
         " select now(), 'Ольга', 'hide', 'message:9', '', '{{}}', repeat('a', 64), 4 from generate_series(1, 9)", 4,
         Fault.CHANGED),
        ("insert into {t} (at, actor_name, act, subject, because, details, seal, sealed_no)"
         " values (now(), 'Ольга', 'hide', 'message:9', '', '{{}}', repeat('a', 64), 99)", 99, Fault.MISSING),
    ],
)  # fmt: skip
def test_where_pages_meet_nothing_goes_by_unseen(statement: str, place: int, fault: Fault) -> None:
    assert verify_chain(AuditRecord).bad is None
    tamper(statement.format(t="audit_auditrecord"))
    bad = verify_chain(AuditRecord).bad
    assert bad is not None
    assert bad.fault is fault
    # of two rows with one place either may be met first, and then the other one stands where its follower should
    assert bad.number in (place, place + 1) if "insert" in statement else bad.number == place


@pytest.mark.usefixtures("small_pages")
def test_changed_rows_that_wait_for_their_seal_are_found_on_every_page() -> None:
    for number in range(1, 6):
        record("assign", subject=f"appeal:{number}", by=PERSON, now=NOW, because=f"причина {number}")
    assert (verify_chain(AuditRecord).bad, verify_chain(AuditRecord).unsealed) == (None, 5)
    tamper("update audit_auditrecord set because = 'нет' where subject = 'appeal:5'")
    bad = verify_chain(AuditRecord).bad
    assert bad is not None
    assert (bad.subject, bad.fault) == ("appeal:5", Fault.WORDS_CHANGED)


@pytest.mark.usefixtures("log", "small_pages")
def test_it_asks_once_a_page_and_once_more_only_where_words_were_taken_out() -> None:
    def asked(pages: int) -> int:
        monkey.setattr(chain, "_PAGE", ROWS // pages)
        with CaptureQueriesContext(connection) as queries:
            assert verify_chain(AuditRecord).bad is None
        return len(queries)

    with pytest.MonkeyPatch.context() as monkey:
        one, three, six = asked(1), asked(3), asked(6)
        assert (three - one, six - one) == (2, 5)
        row = AuditRecord.objects.get(sealed_no=3)
        erase_words(AuditRecord, [row.id], by=PERSON, because="152-ФЗ", now=NOW)
        assert asked(6) - six == 2  # what the log tells of that page; and the page behind the line that waits


@pytest.mark.usefixtures("log", "small_pages")
def test_what_is_sealed_while_it_looks_is_no_missing_end(monkeypatch: pytest.MonkeyPatch) -> None:
    find, came = chain._head, ["appeal:7", "appeal:8", "appeal:9"]

    def find_later(model: type[AuditRecord]) -> ChainHead | None:
        while came:
            record("assign", subject=came.pop(), by=PERSON, now=NOW)
            seal_rows(AuditRecord, now=NOW)
        return find(model)

    monkeypatch.setattr(chain, "_head", find_later)
    report = verify_chain(AuditRecord)
    assert (report.bad, report.checked) == (None, ROWS + 3)


@pytest.mark.usefixtures("log")
def test_no_look_reads_a_whole_table() -> None:
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as queries:
        cursor.execute("set local enable_seqscan = off")  # as if the table were long
        verify_chain(AuditRecord)
    asked = [one["sql"] for one in queries if 'from "audit_auditrecord"' in one["sql"].lower()]
    assert asked
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"explain {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "Seq Scan" not in plan, sql
