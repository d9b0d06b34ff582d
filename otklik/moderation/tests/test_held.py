"""A notice lies in the outbox, held, until the network has done what it tells of; no date and no crash ends that."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import count_acts
from otklik.delivery.services import Lease, Target, claim_acts, queue_answer
from otklik.intake.models import ResidentMessage
from otklik.moderation import steps
from otklik.moderation.models import Decision, DecisionState
from otklik.moderation.queue.card import access_card
from otklik.moderation.services import hide
from otklik.moderation.steps import settle_decisions
from otklik.moderation.tests.said import say, write_privately
from otklik.moderation.tests.test_how_it_ended import TOLD, ends, notice
from otklik.moderation.told import HowTold
from otklik.pages.models import Connection
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def told_of(town: Town) -> str:
    """What a moderator reads of the notice."""
    (decided,) = access_card(town.moderator, ResidentMessage.objects.get(is_hidden=True).id, now=NOW).decisions
    return decided.told.told


def test_the_notice_goes_out_once_the_network_has_hidden_it(town: Town) -> None:
    write_privately(town)
    hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    assert notice().state == OutboxState.HELD
    assert told_of(town) == HowTold.HELD
    ends("hide", OutboxState.SENT)
    assert (notice().state, notice().queued_at == notice().next_try_at) == (OutboxState.WAITING, True)
    assert notice().queued_at <= timezone.now()
    assert Decision.objects.get().notice_text
    assert told_of(town) == HowTold.UNDER_WAY


def test_no_notice_goes_while_the_network_is_still_being_asked(town: Town) -> None:
    write_privately(town)
    hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    Connection.objects.update(is_paused=True)
    run_flow()
    assert notice().state == OutboxState.HELD
    Connection.objects.update(is_paused=False)
    lease = Lease(short=timedelta(seconds=1), long=timedelta(seconds=1))
    taken = claim_acts(now=NOW + timedelta(days=20 * 365), lease=lease, at_most=9)
    assert [act.kind for act in taken] == ["hide"]


def test_a_notice_whose_noting_was_cut_off_is_still_held_and_goes_the_next_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_privately(town)
    decision = hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    OutboxAct.objects.filter(kind="hide").update(state=OutboxState.SENT, settled_at=NOW)

    class Killed(BaseException):
        pass

    def die(_room: str) -> None:
        raise Killed

    monkeypatch.setattr(steps, "failpoint", die)
    with pytest.raises(Killed):
        settle_decisions()
    monkeypatch.undo()
    decision.refresh_from_db()
    assert (decision.state, notice().state) == (DecisionState.UNDER_WAY, OutboxState.HELD)
    settle_decisions()
    decision.refresh_from_db()
    assert (decision.state, notice().state) == (DecisionState.DONE, OutboxState.WAITING)


@pytest.mark.parametrize(
    ("end", "then"), [(DecisionState.DONE, OutboxState.WAITING), (DecisionState.FAILED, OutboxState.CANCELLED)]
)
def test_nothing_stays_held_whose_decision_has_ended(town: Town, end: DecisionState, then: OutboxState) -> None:
    write_privately(town)
    hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    Decision.objects.update(state=end, settled_at=NOW)  # as a worker of the version before left it
    assert settle_decisions() == 1
    assert (notice().state, settle_decisions()) == (then, 0)


def test_a_notice_that_was_dated_far_off_before_is_held_and_back_again(town: Town) -> None:
    write_privately(town)
    hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    later = timezone.now() + timedelta(days=3650)
    OutboxAct.objects.filter(kind="message").update(
        state=OutboxState.WAITING, queued_at=later, next_try_at=later
    )  # fmt: skip
    answered = queue_answer(
        Target(town.page.id, "private", "1", "1"), text="Сделаем", now=NOW, not_before=later
    )  # fmt: skip
    migration = import_module("otklik.moderation.migrations.0003_held_notices")
    with connection.cursor() as cursor:
        cursor.execute(migration.HELD)
        held = OutboxAct.objects.exclude(id=answered.id).get(kind="message")
        assert (held.state, held.queued_at) == (OutboxState.HELD, later - timedelta(days=3650))
        answered.refresh_from_db()
        assert (answered.state, answered.queued_at) == (OutboxState.WAITING, later)
        cursor.execute(migration.DATED)
    held.refresh_from_db()
    assert (held.state, held.queued_at, held.next_try_at) == (OutboxState.WAITING, later, later)


def test_what_waits_to_be_told_to_an_erased_person_is_not_sent(town: Town) -> None:
    write_privately(town)
    hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    erase_person(find_person("vk", "501"), by=None, because="152-ФЗ", now=NOW)
    run_flow()
    assert (notice().state, notice().text) == (OutboxState.CANCELLED, "")


def test_the_card_of_the_page_counts_what_is_held_apart_from_what_waits(town: Town) -> None:
    write_privately(town)
    hide(say(town).id, TOLD, by=town.moderator, now=NOW)
    counts = count_acts(town.page.id, since=NOW)
    assert (counts.held, counts.waiting) == (1, 1)
