"""Where a network knows no keys, the thread is read back: an act is never taken for another with the same words."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from pytest_django import Settings

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import find_own_act
from otklik.delivery.services import (
    Target,
    queue_answer,
    settle_by_echo,
    settle_by_hand,
    settle_sent,
    settle_unknown,
)
from otklik.delivery.steps import send_waiting_acts
from otklik.networks.connector import Receipt
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.errors import Refused
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from tests.line import Line

LATER = timedelta(hours=2)
TEXT = "Заделаем до пятницы."


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Channel:
    """The office's channel in MAX, with a post."""

    line: Line
    page: Page
    post: str

    def asked(self) -> str:
        """The name of a resident's new comment."""
        max_ = self.line.sandbox.control.max
        return max_.write_comment(int(self.page.external_id), self.post, text="Яма", author_id=700501).mid

    def order(self, asked: str, *, thread: str = "", text: str = TEXT) -> OutboxAct:
        """An answer to this comment, put into the outbox."""
        name = f"{self.post}/{asked}"
        target = Target(self.page.id, "comment", name, f"{self.post}/{thread or asked}", container_id=self.post)
        return queue_answer(target, text=text, now=now())

    def answers(self) -> list[tuple[str, str]]:
        """What the bot said under the post: (what it answers, its own name)."""
        (page,) = self.line.sandbox.control.max.state(int(self.page.external_id))["pages"]
        said = [one for post in page["posts"] for one in post["comments"] if one["sender_id"] == page["bot_id"]]
        return [(one["reply_to"], f"{self.post}/{one['mid']}") for one in said]

    def fault(self, kind: str, **more: Any) -> None:
        self.line.sandbox.control.max.add_fault(kind, method="sendComment", **more)


@pytest.fixture
def channel(line: Line, settings: Settings) -> Channel:
    told = line.sandbox.control.max.create_page("Администрация")
    vk = settings.OTKLIK_NETWORKS["vk"]
    settings.OTKLIK_NETWORKS = MappingProxyType({"max": replace(vk, api_url=line.sandbox.max_api_url)})
    page = register_page(line.town.office, network="max", external_id=str(told.chat_id), name=told.title)
    secrets = ConnectionSecrets(community_token=told.bot_token, webhook_secret="a-secret")
    connect_page(page, secrets_entered=secrets, by=None, now=now())
    post = line.sandbox.control.max.write_post(told.chat_id, text="Новости города")
    return Channel(line, Page.objects.get(id=page.id), post)


def send(*acts: OutboxAct) -> list[str]:
    """Let three tries pass, far from each other. Returns how the acts ended."""
    for hours in range(3):
        send_waiting_acts(now=now() + hours * LATER, at_most=10)
    for act in acts:
        act.refresh_from_db()
    return [act.state for act in acts]


@pytest.mark.parametrize(
    ("fault", "more"),
    [("cut_after", {}), ("timeout_after", {"seconds": 3}), ("http", {"is_performed": True}), ("http", {}),
     ("nonsense", {"is_performed": True}), ("cut_before", {})],
)  # fmt: skip
def test_it_says_it_once_and_knows_its_name(channel: Channel, fault: str, more: dict[str, Any]) -> None:
    asked = channel.asked()
    act = channel.order(asked)
    channel.fault(fault, **more)
    assert send(act) == [OutboxState.SENT]
    assert channel.answers() == [(asked, act.receipt_id)]


@pytest.mark.parametrize("fault", ["cut_before", "cut_after"])
def test_the_same_words_to_another_comment_of_the_thread_are_another_act(channel: Channel, fault: str) -> None:
    first, second = channel.asked(), channel.asked()
    acts = [channel.order(first), channel.order(second, thread=first)]
    channel.fault(fault, skip=1)
    assert send(*acts) == [OutboxState.SENT, OutboxState.SENT]
    assert channel.answers() == [(first, acts[0].receipt_id), (second, acts[1].receipt_id)]


@pytest.mark.parametrize("fault", ["cut_before", "cut_after"])
def test_the_same_words_to_the_same_comment_are_said_as_often_as_they_were_given(channel: Channel, fault: str) -> None:
    asked = channel.asked()
    acts = [channel.order(asked), channel.order(asked)]
    channel.fault(fault, skip=1)
    assert send(*acts) == [OutboxState.SENT, OutboxState.SENT]
    assert channel.answers() == [(asked, acts[0].receipt_id), (asked, acts[1].receipt_id)]
    assert acts[0].receipt_id != acts[1].receipt_id


def test_it_asks_a_person_where_the_same_words_stand_under_a_name_that_nobody_knows(channel: Channel) -> None:
    asked = channel.asked()
    first, second = channel.order(asked), channel.order(asked)
    channel.fault("cut_after")
    send_waiting_acts(now=now())
    OutboxAct.objects.filter(id=first.id).update(state=OutboxState.UNKNOWN)
    settle_by_hand(first.id, url="", by=channel.line.town.manager, now=now())
    channel.fault("cut_before")
    assert send(second) == [OutboxState.UNKNOWN]
    assert len(channel.answers()) == 1


def test_what_a_person_saw_there_gets_its_name_when_the_network_shows_it(channel: Channel) -> None:
    asked = channel.asked()
    act = channel.order(asked)
    channel.fault("cut_after")
    send_waiting_acts(now=now())
    OutboxAct.objects.update(state=OutboxState.UNKNOWN)
    settle_by_hand(act.id, url="https://max.ru/c/1", by=channel.line.town.manager, now=now())
    ((_, name),) = channel.answers()
    own = find_own_act(page_id=channel.page.id, external_id=name, thread_id=act.thread_id, text=TEXT)
    assert own is not None
    assert own == act
    settle_by_echo(own, external_id=name, url="", now=now())
    act.refresh_from_db()
    assert (act.state, act.receipt_id, act.receipt_url) == (OutboxState.SENT, name, "https://max.ru/c/1")


def test_it_asks_a_person_where_the_thread_cannot_be_read(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refused("the thread cannot be read")

    monkeypatch.setattr(MaxConnector, "find_own_reply", refuse)
    act = channel.order(channel.asked())
    channel.fault("cut_after")
    assert send(act) == [OutboxState.UNKNOWN]
    assert len(channel.answers()) == 1


def test_what_was_looked_for_and_then_refused_certainly_does_not_stand_there(channel: Channel) -> None:
    act = channel.order(channel.asked())
    channel.fault("cut_before")
    channel.fault("error", status=403, error="access.denied")
    assert send(act) == [OutboxState.FAILED]
    assert channel.answers() == []


def test_a_receipt_that_comes_late_is_believed_all_the_same(channel: Channel) -> None:
    act = channel.order(channel.asked())
    OutboxAct.objects.update(state=OutboxState.CLAIMED, lease_until=now())
    act.refresh_from_db()
    settle_unknown(act, reason="The network did not answer.", now=now())
    assert settle_sent(act, Receipt("there"), now=now())
    act.refresh_from_db()
    assert (act.state, act.receipt_id, act.reason) == (OutboxState.SENT, "there", "")
