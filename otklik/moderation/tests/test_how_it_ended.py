"""How acts of moderation end in the network, and what that means for the author, the queue and later decisions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.moderation.bans.services import confirm_ban, end_bans, propose_ban
from otklik.moderation.bulk.acts import undo
from otklik.moderation.deciding_objections import uphold
from otklik.moderation.errors import NoSuchMessage
from otklik.moderation.models import BanState, Decision, DecisionState, Objection, Review, ReviewState
from otklik.moderation.objections.objecting import object_to
from otklik.moderation.queue.reviews import is_lawful
from otklik.moderation.services import Charge, hide, let_be, restore
from otklik.moderation.telling import NOT_DONE
from otklik.moderation.tests.said import PROFANE, say, write_in_max, write_privately
from otklik.moderation.tests.test_ban import AGAIN
from otklik.moderation.undoing import SHOWN_AGAIN, STANDS_THERE
from otklik.organizations.models import Appointment
from otklik.organizations.selectors import load_viewer
from otklik.pages.models import Connection
from otklik.triage.models import OwnExample
from otklik.triage.parts import Part
from tests.flow import run_flow
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
TOLD = Charge("profanity", tells=True, batch="b1")
LATER = NOW + timedelta(hours=1)
LOST = pytest.mark.parametrize("end", [OutboxState.FAILED, OutboxState.UNKNOWN])
"""The network did not do it, or nobody knows whether it did."""


@pytest.fixture
def town() -> Town:
    return build_town()


def ends(kind: str, end: OutboxState) -> None:
    """The network answers, or does not, and the worker takes note."""
    OutboxAct.objects.filter(kind=kind).update(state=end, settled_at=NOW)
    run_flow()


def review_of(message: ResidentMessage) -> str:
    return Review.objects.get(message=message).state


def notice() -> OutboxAct:
    return OutboxAct.objects.get(kind="message")


def test_nobody_is_told_of_a_hiding_that_was_undone_at_once(town: Town) -> None:
    write_privately(town)
    decision = hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    assert undo("b1", by=town.moderator, now=NOW + timedelta(seconds=5)).count == 1
    decision.refresh_from_db()
    assert (notice().state, decision.notice_text, decision.no_notice_because) == (OutboxState.CANCELLED, "", NOT_DONE)


@LOST
def test_nobody_is_told_of_what_the_network_did_not_do(town: Town, end: OutboxState) -> None:
    write_privately(town)
    message = say(town)
    decision = hide(message.id, TOLD, by=town.moderator, now=NOW)
    ends("hide", end)
    decision.refresh_from_db()
    assert (notice().state, decision.notice_text) == (OutboxState.CANCELLED, "")
    assert review_of(message) == ReviewState.WAITING
    assert not ResidentMessage.objects.get(id=message.id).is_hidden


def test_a_banned_author_is_told_once_the_network_has_banned(town: Town) -> None:
    ban = propose_ban(write_in_max(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    ends("ban", OutboxState.FAILED)
    assert (notice().state, Decision.objects.get(act="ban").notice_text) == (OutboxState.CANCELLED, "")


def test_who_wrote_privately_and_was_not_banned_is_not_said_never_to_have_written(town: Town) -> None:
    write_privately(town)
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    ends("ban", OutboxState.FAILED)
    assert Decision.objects.get(act="ban").no_notice_because == NOT_DONE


def test_the_author_is_told_of_what_turns_out_to_have_been_done(town: Town) -> None:
    write_privately(town)
    decision = hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    ends("hide", OutboxState.UNKNOWN)
    ends("hide", OutboxState.SENT)
    run_flow()
    decision.refresh_from_db()
    told = OutboxAct.objects.filter(kind="message").exclude(state=OutboxState.CANCELLED).get()
    assert (decision.notice_act, decision.no_notice_because) == (told, "")
    assert told.queued_at <= timezone.now()


def test_a_banned_author_is_told_of_what_turns_out_to_have_been_done(town: Town) -> None:
    ban = propose_ban(write_in_max(town).id, AGAIN, term="for_ever", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    ends("ban", OutboxState.UNKNOWN)
    assert notice().state == OutboxState.CANCELLED
    ends("ban", OutboxState.SENT)
    assert OutboxAct.objects.filter(kind="message").exclude(state=OutboxState.CANCELLED).count() == 1


def test_a_ban_proposed_meanwhile_does_not_leave_in_sight_what_was_hidden_after_all(town: Town) -> None:
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    ends("hide", OutboxState.UNKNOWN)
    propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)
    ends("hide", OutboxState.SENT)
    assert ResidentMessage.objects.get(id=message.id).is_hidden


def test_what_was_hidden_after_all_is_out_of_sight_again(town: Town) -> None:
    message = say(town)
    decision = hide(message.id, PROFANE, by=town.moderator, now=NOW)
    ends("hide", OutboxState.UNKNOWN)
    ends("hide", OutboxState.SENT)
    decision.refresh_from_db()
    assert decision.state == DecisionState.DONE
    assert ResidentMessage.objects.get(id=message.id).is_hidden
    assert review_of(message) == ReviewState.DECIDED


@LOST
def test_a_ban_of_which_nobody_knows_that_it_was_lifted_has_to_be_lifted_by_hand(town: Town, end: OutboxState) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    ends("ban", OutboxState.SENT)
    end_bans(now=NOW + timedelta(days=1))
    ends("unban", end)
    ban.refresh_from_db()
    assert ban.state == BanState.TO_LIFT


@LOST
def test_what_the_network_did_not_show_again_waits_for_a_person(town: Town, end: OutboxState) -> None:
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    ends("hide", OutboxState.SENT)
    restore(message.id, Charge(because="ошибка"), by=town.moderator, now=LATER)
    assert review_of(message) == ReviewState.DECIDED
    ends("restore", end)
    assert review_of(message) == ReviewState.WAITING
    assert ResidentMessage.objects.get(id=message.id).is_hidden


def test_a_colleague_who_is_looking_at_it_does_not_keep_hidden_what_an_objection_frees(town: Town) -> None:
    write_privately(town)
    message = say(town)
    decision = hide(message.id, TOLD, by=town.manager, now=NOW)
    ends("hide", OutboxState.SENT)
    objection = object_to(decision.id, text="Это цитата", now=NOW)
    Review.objects.update(claimed_by=town.coordinator.staff_id, claimed_until=LATER + timedelta(minutes=5))
    uphold(objection.id, by=town.moderator, answer="Вы правы", now=LATER)
    assert Objection.objects.get().undone == SHOWN_AGAIN
    assert Decision.objects.filter(act="restore").exists()


def test_an_objection_to_what_was_shown_again_meanwhile_says_so(town: Town) -> None:
    write_privately(town)
    message = say(town)
    decision = hide(message.id, TOLD, by=town.manager, now=NOW)
    ends("hide", OutboxState.SENT)
    objection = object_to(decision.id, text="Это цитата", now=NOW)
    restore(message.id, Charge(because="ошибка"), by=town.manager, now=NOW)
    ends("restore", OutboxState.SENT)
    uphold(objection.id, by=town.moderator, answer="Вы правы", now=LATER)
    assert Objection.objects.get().undone == STANDS_THERE


def test_what_an_objection_frees_and_nobody_can_show_from_here_waits_for_a_person(town: Town) -> None:
    write_privately(town)
    message = say(town)
    decision = hide(message.id, TOLD, by=town.manager, now=NOW)
    ends("hide", OutboxState.SENT)
    objection = object_to(decision.id, text="Это цитата", now=NOW)
    Connection.objects.update(admin_token=b"")
    uphold(objection.id, by=town.moderator, answer="Вы правы", now=LATER)
    assert review_of(message) == ReviewState.WAITING
    assert Objection.objects.get().state == "upheld"


@pytest.mark.parametrize("is_done", [False, True])
def test_nothing_is_learnt_from_what_was_undone(town: Town, is_done: bool) -> None:
    message = say(town)
    hide(message.id, TOLD, by=town.moderator, now=NOW)
    assert OwnExample.objects.filter(part=Part.DECENCY).exists()
    if is_done:
        ends("hide", OutboxState.SENT)
    assert undo("b1", by=town.moderator, now=NOW + timedelta(seconds=5)).count == 1
    assert not OwnExample.objects.filter(part=Part.DECENCY).exists()


def test_whoever_no_longer_moderates_takes_nothing_back(town: Town) -> None:
    message = say(town)
    let_be(message.id, Charge(batch="b2"), by=town.moderator, now=NOW)
    Appointment.objects.filter(staff_id=town.moderator.staff_id).delete()
    done = undo("b2", by=load_viewer(town.moderator.staff_id, on=NOW.date()), now=LATER)
    assert (done.count, [type(why) for _id, why in done.refused]) == (0, [NoSuchMessage])
    assert review_of(message) == ReviewState.DECIDED


def test_words_that_somebody_hid_later_are_not_lawful_any_more(town: Town) -> None:
    message = say(town)
    let_be(message.id, by=town.moderator, now=NOW)
    assert is_lawful(message)
    decision = hide(message.id, PROFANE, by=town.manager, now=LATER)
    assert not is_lawful(message)
    ends("hide", OutboxState.FAILED)
    decision.refresh_from_db()
    assert is_lawful(message)


def test_lawful_words_of_an_unknown_author_say_nothing_of_anybody_else(town: Town) -> None:
    first, other = say(town), say(town, number=10, author=999)
    ResidentMessage.objects.update(author=None)
    let_be(first.id, by=town.moderator, now=NOW)
    assert is_lawful(ResidentMessage.objects.get(id=first.id))
    assert not is_lawful(ResidentMessage.objects.get(id=other.id))
