"""Many messages by one click: the worker decides one by one, nothing twice, and says what it left alone."""

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from otklik.delivery.models import OutboxAct
from otklik.intake.models import ResidentMessage
from otklik.moderation import services
from otklik.moderation.bulk import runs
from otklik.moderation.bulk.runs import KEPT_FOR, ask_to_decide, decide_waiting, forget_many, load_how_far, undo_many
from otklik.moderation.models import Decision, DecisionAct, ManyDecided, OneOfMany, Review, ReviewState
from otklik.moderation.services import Charge, hide, let_be
from otklik.moderation.tests.test_queue import as_shown, waiting
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Appointment, Staff
from otklik.organizations.selectors import Viewer
from tests.locked import cancelled, deadlocked, unreachable
from tests.town import NOW, Town, build_town

GROUNDS = ("insult", "flood", "threat")
HIDING = Charge("insult", batch="b1")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def press(town: Town, ids: list[int], charge: Charge = HIDING) -> None:
    assert ask_to_decide(as_shown(ids), DecisionAct.HIDE, charge, by=town.moderator, now=NOW)


def work() -> None:
    while decide_waiting(clock=lambda: NOW):
        pass


def states() -> list[str]:
    return list(OneOfMany.objects.order_by("message_id").values_list("state", flat=True))


def test_the_press_waits_for_the_worker_which_decides_about_each_once(town: Town) -> None:
    press(town, waiting(town, grounds=GROUNDS))
    assert not Decision.objects.exists()
    far = load_how_far("b1", by=town.moderator)
    assert (far.behind, far.total, far.is_over) == (0, 3, False)
    ManyDecided.objects.update(because="Грубо.")
    work()
    assert (ManyDecided.objects.get().because, set(Decision.objects.values_list("because", flat=True))) == (
        "",
        {"Грубо."},
    )
    far = load_how_far("b1", by=town.moderator)
    assert (far.behind, far.decided, far.left_alone, far.is_over) == (3, 3, (), True)
    decided = Decision.objects.values_list("message", "batch", "decided_by")
    assert len(decided) == len({message for message, _batch, _by in decided}) == 3
    assert {(batch, by) for _message, batch, by in decided} == {("b1", town.moderator.staff_id)}


def test_what_is_left_alone_is_told_with_the_reason(town: Town) -> None:
    changed, decided, same = sorted(waiting(town, grounds=GROUNDS))
    press(town, [changed, decided, same])
    ResidentMessage.objects.filter(id=changed).update(text="Спасибо!")
    let_be(decided, by=town.manager, now=NOW)
    work()
    assert states() == ["refused", "decided", "decided"]  # what was let pass can be hidden all the same
    (left,) = load_how_far("b1", by=town.moderator).left_alone
    assert (left.text, "изменил" in left.why) == ("Спасибо!", True)


def test_rights_that_were_lost_meanwhile_do_not_count(town: Town) -> None:
    press(town, waiting(town, grounds=GROUNDS[:1]))
    Appointment.objects.filter(staff_id=town.moderator.staff_id).delete()
    work()
    (left,) = load_how_far("b1", by=town.moderator).left_alone
    assert "больше не модерируете" in left.why
    assert not Decision.objects.exists()


def test_who_is_dismissed_meanwhile_decides_nothing_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    press(town, waiting(town, grounds=GROUNDS))

    def dismissed_by_the_first(message_id: int, charge: Charge, *, by: Viewer, now: datetime) -> None:
        hide(message_id, charge, by=by, now=now)
        Staff.objects.filter(id=by.staff_id).update(is_active=False)

    monkeypatch.setattr(runs, "DOES", {DecisionAct.HIDE: dismissed_by_the_first})
    work()
    assert states() == ["decided", "refused", "refused"]
    assert Decision.objects.count() == 1


def test_a_message_in_use_is_told_not_thrown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    press(town, waiting(town, grounds=GROUNDS[:1]))
    monkeypatch.setattr(services, "lock_message", deadlocked)
    work()
    assert states() == ["refused"]


def test_a_statement_that_took_too_long_holds_back_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    press(town, waiting(town, grounds=GROUNDS[:2]))
    monkeypatch.setattr(runs, "DOES", {DecisionAct.HIDE: unreachable})
    with pytest.raises(OperationalError):
        work()
    assert states() == ["waiting", "waiting"]
    monkeypatch.setattr(runs, "DOES", {DecisionAct.HIDE: cancelled})
    work()
    assert states() == ["refused", "refused"]
    assert ManyDecided.objects.get().is_over


def test_what_breaks_with_one_message_is_told_there(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    press(town, waiting(town, grounds=GROUNDS[:2]))

    def breaks(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(runs, "DOES", {DecisionAct.HIDE: breaks})
    work()
    assert states() == ["refused", "refused"]
    assert ManyDecided.objects.get().is_over


def test_it_is_undone_half_way_and_the_rest_is_left_alone(town: Town) -> None:
    first, *others = sorted(waiting(town, grounds=GROUNDS))
    press(town, [first, *others])
    click = ManyDecided.objects.select_related("by").get()
    runs._decide_next(click, OneOfMany.objects.get(message_id=first).pk, now=NOW)  # and was killed then
    assert states() == ["decided", "waiting", "waiting"]
    done = undo_many("b1", by=town.moderator, now=NOW)
    work()
    assert (done.count, states()) == (1, ["decided", "refused", "refused"])
    assert Review.objects.filter(state=ReviewState.WAITING).count() == 3
    assert not OutboxAct.objects.exclude(state="cancelled").exists()


def test_the_next_worker_goes_on_where_another_was_killed(town: Town) -> None:
    ids = sorted(waiting(town, grounds=GROUNDS))
    press(town, ids)
    runs._decide_next(ManyDecided.objects.get(), OneOfMany.objects.get(message_id=ids[0]).pk, now=NOW)
    runs._decide_next(ManyDecided.objects.get(), OneOfMany.objects.get(message_id=ids[0]).pk, now=NOW)
    assert Decision.objects.count() == 1
    work()
    assert (states(), Decision.objects.count()) == (["decided"] * 3, 3)


def test_it_is_seen_and_undone_by_whoever_pressed_and_forgotten_after_a_month(town: Town) -> None:
    ids = waiting(town, grounds=GROUNDS[:1])
    press(town, ids)
    with pytest.raises(NotSeen):
        load_how_far("b1", by=town.manager)
    assert undo_many("b1", by=town.manager, now=NOW).count == 0
    assert states() == ["waiting"]
    assert not ask_to_decide(as_shown(ids), DecisionAct.HIDE, Charge(batch="b2"), by=town.stranger, now=NOW)
    forget_many(now=NOW + KEPT_FOR)
    assert ManyDecided.objects.exists()
    forget_many(now=NOW + KEPT_FOR + timedelta(seconds=1))
    assert not OneOfMany.objects.exists()
