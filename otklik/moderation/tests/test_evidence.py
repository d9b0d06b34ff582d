"""Evidence: all of a decision is kept, later facts are added, nothing is changed, and it ends when it may."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError

from otklik.audit.chain import Fault, verify_chain
from otklik.audit.services import past_keeping, seal_records
from otklik.intake.models import RawEvent
from otklik.moderation.evidence.dossier import access_dossier, hand_out, hold, release
from otklik.moderation.evidence.services import forget_over_evidence, note_ends
from otklik.moderation.models import Decision, EvidenceFile, EvidenceRecord
from otklik.moderation.objections.objecting import object_to, open_way
from otklik.moderation.refusals import Forgotten, NoSuchDecision, NotHeld, WordsMissing
from otklik.moderation.tests.decisions import AUTHOR, NAME, RUDE, decide, write_comment
from tests.town import NOW, SECRET, Town, build_town

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=1_097)


@pytest.fixture
def town() -> Town:
    return build_town()


def test_it_keeps_all_that_was_known_when_it_was_decided(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    row = EvidenceRecord.objects.get()
    seen: dict[str, Any] = row.details
    assert (row.actor_name, row.act, row.because) == ("moderator", "decided", "оскорбляет сотрудников")
    assert (seen["message"]["text"], seen["author"]["id"], seen["author"]["name"]) == (RUDE, str(AUTHOR), NAME)
    assert seen["message"]["url"].startswith("https://vk.")
    assert (seen["rules"]["clause"], seen["decision"]["ground"]) == ("3.1", "insult")
    assert seen["notice"]["text"] == "Ваш комментарий скрыт."
    assert "+7 912 345-67-89" in [one["words"] for one in seen["found"]]
    event = json.loads(seen["events"][0]["said"])
    assert (event["type"], event["object"]["text"]) == ("wall_reply_new", RUDE)
    assert SECRET not in seen["events"][0]["said"]
    assert file.kept_until == NOW + timedelta(days=1_096)


def test_it_keeps_the_wording_that_was_decided_about_when_everything_else_is_gone(town: Town) -> None:
    message = write_comment(town)
    decide(message, by=None)
    RawEvent.objects.all().delete()
    message.text = "Спасибо!"
    message.save()
    row = EvidenceRecord.objects.get()
    assert (row.actor_name, row.details["message"]["text"]) == ("system", RUDE)


def test_it_adds_how_the_act_and_its_notice_ended_once(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator, no_notice_because="личные сообщения закрыты")
    assert note_ends(now=NOW) == 1
    assert note_ends(now=NOW) == 0
    facts = list(file.records.order_by("id").values_list("act", flat=True))
    assert facts == ["decided", "settled", "told"]
    assert file.records.get(act="told").details["not_told_because"] == "личные сообщения закрыты"


def test_an_altered_row_of_evidence_is_found(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    other = decide(write_comment(town, comment_id=502), by=town.moderator)
    seal_records(now=NOW)
    assert verify_chain(EvidenceRecord).bad is None
    with pytest.raises(IntegrityError), transaction.atomic():
        file.records.update(because="иначе")
    with past_keeping(), connection.cursor() as cursor:
        cursor.execute(
            "update moderation_evidencerecord set details = jsonb_set(details, '{message,text}', '\"Добрый день\"')"
            " where file_id = %s",
            [file.id],
        )
    bad = verify_chain(EvidenceRecord).bad
    assert bad is not None
    assert (bad.number, bad.fault, bad.subject) == (1, Fault.WORDS_CHANGED, f"decision:{file.decision_id}")
    assert other.records.get().sealed_no == 2


def test_a_row_that_was_put_into_another_file_is_found(town: Town) -> None:
    decide(write_comment(town), by=town.moderator)
    other = decide(write_comment(town, comment_id=502), by=town.moderator)
    seal_records(now=NOW)
    with past_keeping(), connection.cursor() as cursor:
        cursor.execute("update moderation_evidencerecord set file_id = %s", [other.id])
    bad = verify_chain(EvidenceRecord).bad
    assert bad is not None
    assert (bad.number, bad.fault) == (1, Fault.CHANGED)


def test_it_is_forgotten_after_its_term_and_the_chain_still_holds(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    seal_records(now=NOW)
    assert forget_over_evidence(now=NOW + timedelta(days=1_095)) == 0
    assert forget_over_evidence(now=NOW + YEARS) == 1
    row = file.records.get()
    assert (row.details, row.because, row.actor_name) == ({}, "", "moderator")
    assert Decision.objects.get().because == ""
    seal_records(now=NOW + YEARS)
    assert verify_chain(EvidenceRecord).bad is None
    with pytest.raises(Forgotten):
        hand_out(town.moderator, file.decision_id, form="pdf", now=NOW + YEARS)


def test_it_stays_while_a_person_holds_it(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    with pytest.raises(WordsMissing):
        hold(town.moderator, file.decision_id, because=" ", now=NOW)
    hold(town.moderator, file.decision_id, because="иск № 2-114/2026", now=NOW)
    assert forget_over_evidence(now=NOW + YEARS) == 0
    release(town.moderator, file.decision_id, now=NOW)
    with pytest.raises(NotHeld):
        release(town.moderator, file.decision_id, now=NOW)
    assert forget_over_evidence(now=NOW + YEARS) == 1
    assert list(file.records.order_by("id").values_list("act", flat=True)) == ["decided", "held", "released"]


def test_it_stays_while_an_objection_is_open(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    open_way(file.decision, now=NOW)
    object_to(file.decision_id, text="Я никого не оскорблял", now=NOW)
    assert forget_over_evidence(now=NOW + YEARS) == 0
    assert file.records.get(act="objected").details["text"] == "Я никого не оскорблял"


def test_who_took_the_file_is_evidence_too(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    assert access_dossier(town.moderator, file.decision_id, now=NOW).seen["message"]["text"] == RUDE
    taken = hand_out(town.moderator, file.decision_id, form="json", now=NOW)
    assert [(fact.fact, fact.by) for fact in taken.facts] == [("decided", "moderator"), ("handed_out", "moderator")]


def test_people_of_other_bodies_see_no_evidence(town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    for viewer in (town.stranger, town.executor, town.approver):
        with pytest.raises(NoSuchDecision):
            access_dossier(viewer, file.decision_id, now=NOW)
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    "statements",
    [
        ("delete from moderation_evidencerecord where seal = ''",),
        (
            "truncate moderation_evidencerecord",
            "alter table audit_chainhead disable trigger only_onward",
            "delete from audit_chainhead where chain = 'moderation_evidencerecord'",
        ),
    ],
)
def test_a_decision_without_its_first_fact_is_told_though_no_seal_misses_it(
    town: Town, statements: tuple[str, ...]
) -> None:
    file = decide(write_comment(town), by=town.moderator)
    if len(statements) > 1:
        seal_records(now=NOW)
    assert verify_chain(EvidenceRecord).bad is None
    with past_keeping(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for statement in statements:
            cursor.execute(statement)
    bad = verify_chain(EvidenceRecord).bad
    assert bad is not None
    assert (bad.fault, bad.subject) == (Fault.BEREFT, f"decision:{file.decision_id}")
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", stdout=told)
    assert f"NOT WHOLE at decision:{file.decision_id}" in told.getvalue()
