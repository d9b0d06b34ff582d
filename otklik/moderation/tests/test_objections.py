"""Objections: decided by another, undone where the network can, told to the author, kept as evidence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.moderation.bulk.acts import undo
from otklik.moderation.deciding_objections import list_objections, open_objections, refuse, uphold
from otklik.moderation.errors import NotModerated
from otklik.moderation.models import Decision, DecisionAct, EvidenceFile, EvidenceRecord, Objection, ObjectionState
from otklik.moderation.objections.objecting import (
    can_hand_out_way,
    find_by_code,
    hand_out_way,
    object_to,
    open_way,
    show_decision,
)
from otklik.moderation.refusals import (
    AlreadyDecided,
    NoSuchDecision,
    NothingToObjectTo,
    OwnDecision,
    WordsMissing,
    WrongCode,
)
from otklik.moderation.services import Charge, delete, hide, let_be
from otklik.moderation.tests.said import PROFANE, say, write_privately
from otklik.moderation.undoing import SHOWN_AGAIN
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import appoint, enter_staff
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def second(town: Town) -> Viewer:
    """Another moderator of the same office."""
    staff = enter_staff("second@example.org", name="second", password="")
    appoint(staff, Body.objects.get(slug="office"), Role.MODERATOR)
    return load_viewer(staff.id, on=NOW.date())


def hide_and_object(town: Town) -> Objection:
    """The moderator hides a comment and tells its author, who objects."""
    write_privately(town)
    message = say(town)
    decision = hide(message.id, Charge("profanity", tells=True), by=town.moderator, now=NOW)
    return object_to(decision.id, text="Это цитата из песни", now=NOW)


def test_the_notice_leads_to_the_page_of_objections(town: Town) -> None:
    write_privately(town)
    decision = hide(say(town).id, Charge("profanity", tells=True), by=town.moderator, now=NOW)
    assert "/objection/" in decision.notice_text
    assert decision.objection_way.number in decision.notice_text
    assert show_decision(decision.id) is not None
    assert EvidenceRecord.objects.get(file__decision=decision).details["notice"]["text"] == decision.notice_text


def test_the_author_reads_the_day_of_the_decision_by_the_clocks_of_the_place(town: Town) -> None:
    write_privately(town)
    by_night = NOW.replace(hour=21)  # 2 o'clock of the next day in Yekaterinburg
    decision = hide(say(town).id, Charge("profanity", tells=True), by=town.moderator, now=by_night)
    shown = show_decision(decision.id)
    assert shown is not None
    assert shown.decided_on == NOW.date() + timedelta(days=1)


def test_whoever_decided_does_not_decide_upon_the_objection(town: Town, second: Viewer) -> None:
    objection = hide_and_object(town)
    with pytest.raises(OwnDecision):
        uphold(objection.id, by=town.moderator, answer="Вы правы", now=LATER)
    for viewer in (town.manager, town.stranger, town.executor):
        with pytest.raises(NoSuchDecision):
            refuse(objection.id, by=viewer, answer="Нет", now=LATER)
    with pytest.raises(WordsMissing):
        uphold(objection.id, by=second, answer=" ", now=LATER)
    assert Objection.objects.get().state == ObjectionState.OPEN


def test_an_upheld_objection_shows_the_message_again_and_tells_the_author(town: Town, second: Viewer) -> None:
    objection = hide_and_object(town)
    uphold(objection.id, by=second, answer="Вы правы: это цитата.", now=LATER)
    objection.refresh_from_db()
    assert (objection.state, objection.undone) == (ObjectionState.UPHELD, SHOWN_AGAIN)
    restored = Decision.objects.get(act=DecisionAct.RESTORE)
    assert restored.outbox_act is not None
    assert restored.outbox_act.kind == "restore"
    told = OutboxAct.objects.filter(kind="message").order_by("-id").first()
    assert told is not None
    assert "это цитата" in told.text
    facts = EvidenceRecord.objects.filter(file__decision=objection.decision).order_by("id")
    assert [fact.act for fact in facts] == ["decided", "objected", "objection_upheld"]
    with pytest.raises(AlreadyDecided):
        refuse(objection.id, by=second, answer="Нет", now=LATER)


def test_an_upheld_objection_puts_a_declined_case_to_work_again(town: Town, second: Viewer) -> None:
    message = say(town)
    decision = hide(message.id, PROFANE, by=town.moderator, now=NOW)
    Appeal.objects.update(state=State.DECLINED)
    open_way(decision, now=NOW)
    objection = object_to(decision.id, text="Это не реклама", now=NOW)
    uphold(objection.id, by=second, answer="Вы правы.", now=LATER)
    assert Appeal.objects.get().state == State.NEW


def test_a_refused_one_leaves_everything_and_says_why(town: Town, second: Viewer) -> None:
    objection = hide_and_object(town)
    refuse(objection.id, by=second, answer="Мат запрещён и в цитатах.", now=LATER)
    assert not Decision.objects.filter(act=DecisionAct.RESTORE).exists()
    shown = show_decision(objection.decision_id)
    assert shown is not None
    assert (shown.state, shown.answer) == ("refused", "Мат запрещён и в цитатах.")


def test_what_an_objection_may_free_is_not_deleted_before_it_is_decided(town: Town, second: Viewer) -> None:
    objection = hide_and_object(town)
    message_id = objection.decision.message_id or 0
    Appeal.objects.update(state=State.CLOSED)
    with pytest.raises(NotModerated, match="author objects"):
        delete(message_id, PROFANE, by=town.moderator, now=LATER)
    refuse(objection.id, by=second, answer="Мат запрещён и в цитатах.", now=LATER)
    assert delete(message_id, PROFANE, by=town.moderator, now=LATER).act == DecisionAct.DELETE


def test_the_desk_lists_them_by_deadline(town: Town, second: Viewer) -> None:
    objection = hide_and_object(town)
    row = list_objections(town.moderator, now=NOW)[0]
    assert (row.is_own, row.may_decide, row.is_late) == (True, False, False)
    row = list_objections(second, now=objection.due_at + timedelta(minutes=1))[0]
    assert (row.is_own, row.may_decide, row.is_late) == (False, True, True)
    assert (open_objections(second).count(), open_objections(town.stranger).count()) == (1, 0)
    assert list_objections(town.stranger, now=NOW) == []
    assert objection.due_at.date() == NOW.date() + timedelta(days=3)


def test_whoever_got_no_notice_is_given_a_number_and_a_code(town: Town, second: Viewer) -> None:
    decision = hide(say(town).id, PROFANE, by=town.moderator, now=NOW)
    assert show_decision(decision.id) is None
    with pytest.raises(NoSuchDecision):
        hand_out_way(town.stranger, decision.id, now=LATER)
    before = hand_out_way(town.moderator, decision.id, now=LATER)
    way = hand_out_way(second, decision.id, now=LATER)
    with pytest.raises(WrongCode):
        find_by_code(before.number, before.code, address="192.0.2.1", now=LATER)
    object_to(find_by_code(way.number, way.code, address="192.0.2.1", now=LATER), text="Это цитата", now=LATER)
    told = EvidenceRecord.objects.filter(file__decision=decision, act="told").order_by("id")
    assert [(fact.actor_name, fact.details) for fact in told] == [
        (town.moderator.name, {"number": before.number}), ("second", {"number": way.number}),
    ]  # fmt: skip
    assert way.code not in str(list(EvidenceRecord.objects.values_list("details", flat=True)))
    with pytest.raises(NothingToObjectTo):
        hand_out_way(second, decision.id, now=LATER)


def test_there_is_nothing_to_object_to_in_what_was_undone_or_found_lawful(town: Town) -> None:
    undone = hide(say(town).id, replace(PROFANE, batch="b1"), by=town.moderator, now=NOW)
    undo(undone.batch, by=town.moderator, now=NOW)
    lawful = let_be(undone.message_id or 0, Charge(), by=town.moderator, now=NOW)
    for decision in (undone, lawful):
        with pytest.raises(NothingToObjectTo):
            hand_out_way(town.moderator, decision.id, now=NOW)


def test_no_way_is_given_where_the_evidence_is_forgotten(town: Town) -> None:
    decision = hide(say(town).id, PROFANE, by=town.moderator, now=NOW)
    assert can_hand_out_way(decision.id)
    EvidenceFile.objects.update(forgotten_at=LATER)
    assert not can_hand_out_way(decision.id)
    with pytest.raises(NothingToObjectTo):
        hand_out_way(town.moderator, decision.id, now=LATER)
