"""Hide, restore, delete, let be: what each asks for, and what becomes of the message and its case."""

import re

import pytest

from otklik.answers.errors import NoWayToAnswer
from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign
from otklik.appeals.states import State
from otklik.appeals.workflow import Reason
from otklik.delivery.errors import CannotBeDone
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.moderation.errors import DecidedMeanwhile, NoSuchMessage, NotModerated
from otklik.moderation.models import Decision, DecisionState, EvidenceRecord, Review, ReviewState
from otklik.moderation.objections.objecting import LEFT_OUT
from otklik.moderation.queue.reviews import pass_case
from otklik.moderation.services import Charge, delete, hide, let_be, restore
from otklik.moderation.tests.said import BLANK, PLAIN, PROFANE, SWEARING, case_of, say, write_privately
from otklik.organizations.selectors import Viewer
from otklik.pages.models import Connection
from otklik.triage.models import OwnExample
from otklik.triage.parts import Part
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, comment, push

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def test_it_holds_a_problem_told_with_profanity_for_a_person_and_hides_nothing_by_itself(town: Town) -> None:
    message = say(town)
    review = Review.objects.get(message=message)
    assert (review.state, review.ground, review.is_urgent) == (ReviewState.WAITING, "profanity", False)
    assert case_of(message).state == State.IN_MODERATION
    assert not Decision.objects.exists()


def test_it_passes_the_case_of_a_hidden_message_on_to_who_answers(town: Town) -> None:
    message = say(town)
    decision = hide(message.id, PROFANE, by=town.moderator, now=NOW)
    assert (decision.ground, decision.clause, decision.decided_by_id) == ("profanity", "2.1", town.moderator.staff_id)
    assert decision.rules_version == "shipped-2026-11"
    act = OutboxAct.objects.get()
    assert (act.kind, act.target_id, act.next_try_at > NOW) == ("hide", message.external_id, True)
    assert case_of(message).state == State.NEW
    assert Review.objects.get(message=message).state == ReviewState.DECIDED
    learnt = OwnExample.objects.get(part=Part.DECENCY)
    assert (learnt.message_id, learnt.proposed, learnt.chosen, learnt.is_right) == (
        message.id,
        "profanity",
        "profanity",
        True,
    )


def test_it_keeps_the_case_when_the_network_tells_of_our_own_hiding(town: Town) -> None:
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    gone = {"owner_id": -7001, "id": 9, "deleter_id": 100, "post_id": 77}
    arrive(town.page, push("wall_reply_delete", gone))
    run_flow()
    message.refresh_from_db()
    assert (message.is_deleted, message.is_hidden) == (True, True)
    assert case_of(message).state == State.NEW


def test_it_withdraws_the_case_when_the_author_deletes_what_nobody_hid(town: Town) -> None:
    message = say(town)
    arrive(town.page, push("wall_reply_delete", {"owner_id": -7001, "id": 9, "deleter_id": 501, "post_id": 77}))
    run_flow()
    assert case_of(message).state == State.CLOSED
    assert Review.objects.get(message=message).state == ReviewState.GONE


@pytest.mark.parametrize("ground", ["", "criticism", "rude"])
def test_it_hides_nothing_without_a_ground_of_the_list(town: Town, ground: str) -> None:
    message = say(town)
    with pytest.raises(NotModerated, match=r"Criticism.*is no ground"):
        hide(message.id, Charge(ground=ground, because="ругает мэра"), by=town.moderator, now=NOW)
    assert not OutboxAct.objects.exists()


def test_it_lets_a_person_hide_what_no_rule_found(town: Town) -> None:
    message = say(town, PLAIN)
    assert not Review.objects.exists()
    hide(message.id, Charge(ground="links"), by=town.moderator, now=NOW)
    assert Review.objects.get().state == ReviewState.DECIDED


@pytest.mark.parametrize(("who", "may"), [("manager", True), ("moderator", True), ("coordinator", True),
                                          ("executor", False), ("approver", False), ("stranger", False)])  # fmt: skip
def test_it_is_done_only_by_those_who_moderate_there(town: Town, who: str, may: bool) -> None:
    message, viewer = say(town), getattr(town, who)
    assert isinstance(viewer, Viewer)
    if may:
        hide(message.id, PROFANE, by=viewer, now=NOW)
        assert case_of(message).state == State.NEW
    else:
        with pytest.raises(NoSuchMessage):
            hide(message.id, PROFANE, by=viewer, now=NOW)


def test_it_tells_the_second_moderator_that_the_first_has_decided(town: Town) -> None:
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    with pytest.raises(DecidedMeanwhile, match="moderator"):
        hide(message.id, PROFANE, by=town.manager, now=NOW)
    with pytest.raises(DecidedMeanwhile):
        let_be(message.id, by=town.manager, now=NOW)
    assert OutboxAct.objects.count() == 1


def test_it_decides_about_no_words_that_the_person_has_not_read(town: Town) -> None:
    message = say(town)
    with pytest.raises(DecidedMeanwhile, match="changed the words"):
        hide(message.id, Charge(ground="profanity", wording="0" * 64), by=town.moderator, now=NOW)


def test_it_finds_nothing_again_in_words_that_a_person_let_be(town: Town) -> None:
    message = say(town)
    let_be(message.id, by=town.moderator, now=NOW)
    assert case_of(message).state == State.NEW
    again = say(town, SWEARING.upper(), number=10)
    assert not Review.objects.filter(message=again).exists()
    edited = comment(9, SWEARING + " Блядь!")
    arrive(town.page, push("wall_reply_edit", edited), at=NOW)
    run_flow()
    assert Review.objects.get(message=message).state == ReviewState.WAITING


def test_it_deletes_nothing_with_an_open_case_and_nothing_unhidden_without_a_reason(town: Town) -> None:
    message = say(town)
    with pytest.raises(NotModerated, match="was not hidden"):
        delete(message.id, PROFANE, by=town.moderator, now=NOW)
    with pytest.raises(NotModerated, match="was not hidden"):
        delete(message.id, Charge("profanity", because=BLANK), by=town.moderator, now=NOW)
    with pytest.raises(NotModerated, match="is open"):
        delete(message.id, Charge("profanity", because="мат"), by=town.moderator, now=NOW)
    case = case_of(message)
    case.state = State.CLOSED
    case.save(update_fields=["state"])
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    assert delete(message.id, PROFANE, by=town.moderator, now=NOW).act == "delete"


def test_it_restores_with_a_reason_what_was_hidden(town: Town) -> None:
    message = say(town)
    with pytest.raises(NotModerated, match="not hidden by us"):
        restore(message.id, Charge(because="ошибка"), by=town.moderator, now=NOW)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    with pytest.raises(NotModerated, match="why"):
        restore(message.id, Charge(because=BLANK), by=town.moderator, now=NOW)
    decision = restore(message.id, Charge(because="ошибка"), by=town.moderator, now=NOW)
    OutboxAct.objects.update(state=OutboxState.SENT, settled_at=NOW)
    run_flow()
    decision.refresh_from_db()
    assert decision.state == DecisionState.DONE
    assert not ResidentMessage.objects.get(id=message.id).is_hidden


def test_it_puts_back_on_the_queue_what_the_network_did_not_hide(town: Town) -> None:
    message = say(town)
    decision = hide(message.id, PROFANE, by=town.moderator, now=NOW)
    OutboxAct.objects.update(state=OutboxState.FAILED, settled_at=NOW)
    run_flow()
    decision.refresh_from_db()
    assert decision.state == DecisionState.FAILED
    assert not ResidentMessage.objects.get(id=message.id).is_hidden
    assert Review.objects.get(message=message).state == ReviewState.WAITING


def test_it_says_before_it_asks_that_the_network_cannot(town: Town) -> None:
    message = say(town)
    Connection.objects.update(admin_token=b"")
    with pytest.raises(CannotBeDone, match="administrator"):
        hide(message.id, PROFANE, by=town.moderator, now=NOW)
    message.refresh_from_db()
    assert not message.is_hidden
    assert Review.objects.get(message=message).state == ReviewState.WAITING


def test_it_tells_the_author_privately_where_the_author_once_wrote_so(town: Town) -> None:
    write_privately(town)
    message = say(town)
    decision = hide(message.id, Charge("profanity", tells=True), by=town.moderator, now=NOW)
    notice = OutboxAct.objects.get(kind="message")
    token, code = re.findall(r"/objection/(\S+)/|код ([A-Z0-9]+)", notice.text)
    assert decision.notice_text == notice.text.replace(token[0], LEFT_OUT).replace(code[1], LEFT_OUT)
    kept = str(list(EvidenceRecord.objects.values_list("details", flat=True)))
    assert token[0] not in kept
    assert code[1] not in kept
    assert "2.1" in notice.text
    assert "Администрация" in notice.text


def test_it_says_why_the_author_could_not_be_told(town: Town) -> None:
    message = say(town)
    decision = hide(message.id, Charge("profanity", tells=True), by=town.moderator, now=NOW)
    assert not OutboxAct.objects.filter(kind="message").exists()
    assert "never wrote to the page privately" in decision.no_notice_because


def test_it_finds_nothing_more_where_a_moderator_let_the_whole_case_pass(town: Town) -> None:
    message = say(town)
    pass_case(case_of(message).number, by=town.moderator, reason=Reason(), version=None, now=NOW)
    assert Review.objects.get(message=message).state == ReviewState.DECIDED
    assert Decision.objects.get().act == "pass"


def test_it_queues_no_oath_of_a_private_talk_but_a_threat(town: Town) -> None:
    write_privately(town, SWEARING)
    assert not Review.objects.exists()


def answer(town: Town, case: Appeal) -> None:
    """The page's people take the case and answer it."""
    assign(
        case.number, body_id=town.office.id, executor_id=None, by=town.coordinator, because="", version=None, now=NOW
    )
    words = {"kind": "final", "text": "Уберём сегодня до 18:00.", "promised_on": None}
    answer_at_once(case.number, **words, by=town.manager, version=None, now=NOW)  # type: ignore[arg-type]


def test_it_answers_privately_what_was_hidden(town: Town) -> None:
    write_privately(town)
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    answer(town, case_of(message))
    act = OutboxAct.objects.get(kind="message")
    assert (act.message_kind, act.thread_id != message.thread_id) == ("private", True)
    assert not OutboxAct.objects.filter(kind="reply").exists()


def test_it_says_why_nothing_can_be_answered_where_the_author_never_wrote_privately(town: Town) -> None:
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    with pytest.raises(NoWayToAnswer, match="never wrote to the page privately"):
        answer(town, case_of(message))
