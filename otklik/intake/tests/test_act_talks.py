"""Hearing of an answer in a network: the code, whose account sends it, what is written there."""

from datetime import timedelta

import pytest

from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.act_talks import JoinedTalk
from otklik.intake.models import ActTalk, Awaits, ResidentMessage
from otklik.intake.talk_codes import code_of, number_told
from otklik.pages.models import Page
from otklik.publication.own_case import find_own_case
from otklik.publication.own_hearing import find_hearing
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


def test_a_case_without_a_connected_page_offers_nothing(town: Town) -> None:
    receipt = send(town)
    Page.objects.update(network="telegram")  # private talks are with its bot, at another address
    hearing = find_hearing(receipt.number, receipt.token)
    assert hearing is not None
    assert hearing.pages == ()
    assert find_hearing(receipt.number, "guessed") is None
