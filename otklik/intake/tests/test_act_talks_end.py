"""Hearing of an answer in a network ends: by its holder, with the act, the account or the case; nothing tells of it."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from otklik.appeals import contacts
from otklik.appeals.contacts import forget_contacts
from otklik.appeals.models import Appeal
from otklik.delivery.models import OutboxAct
from otklik.intake.act_talks import find_joined, leave_talk, take_codes
from otklik.intake.letters import forget_unconfirmed
from otklik.intake.models import ActTalk, Awaits, MessageVersion, RawEvent, ResidentAct, ResidentMessage
from otklik.intake.services import claim_messages
from otklik.intake.talk_codes import code_of, forget_talks
from otklik.intake.tests.test_act_talks import answer, send, town, write, written
from otklik.worker.erasing import erase_person, find_person
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.town import NOW, Town

__all__ = ["town"]
pytestmark = pytest.mark.django_db


def test_its_holder_ends_it_and_nothing_tells_of_it_any_more(town: Town) -> None:
    mine, other = send(town), send(town)
    write(town, code_of(mine.number))
    OutboxAct.objects.update(state="sent")
    assert not leave_talk(mine.number, other.token)
    assert leave_talk(mine.number, mine.token)
    assert find_joined(mine.number) is None
    assert not ResidentMessage.objects.filter(page=town.page, text__contains=str(mine.number)).exists()
    assert not any(str(mine.number) in text for text in written())
    assert not any(str(mine.number).encode() in bytes(raw.body) for raw in RawEvent.objects.all())
    answer(town, mine)
    assert len(written()) == 1


@pytest.mark.parametrize("written_as", ["{code}", "№ {number} — {secret}."])
def test_a_code_of_another_key_is_forgotten_as_well(town: Town, settings: Settings, written_as: str) -> None:
    mine = send(town)
    number, secret = code_of(mine.number).split("-")
    write(town, written_as.format(code=f"{number}-{secret}", number=number, secret=secret))
    write(town, f"Мой номер {mine.number}, жду", number=2)
    settings.SECRET_KEY = "another one, as after a move of the installation to other hands"
    assert code_of(mine.number) != f"{number}-{secret}"
    OutboxAct.objects.update(state="sent")
    assert leave_talk(mine.number, mine.token)
    said = ResidentMessage.objects.filter(page=town.page, is_by_page=False).order_by("id")
    assert list(said.values_list("text", "is_erased")) == [("", True), (f"Мой номер {mine.number}, жду", False)]
    assert not any(str(mine.number) in text for text in written())
    assert not any(secret.encode() in bytes(raw.body) for raw in RawEvent.objects.all())


def test_a_code_that_was_written_over_stands_in_no_earlier_wording(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    message = ResidentMessage.objects.get(page=town.page, is_by_page=False)
    assert MessageVersion.objects.get(message=message).text == message.text
    ResidentMessage.objects.filter(id=message.id).update(text="Спасибо!")
    leave_talk(mine.number, mine.token)
    assert MessageVersion.objects.get(message=message).text == "", "its event told again makes no other"
    assert ResidentMessage.objects.get(id=message.id).text == "Спасибо!"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_is_not_sent_yet_is_not_sent_when_it_ends(town: Town, language: str) -> None:
    mine, other = send(town), send(town)
    ResidentAct.objects.update(language=language)
    write(town, code_of(mine.number))
    write(town, code_of(other.number), number=2)
    OutboxAct.objects.create(
        page=town.page, kind="message", message_kind="private", target_id="1", thread_id="peer501", idempotency_key=1,
        text=f"По обращению {mine.number} ждём вас", text_hash="x", queued_at=NOW, next_try_at=NOW,
    )  # fmt: skip
    assert leave_talk(mine.number, mine.token)
    ours, others, of_staff = OutboxAct.objects.order_by("id")
    assert (ours.state, str(mine.number) in ours.text) == ("cancelled", False)
    assert (others.state, str(other.number) in others.text) == ("waiting", True)
    assert (of_staff.state, of_staff.text) == ("waiting", f"По обращению {mine.number} ждём вас"), "approved as it is"


def test_what_a_worker_is_at_is_forgotten_all_the_same(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    OutboxAct.objects.update(state="claimed")
    leave_talk(mine.number, mine.token)
    (act,) = OutboxAct.objects.all()
    assert (act.state, str(mine.number) in act.text) == ("claimed", False)


@pytest.mark.parametrize("word", ["стоп", " Стоп! ", "«СТОП»", "/stop"])
def test_whoever_is_told_there_ends_it_by_one_word(town: Town, word: str) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    assert "«стоп»" in written()[0]
    OutboxAct.objects.update(state="sent")
    write(town, word, number=2)
    assert find_joined(mine.number) is None
    assert not ResidentMessage.objects.filter(page=town.page, text__contains=str(mine.number)).exists()
    _joined, left = written()
    assert str(mine.number) not in left
    assert [case.number for case in Appeal.objects.all()] == [mine.number], "the word opens no case"
    answer(town, mine)
    assert len(written()) == 2
    write(town, code_of(mine.number), number=3, author=777)
    assert ActTalk.objects.get().account.external_id == "777", "the code is free again"


def test_that_word_from_somebody_else_ends_nothing(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    write(town, "стоп", number=2, author=777)
    assert find_joined(mine.number) is not None
    assert ResidentMessage.objects.get(author__external_id="777").text == "стоп"


def test_raw_events_from_before_the_act_are_not_read(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    with CaptureQueriesContext(connection) as asked:
        leave_talk(mine.number, mine.token)
    (deleted,) = [one["sql"] for one in asked if one["sql"].startswith("delete from intake_rawevent")]
    assert "received_at >=" in deleted


def test_a_code_that_the_network_tells_again_joins_nothing(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    leave_talk(mine.number, mine.token)
    write(town, code_of(mine.number))
    assert not ActTalk.objects.exists()


def test_an_address_that_nobody_confirmed_takes_no_talk_along(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    ResidentAct.objects.update(email="lipa-54@example.org")
    assert forget_unconfirmed(now=NOW + timedelta(days=8)) == 1
    assert ActTalk.objects.exists()


def test_it_goes_with_the_act(town: Town) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    erase_person(find_person("own_page", str(mine.number)), by=None, because="письмо № 7", now=NOW)
    assert not ActTalk.objects.exists()
    assert not ResidentMessage.objects.filter(page=town.page, text__contains=str(mine.number)).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_joined", [True, False])
def test_a_code_that_comes_while_its_act_is_erased_stops_neither(town: Town, is_joined: bool) -> None:
    mine = send(town)
    write(town, code_of(mine.number))
    ResidentMessage.objects.filter(page=town.page).update(awaits=Awaits.TRIAGE)
    if not is_joined:
        ActTalk.objects.all().delete()
    erased: list[bool] = []

    def erase() -> None:
        try:
            erase_person(find_person("own_page", str(mine.number)), by=None, because="письмо № 7", now=NOW)
            erased.append(True)
        finally:
            connections.close_all()

    eraser = Thread(target=erase, daemon=True)
    with transaction.atomic():
        messages = claim_messages(Awaits.TRIAGE, at_most=5)
        if not is_joined:  # erasing sees none, until it has the act
            assert take_codes(messages, now=NOW) == messages
        eraser.start()
        wait_until_somebody_waits_for_a_lock(eraser)
        if is_joined:
            assert take_codes(messages, now=NOW) == messages
    eraser.join(60)
    assert erased
    assert not ActTalk.objects.exists()
    assert not ResidentMessage.objects.filter(page=town.page, text__contains=str(mine.number)).exists()


def test_a_code_of_an_act_that_was_erased_meanwhile_joins_nothing(town: Town) -> None:
    mine = send(town)
    erase_person(find_person("own_page", str(mine.number)), by=None, because="письмо № 7", now=NOW)
    write(town, code_of(mine.number))
    assert not ActTalk.objects.exists()
    assert not written()


def test_it_goes_with_the_account_and_with_the_closed_case(town: Town) -> None:
    mine, other = send(town), send(town)
    write(town, code_of(mine.number))
    write(town, code_of(other.number), number=2, author=502)
    erase_person(find_person("vk", "501"), by=None, because="письмо № 7", now=NOW)
    assert [talk.act.number for talk in ActTalk.objects.all()] == [other.number]
    Appeal.objects.update(closed_at=NOW)
    forget_contacts(now=NOW + timedelta(days=31))
    assert not ActTalk.objects.exists()


def test_what_a_night_forgot_stays_forgotten_when_it_ends_early(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        write(town, code_of(send(town).number), number=number, author=500 + number)
    ResidentAct.objects.update(email="lipa-54@example.org")
    Appeal.objects.update(closed_at=NOW)
    monkeypatch.setattr(contacts, "A_BATCH", 2)
    over = NOW + timedelta(days=31)
    with monkeypatch.context() as night:
        night.setattr(contacts, "forget_talks", fails_after(1, forget_talks))
        with pytest.raises(OperationalError):
            forget_contacts(now=over)
    assert ActTalk.objects.count() == 4
    assert forget_contacts(now=over) == 4 + 5
    assert not ActTalk.objects.exists()
    assert not ResidentAct.objects.exclude(email="").exists()


def fails_after(times: int, act: Callable[..., int]) -> Callable[..., int]:
    """The act, which finds the database gone after so many calls."""
    calls = iter(range(times))

    def perform(*args: object) -> int:
        if next(calls, None) is None:
            raise OperationalError
        return act(*args)

    return perform
