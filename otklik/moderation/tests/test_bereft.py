"""Decisions whose evidence is gone are found page by page, whatever the length of the log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.audit.chain import Fault, verify_chain
from otklik.audit.services import past_keeping
from otklik.moderation.bans.services import propose_ban
from otklik.moderation.models import Decision, EvidenceFile, EvidenceRecord, evidence
from otklik.moderation.tests.decisions import decide, write_comment
from otklik.moderation.tests.test_ban import AGAIN
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
DECISIONS = 6


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def files(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[EvidenceFile]:
    """Six decisions in a row, two a page."""
    monkeypatch.setattr(evidence, "_PAGE", 2)
    message = write_comment(town)
    return [decide(message, by=town.moderator) for _ in range(DECISIONS)]


def take_away(file: EvidenceFile, *, whole: bool) -> None:
    """Do what only somebody at the database's own console could."""
    with past_keeping(), connection.cursor() as cursor:
        cursor.execute("delete from moderation_evidencerecord where file_id = %s", [file.id])
        if whole:
            cursor.execute("delete from moderation_evidencefile where id = %s", [file.id])


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("place", range(DECISIONS))
def test_it_is_found_wherever_it_lies(files: list[EvidenceFile], place: int, whole: bool) -> None:
    assert verify_chain(EvidenceRecord).bad is None
    take_away(files[place], whole=whole)
    bad = verify_chain(EvidenceRecord).bad
    assert bad is not None
    assert (bad.fault, bad.subject) == (Fault.BEREFT, f"decision:{files[place].decision_id}")


def test_a_ban_that_nobody_has_confirmed_has_no_evidence_yet(town: Town) -> None:
    message = write_comment(town)
    propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)
    assert Decision.objects.filter(act="ban", evidence=None).exists()
    assert verify_chain(EvidenceRecord).bad is None


def test_it_asks_once_a_page_and_never_for_all_evidence(
    files: list[EvidenceFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = files[-1].decision_id
    asked = {}
    for size in (newest, 1):
        monkeypatch.setattr(evidence, "_PAGE", size)
        with CaptureQueriesContext(connection) as queries:
            assert EvidenceRecord.find_bereft() == ""
        asked[size] = [one["sql"] for one in queries]
    assert len(asked[1]) - len(asked[newest]) == newest - 1
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")  # as if the tables were long
        cursor.execute(f"explain {asked[1][-1]}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert "SubPlan" not in plan
