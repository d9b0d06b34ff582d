"""Who ends a ban and the worker that notes how it ended wait for each other, and never crosswise."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.intake.models import ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation.bans.services import confirm_ban, end_bans, lift_ban, propose_ban
from otklik.moderation.deciding_objections import uphold
from otklik.moderation.evidence.dossier import hold
from otklik.moderation.evidence.services import add_fact, forget_over_evidence
from otklik.moderation.locking import lock_decided
from otklik.moderation.models import (
    Ban,
    BanState,
    Decision,
    EvidenceFile,
    EvidenceRecord,
    Fact,
    Objection,
    ObjectionState,
    Review,
)
from otklik.moderation.objections.objecting import object_to
from otklik.moderation.refusals import Forgotten, TooLateToObject
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import PROFANE, say, write_privately
from otklik.moderation.tests.test_ban import AGAIN
from otklik.worker import erasing
from otklik.worker.erasing import Erased, erase_person, find_person
from tests.flow import run_flow
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db(transaction=True)
OVER = NOW + timedelta(days=2)
TOLD = Charge("profanity", tells=True)


def by_a_person(town: Town, ban: Ban) -> None:
    lift_ban(ban.id, because="извинился", by=town.moderator, now=NOW)


def by_the_worker(_town: Town, _ban: Ban) -> None:
    end_bans(now=OVER)


def test_a_person_is_erased_with_their_messages_locked_first() -> None:
    town = build_town()
    message = say(town)
    decision = hide(message.id, PROFANE, by=town.moderator, now=NOW)

    def erase() -> None:
        try:
            erase_person(find_person("vk", "501"), by=None, because="152-ФЗ", now=NOW)
        finally:
            connection.close()

    other = Thread(target=erase)
    with transaction.atomic(), connection.cursor() as cursor:
        lock_message(message.id)  # as the worker that settles decisions does
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
        cursor.execute("set local lock_timeout = '2s'")
        Decision.objects.filter(id=decision.id).update(settled_at=NOW)  # and then the decision
        Review.objects.filter(message=message).update(since_at=NOW)
    other.join(30)
    assert ResidentMessage.objects.get(id=message.id).is_erased


@pytest.mark.parametrize("ends", [by_a_person, by_the_worker])
def test_a_ban_is_ended_with_its_message_locked_first(ends: Callable[[Town, Ban], None]) -> None:
    town = build_town()
    message = say(town)
    ban = propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)

    def end() -> None:
        try:
            ends(town, ban)
        finally:
            connection.close()

    other = Thread(target=end)
    with transaction.atomic(), connection.cursor() as cursor:
        lock_message(message.id)  # as the worker that settles decisions does
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
        cursor.execute("set local lock_timeout = '2s'")
        Ban.objects.filter(id=ban.id).update(ends_at=NOW + timedelta(days=1))  # and then the ban
    other.join(30)
    ban.refresh_from_db()
    assert ban.state == BanState.ENDED


def in_a_thread(does: Callable[[], object], *, went_wrong: list[BaseException]) -> Thread:
    """A connection of its own; what it raises is kept."""

    def run() -> None:
        try:
            does()
        except BaseException as why:  # noqa: BLE001 - the test looks at it
            went_wrong.append(why)
        finally:
            connection.close()

    return Thread(target=run)


def stop_in(monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> tuple[Event, Event]:
    """Whoever comes there says so by the first event, and goes on by the second."""
    went = getattr(place, name)
    reached, go_on = Event(), Event()

    def stop(*args: object, **more: object) -> object:
        done = went(*args, **more)
        reached.set()
        assert go_on.wait(30)
        return done

    monkeypatch.setattr(place, name, stop)
    return reached, go_on


def hidden_and_objected(town: Town) -> tuple[Decision, Objection]:
    """A comment that somebody hid, its case declined over it, and its author objects."""
    write_privately(town)
    message = say(town)
    decision = hide(message.id, TOLD, by=town.manager, now=NOW)
    OutboxAct.objects.filter(kind="hide").update(state="sent", settled_at=NOW)
    run_flow()
    Appeal.objects.filter(messages__message=message).update(state=State.DECLINED)
    return decision, object_to(decision.id, text="Это цитата Пушкина", now=NOW)


def erase() -> Erased:
    return erase_person(find_person("vk", "501"), by=None, because="152-ФЗ", now=NOW)


def test_an_objection_is_upheld_while_its_author_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    town = build_town()
    decision, objection = hidden_and_objected(town)
    reached, go_on = stop_in(monkeypatch, erasing, "lock_messages")
    went_wrong: list[BaseException] = []
    first = in_a_thread(erase, went_wrong=went_wrong)
    second = in_a_thread(
        lambda: uphold(objection.id, by=town.moderator, answer="Вы правы", now=NOW), went_wrong=went_wrong
    )
    first.start()
    assert reached.wait(30)
    second.start()
    wait_until_somebody_waits_for_a_lock(second)
    go_on.set()
    first.join(60)
    second.join(60)
    assert went_wrong == []
    assert Objection.objects.get().state == ObjectionState.UPHELD
    forget_over_evidence(now=NOW)
    assert EvidenceFile.objects.get(decision=decision).forgotten_at is not None
    assert Objection.objects.get().text == ""


def test_who_objects_while_being_erased_leaves_no_words_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    town = build_town()
    write_privately(town)
    decision = hide(say(town).id, TOLD, by=town.manager, now=NOW)
    OutboxAct.objects.filter(kind="hide").update(state="sent", settled_at=NOW)
    run_flow()
    reached, go_on = stop_in(monkeypatch, erasing, "erase_in_moderation")
    erased: list[BaseException] = []
    refused: list[BaseException] = []
    first = in_a_thread(erase, went_wrong=erased)
    second = in_a_thread(lambda: object_to(decision.id, text="Это Пушкин", now=NOW), went_wrong=refused)
    first.start()
    assert reached.wait(30)
    second.start()
    wait_until_somebody_waits_for_a_lock(second)
    go_on.set()
    first.join(60)
    second.join(60)
    assert (erased, [type(why) for why in refused]) == ([], [TooLateToObject])
    assert not Objection.objects.exists()
    assert not EvidenceRecord.objects.filter(act=Fact.OBJECTED).exists()


def test_an_objection_made_as_the_term_ends_keeps_its_words_and_the_evidence() -> None:
    town = build_town()
    write_privately(town)
    decision = hide(say(town).id, TOLD, by=town.manager, now=NOW)
    over = NOW + timedelta(days=4000)
    went_wrong: list[BaseException] = []
    worker = in_a_thread(lambda: forget_over_evidence(now=over), went_wrong=went_wrong)
    with transaction.atomic():
        object_to(decision.id, text="Это цитата", now=NOW)
        worker.start()
        wait_until_somebody_waits_for_a_lock(worker)
    worker.join(60)
    assert went_wrong == []
    assert Objection.objects.get().text == "Это цитата"
    assert EvidenceFile.objects.get(decision=decision).forgotten_at is None


def test_a_way_is_handed_out_as_the_term_ends() -> None:
    town = build_town()
    decision = hide(say(town).id, PROFANE, by=town.manager, now=NOW)
    went_wrong: list[BaseException] = []
    over = NOW + timedelta(days=4000)
    worker = in_a_thread(lambda: forget_over_evidence(now=over), went_wrong=went_wrong)
    with transaction.atomic(), connection.cursor() as cursor:
        assert lock_decided(decision.id) is not None  # as whoever hands it out does
        worker.start()
        wait_until_somebody_waits_for_a_lock(worker)
        cursor.execute("set local lock_timeout = '2s'")
        add_fact(EvidenceFile.objects.get(decision=decision), Fact.TOLD, by=None, details={"number": "7"}, now=NOW)
    worker.join(60)
    assert went_wrong == []
    assert EvidenceRecord.objects.filter(act=Fact.TOLD).get().details == {}


def test_evidence_that_is_held_as_its_term_ends_is_not_said_to_be_kept() -> None:
    town = build_town()
    decision = hide(say(town).id, PROFANE, by=town.manager, now=NOW)
    refused: list[BaseException] = []
    other = in_a_thread(
        lambda: hold(town.moderator, decision.id, because="иск 2-77/2026", now=NOW), went_wrong=refused
    )  # fmt: skip
    with transaction.atomic():
        assert forget_over_evidence(now=NOW + timedelta(days=4000)) == 1
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
    other.join(60)
    assert [type(why) for why in refused] == [Forgotten]
    assert EvidenceFile.objects.get(decision=decision).held_because == ""
    assert not EvidenceRecord.objects.filter(act=Fact.HELD).exists()
