"""Hearing of an answer in a network: the code, whose account sends it, what is written there, how it ends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.answers.services import answer_at_once
from otklik.appeals.contacts import forget_contacts
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.act_talks import JoinedTalk, find_joined, leave_talk
from otklik.intake.letters import forget_unconfirmed
from otklik.intake.models import ActTalk, Awaits, RawEvent, ResidentAct, ResidentMessage
from otklik.intake.talk_codes import code_of, number_told
from otklik.pages.models import Page
from otklik.publication.own_case import find_own_case
from otklik.publication.own_hearing import find_hearing
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, private_message, push

pytestmark = pytest.mark.django_db
WORDS = "Во дворе на Ленина, 5 осталась яма"


@pytest.fixture
def town() -> Town:
    return build_town()


def send(town: Town) -> Receipt:
    receipt = accept_act(Sent(ActKind.REPORT, WORDS, "1", widget_page=town.page.id), now=NOW)
    run_flow()
    return receipt


def write(town: Town, text: str, *, number: int = 1, author: int = 501) -> None:
    """A private message to the page."""
    arrive(town.page, push("message_new", private_message(number, text, author=author, minutes=number)))
    run_flow()


def answer(town: Town, receipt: Receipt) -> None:
    Appeal.objects.filter(number=receipt.number).update(state=State.ASSIGNED, body=town.office)
    case = Appeal.objects.get(number=receipt.number)
    answer_at_once(
        case.number, kind="final", text="Яму засыпали вчера, 23 ноября.", promised_on=None, by=town.manager,
        version=case.version, now=NOW + timedelta(hours=2),
    )  # fmt: skip


def written() -> list[str]:
    return list(OutboxAct.objects.order_by("id").values_list("text", flat=True))


@pytest.mark.parametrize("written_as", ["{code}", " {code}\n", "{lower}", "№ {code}.", "{number} — {secret}"])
def test_a_code_is_known_however_it_is_written(written_as: str) -> None:
    code = code_of(43097230)
    number, secret = code.split("-")
    text = written_as.format(code=code, lower=code.lower(), number=number, secret=secret)
    assert number_told(text) == 43097230


@pytest.mark.parametrize(
    "text",
    ["", "43097230", "43097230-AAAAAAAA", "43097231-{secret}", "мой код {code}", "{code} {code}", "4309723-{secret}"],
)
def test_nothing_else_is(text: str) -> None:
    code = code_of(43097230)
    assert number_told(text.format(code=code, secret=code.split("-")[1])) is None


def test_the_page_says_where_to_send_the_code_and_writes_back(town: Town) -> None:
    receipt = send(town)
    hearing = find_hearing(receipt.number, receipt.token)
    assert hearing is not None
    assert ([page.url for page in hearing.pages], hearing.talk) == ([town.page.url], None)
    write(town, hearing.code)
    (told,) = written()
    assert str(receipt.number) in told
    assert receipt.token not in told
    hearing, shown = find_hearing(receipt.number, receipt.token), find_own_case(receipt.number, receipt.token)
    assert hearing is not None
    assert (hearing.talk, hearing.code, hearing.pages) == (JoinedTalk("vk", town.page.name), "", ())
    assert shown is not None
    assert shown.talk_network == "vk"


def test_a_code_is_no_case_and_joins_none(town: Town) -> None:
    receipt = send(town)
    write(town, code_of(receipt.number))
    assert [case.number for case in Appeal.objects.all()] == [receipt.number]
    assert ResidentMessage.objects.get(page=town.page, is_by_page=False).awaits == Awaits.NOBODY
    write(town, "На Ленина, 7 не горит фонарь уже неделю", number=2)
    case = Appeal.objects.exclude(number=receipt.number).get()
    assert case.messages.filter(message__is_by_page=False).count() == 1, "the code is not the beginning of that case"


def test_an_answer_is_told_of_without_its_words(town: Town) -> None:
    receipt = send(town)
    write(town, code_of(receipt.number))
    answer(town, receipt)
    _joined, told = written()
    assert str(receipt.number) in told
    assert "Яму" not in told
    act = OutboxAct.objects.latest("id")
    assert (act.page_id, act.thread_id) == (town.page.id, "peer501")


def test_without_a_code_nobody_is_written_to(town: Town) -> None:
    receipt = send(town)
    write(town, f"{receipt.number}-AAAAAAAA")
    answer(town, receipt)
    assert written() == []
    assert not ActTalk.objects.exists()


def test_a_code_that_came_twice_is_confirmed_once(town: Town) -> None:
    receipt = send(town)
    write(town, code_of(receipt.number))
    write(town, code_of(receipt.number), number=2)
    assert len(written()) == 1


def test_another_account_cannot_take_it_over(town: Town) -> None:
    receipt = send(town)
    write(town, code_of(receipt.number))
    write(town, code_of(receipt.number), number=2, author=777)
    assert ActTalk.objects.get().account.external_id == "501"
    answer(town, receipt)
    assert OutboxAct.objects.filter(thread_id="peer777").count() == 0


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


def test_it_goes_with_the_account_and_with_the_closed_case(town: Town) -> None:
    mine, other = send(town), send(town)
    write(town, code_of(mine.number))
    write(town, code_of(other.number), number=2, author=502)
    erase_person(find_person("vk", "501"), by=None, because="письмо № 7", now=NOW)
    assert [talk.act.number for talk in ActTalk.objects.all()] == [other.number]
    Appeal.objects.update(closed_at=NOW)
    forget_contacts(now=NOW + timedelta(days=31))
    assert not ActTalk.objects.exists()


def test_a_case_without_a_connected_page_offers_nothing(town: Town) -> None:
    receipt = send(town)
    Page.objects.update(network="telegram")  # private talks are with its bot, at another address
    hearing = find_hearing(receipt.number, receipt.token)
    assert hearing is not None
    assert hearing.pages == ()
    assert find_hearing(receipt.number, "guessed") is None
