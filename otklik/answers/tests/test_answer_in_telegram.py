"""From a comment under a channel's post to an answer there, and the doubt that only a person can settle."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from pytest_django import Settings

from otklik.answers.errors import AnswerRefused
from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.selectors.thread import find_container
from otklik.appeals.services import assign
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.steps import send_waiting_acts
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.settings import NetworkSettings
from otklik.pages.models import Page
from otklik.pages.selectors import access_of
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from tests.flow import run_flow
from tests.line import Line
from tests.town import arrive

TELEGRAM = TelegramConnector()
TEXT = "Здравствуйте! Яму на Ленина, 5 заделаем до 27 ноября, мастер уже осмотрел место."
MARIA = {"author_id": 500101, "author_name": "Мария Ковалёва"}


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Channel:
    """The office's channel in the sandbox, and what its bot heard."""

    line: Line
    page: Page
    post_id: int
    marker: str = ""

    def comment(self, text: str, **more: Any) -> int:
        place = {} if "reply_to" in more else {"post_id": self.post_id}
        control = self.line.sandbox.control.telegram
        return control.write_comment(int(self.page.external_id), text=text, **place, **more).id

    def hear(self) -> None:
        """Let everything in that the bot heard since the last time."""
        polled = TELEGRAM.poll(access_of(self.page), marker=self.marker)
        self.marker = polled.marker
        arrive(self.page, *polled.bodies, at=now())
        run_flow()

    def answers(self) -> list[str]:
        (page,) = self.line.sandbox.control.telegram.state(int(self.page.external_id))["pages"]
        bot_id = int(access_of(self.page).community_token.partition(":")[0])
        return [one["text"] for post in page["posts"] for one in post["comments"] if one["author_id"] == bot_id]


@pytest.fixture
def channel(line: Line, settings: Settings) -> Channel:
    told = line.sandbox.control.telegram.create_page("Администрация", username="zarechny_adm")
    vk = settings.OTKLIK_NETWORKS["vk"]
    network: NetworkSettings = replace(vk, api_url=line.sandbox.telegram_api_url)
    settings.OTKLIK_NETWORKS = MappingProxyType({"vk": vk, "telegram": network})
    page = register_page(
        line.town.office, network="telegram", external_id=str(told.channel_id), name=told.name, url="https://t.me/x"
    )
    secrets = ConnectionSecrets(community_token=told.token, webhook_secret="secret")
    connect_page(page, secrets_entered=secrets, by=None, now=now())
    post = line.sandbox.control.telegram.write_post(told.channel_id, text="Ремонт дорог в этом году")
    return Channel(line, Page.objects.get(id=page.id), post.post_id)


@pytest.fixture
def case(channel: Channel) -> Appeal:
    """A resident's comment that became a case of the office."""
    channel.comment("Яма на улице Ленина, 5, разбили колесо. Когда заделаете?", **MARIA)
    channel.hear()
    appeal = Appeal.objects.get()
    if appeal.state == State.NEW:
        assign(
            appeal.number, body_id=channel.line.town.office.id, executor_id=None, by=channel.line.town.coordinator,
            because="", version=appeal.version, now=now(),
        )  # fmt: skip
    return Appeal.objects.get()


def answer(channel: Channel, case: Appeal, text: str = TEXT) -> None:
    answer_at_once(
        case.number, kind="final", text=text, promised_on=None, by=channel.line.town.manager, version=case.version,
        now=now(),
    )  # fmt: skip


def test_a_comment_becomes_a_case_that_shows_its_post_and_is_answered_there(channel: Channel, case: Appeal) -> None:
    container = find_container(case)
    assert container is not None
    assert (container.text, container.url) == ("Ремонт дорог в этом году", "https://t.me/zarechny_adm/1")
    answer(channel, case)
    send_waiting_acts(now=now(), at_most=5)
    run_flow()
    case.refresh_from_db()
    assert case.state == State.ANSWERED
    assert channel.answers() == [TEXT]


def test_what_the_author_writes_to_our_answer_joins_the_case(channel: Channel, case: Appeal) -> None:
    answer(channel, case)
    send_waiting_acts(now=now(), at_most=5)
    run_flow()
    receipt = OutboxAct.objects.get().receipt_id
    channel.comment("А на Мира, 7 когда заделаете яму?", reply_to=int(receipt.rpartition("_")[2]), **MARIA)
    channel.comment("И у нас во дворе на Садовой, 3 яма, дети падают", author_id=500102, author_name="Иван Сидоров")
    channel.hear()
    assert Appeal.objects.count() == 2
    case.refresh_from_db()
    assert case.messages.count() >= 2


def test_an_answer_typed_in_telegram_answers_the_case(channel: Channel, case: Appeal) -> None:
    asked = int(case.messages.get().message.external_id.rpartition("_")[2])
    channel.comment("Заделаем завтра", reply_to=asked, speaks_as="page")
    channel.hear()
    case.refresh_from_db()
    assert case.state == State.ANSWERED


def test_an_answer_that_telegram_did_not_confirm_waits_for_a_person_and_is_not_sent_again(
    channel: Channel, case: Appeal
) -> None:
    channel.line.sandbox.control.add_fault("cut_after", network="telegram", method="sendMessage")
    answer(channel, case)
    for minutes in (0, 5, 60, 600):
        send_waiting_acts(now=now() + timedelta(minutes=minutes), at_most=5)
        run_flow()
    assert OutboxAct.objects.get().state == "unknown"
    assert channel.answers() == [TEXT]
    case.refresh_from_db()
    assert case.state != State.ANSWERED


def test_an_answer_is_measured_as_telegram_counts_it(channel: Channel, case: Appeal) -> None:
    with pytest.raises(AnswerRefused) as caught:
        answer(channel, case, text="😀" * 2049)
    assert caught.value.values == {"network": "Telegram", "most": "4096", "over": "2"}
    answer(channel, case, text="😀" * 2048)
