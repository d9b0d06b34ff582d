"""Hearing of an answer from a page's bot, over HTTP: one press joins, and the bot writes when an answer is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.steps import send_waiting_acts
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.act_talks import JoinedTalk, find_joined, leave_talk
from otklik.intake.models import ActTalk, RawEvent, ResidentMessage
from otklik.intake.polling import poll_page
from otklik.intake.reading_back import watch_next_subscription
from otklik.intake.talk_codes import code_of
from otklik.networks.bots import code_handed_over
from otklik.networks.settings import NetworkSettings
from otklik.pages.hearing import switch_hearing
from otklik.pages.models import HearsBy, Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.pages.trial import try_connection
from otklik.publication.own_hearing import find_hearing
from otklik.sandbox.testing import RunningSandbox
from otklik.shared.clock import now as read_clock
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.town import Town, build_town

pytestmark = pytest.mark.django_db
MARIA = {"author_id": 500101, "author_name": "Мария Ковалёва"}


@dataclass(frozen=True)
class Played:
    """A channel of the sandbox with its bot, and what residents do there."""

    external_id: str
    token: str
    api_url: str
    press: Callable[[str], object]
    """Opening the bot behind a link with this start parameter; empty: without a link."""
    block: Callable[[], None]
    said: Callable[[], list[str]]
    """What the bot wrote to Maria."""


@dataclass
class Stand:
    """A page with a bot, heard by asking, and a report to its owner."""

    town: Town
    page: Page
    played: Played
    receipt: Receipt
    settings: Settings
    code: str = ""

    def link(self) -> str:
        """The link of the private page, as a resident gets it."""
        hearing = find_hearing(self.receipt.number, self.receipt.token)
        assert hearing is not None
        (offered,) = hearing.pages
        assert (offered.bot, offered.url) == (Page.objects.get(id=self.page.id).bot_name, "")
        return offered.link

    def press(self) -> None:
        """Press the link that the private page showed."""
        self.code = self.code or parse_qs(urlsplit(self.link()).query)["start"][0]
        self.played.press(self.code)
        self.hear()

    def hear(self) -> None:
        """Ask for what happened, and let all that waits be done."""
        poll_page(Page.objects.select_related("connection").get(id=self.page.id), now=read_clock())
        run_flow()
        send_waiting_acts(now=read_clock())

    def answer(self) -> None:
        Appeal.objects.filter(number=self.receipt.number).update(state=State.ASSIGNED, body=self.town.office)
        case = Appeal.objects.get(number=self.receipt.number)
        answer_at_once(
            case.number, kind="final", text="Яму засыпали вчера.", promised_on=None, by=self.town.manager,
            version=case.version, now=read_clock(),
        )  # fmt: skip
        send_waiting_acts(now=read_clock())


def play_max(sandbox: RunningSandbox) -> Played:
    control = sandbox.control.max
    channel = control.create_page("Отрадное")

    def said() -> list[str]:
        talks = control.state(channel.chat_id)["pages"][0]["talks"]
        return [one["text"] for talk in talks for one in talk["messages"] if one["sender_id"] == channel.bot_id]

    return Played(
        str(channel.chat_id),
        channel.bot_token,
        sandbox.max_api_url,
        press=lambda code: control.start_talk(channel.chat_id, payload=code, **MARIA),
        block=lambda: control.stop_talk(channel.chat_id, MARIA["author_id"]),  # type: ignore[arg-type]
        said=said,
    )


def play_telegram(sandbox: RunningSandbox) -> Played:
    control = sandbox.control.telegram
    channel = control.create_page("Отрадное", username="otradnoe_adm")
    bot_id = int(channel.token.partition(":")[0])

    def said() -> list[str]:
        talks = control.state(channel.channel_id)["pages"][0]["conversations"]
        return [one["text"] for talk in talks for one in talk["messages"] if one["author_id"] == bot_id]

    def press(code: str) -> Any:
        return control.write_message(channel.channel_id, text=f"/start {code}".strip(), **MARIA)

    return Played(
        str(channel.channel_id),
        channel.token,
        sandbox.telegram_api_url,
        press=press,
        block=lambda: control.block(channel.channel_id, MARIA["author_id"]),  # type: ignore[arg-type]
        said=said,
    )


@pytest.fixture(params=["max", "telegram"])
def stand(request: pytest.FixtureRequest, running_sandbox: RunningSandbox, settings: Settings) -> Stand:
    running_sandbox.control.reset()
    played = {"max": play_max, "telegram": play_telegram}[request.param](running_sandbox)
    way = NetworkSettings(played.api_url, "", 5.0, "")
    settings.OTKLIK_NETWORKS = MappingProxyType({request.param: way})
    town, now = build_town(), read_clock()
    page = register_page(town.office, network=request.param, external_id=played.external_id, name="Отрадное")
    secrets = ConnectionSecrets(community_token=played.token, webhook_secret="a-secret")
    connect_page(page, secrets_entered=secrets, by=None, now=now)
    receipt = accept_act(Sent(ActKind.REPORT, "Во дворе на Ленина, 5 осталась яма", "1", widget_page=page.id), now=now)
    offered = find_hearing(receipt.number, receipt.token)
    assert offered is not None
    assert offered.pages == (), "where the bot is nobody knows yet"
    assert try_connection(page, by=None, now=now).facts is not None
    watch_next_subscription(now=now)
    switch_hearing(page, HearsBy.POLLING, by=town.manager, now=now)
    found = Stand(town, page, played, receipt, settings)
    found.hear()
    return found


def test_what_a_link_hands_over_is_known_again_by_the_connectors() -> None:
    assert code_handed_over(code_of(43097230)) == code_of(43097230)
    assert code_handed_over(f" {code_of(43097230)}") == ""


def test_one_press_joins_and_the_bot_writes_when_an_answer_is_there(stand: Stand) -> None:
    assert stand.page.bot_name in stand.link()
    stand.press()
    assert find_joined(stand.receipt.number) == JoinedTalk(stand.page.network, stand.page.name)
    (joined,) = stand.played.said()
    stand.answer()
    _joined, told = stand.played.said()
    for text in (joined, told):
        assert str(stand.receipt.number) in text
        assert stand.receipt.token not in text
        assert "Яму" not in text
    assert [case.number for case in Appeal.objects.all()] == [stand.receipt.number]


def test_an_opened_bot_is_no_message(stand: Stand) -> None:
    before = ResidentMessage.objects.count()
    for told in ("", "from_site", "43097230-k7qw2mpa"):
        stand.played.press(told)
    stand.hear()
    assert ResidentMessage.objects.count() == before
    assert stand.played.said() == []
    assert not RawEvent.objects.exclude(state__in=("applied", "ignored")).exists()


def test_a_second_press_is_confirmed_once(stand: Stand) -> None:
    stand.press()
    stand.press()
    assert len(stand.played.said()) == 1
    assert ActTalk.objects.count() == 1


def test_whoever_blocked_the_bot_is_not_written_to_and_nothing_breaks(stand: Stand) -> None:
    stand.press()
    stand.played.block()
    stand.answer()
    assert len(stand.played.said()) == 1
    assert OutboxAct.objects.latest("id").state == OutboxState.FAILED
    shown = find_hearing(stand.receipt.number, stand.receipt.token)
    assert shown is not None
    assert shown.talk is not None


def test_its_holder_ends_it_and_nothing_tells_of_it_any_more(stand: Stand) -> None:
    stand.press()
    assert leave_talk(stand.receipt.number, stand.receipt.token)
    assert_forgotten(stand)
    stand.press()
    assert find_joined(stand.receipt.number) is not None, "another press joins anew"


def test_it_goes_with_the_act(stand: Stand) -> None:
    stand.press()
    erase_person(find_person("own_page", str(stand.receipt.number)), by=None, because="письмо № 7", now=read_clock())
    assert_forgotten(stand)


def test_it_goes_with_the_account(stand: Stand) -> None:
    stand.press()
    erase_person(
        find_person(stand.page.network, str(MARIA["author_id"])), by=None, because="письмо № 8", now=read_clock()
    )
    assert not ActTalk.objects.exists()


def assert_forgotten(stand: Stand) -> None:
    number = str(stand.receipt.number)
    assert not ActTalk.objects.exists()
    assert not ResidentMessage.objects.filter(page=stand.page, text__contains=number).exists()
    assert not any(number in text for text in OutboxAct.objects.values_list("text", flat=True))
    assert not any(number.encode() in bytes(raw.body) for raw in RawEvent.objects.all())


def test_another_token_may_be_another_bot(stand: Stand) -> None:
    secrets = ConnectionSecrets(community_token=stand.played.token, webhook_secret="a-secret")
    Page.objects.update(look_due_at=read_clock() + timedelta(days=1))
    connect_page(stand.page, secrets_entered=secrets, by=None, now=read_clock())
    page = Page.objects.get(id=stand.page.id)
    assert (page.bot_name, page.look_due_at, page.takes_talks) == ("", None, False)


def test_a_demo_shows_no_links_to_real_networks(stand: Stand) -> None:
    stand.settings.OTKLIK_IS_DEMO = True
    assert stand.link() == ""
