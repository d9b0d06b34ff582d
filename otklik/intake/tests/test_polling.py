"""Asking MAX and Telegram for their events, over HTTP: nothing lost, nothing doubled, whatever breaks in between."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

import pytest
from django.db import OperationalError
from pytest_django import Settings

from otklik.ground.secrets import new_key
from otklik.intake import polling
from otklik.intake.accept import Arrival, accept_arrivals
from otklik.intake.models import RawEvent, ResidentMessage
from otklik.intake.polling import POLL_EVERY, REFUSED_PAUSE, Poller, poll_page
from otklik.intake.reading_back import watch_next_subscription
from otklik.intake.steps import apply_waiting_events
from otklik.networks.abilities import KeepsSubscription, Polled
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.errors import TryLater
from otklik.networks.registry import connector_for
from otklik.pages.errors import NotConnected, NotPolled
from otklik.pages.hearing import claim_pages_to_poll, switch_hearing
from otklik.pages.models import Connection, HearsBy, Page
from otklik.pages.selectors import access_of, hook_url, list_pages_to_watch
from otklik.pages.services import ConnectionSecrets, connect_page, note_trouble, pause_connection, register_page
from otklik.sandbox.testing import RunningSandbox
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
MARIA = {"author_id": 500101, "author_name": "Мария Ковалёва"}


@dataclass
class Heard:
    """A page that is heard by asking, and how residents write under its post."""

    town: Town
    page: Page
    sandbox: RunningSandbox
    write: Callable[[str], object]

    def poll(self, *, at: datetime = NOW) -> int:
        return poll_page(self.loaded(), now=at)

    def loaded(self) -> Page:
        return Page.objects.select_related("connection").get(id=self.page.id)

    def line(self) -> Connection:
        return Connection.objects.get(page=self.page)

    def texts(self) -> list[str]:
        apply_waiting_events()
        said = ResidentMessage.objects.filter(page=self.page, is_by_page=False)
        return list(said.order_by("id").values_list("text", flat=True))


@pytest.fixture(params=["max", "telegram"])
def heard(request: pytest.FixtureRequest, running_sandbox: RunningSandbox, settings: Settings) -> Heard:
    """Connected under a webhook that leads nowhere, then switched to asking."""
    running_sandbox.control.reset()
    network = request.param
    town = build_town()
    external_id, token, write = _enter(running_sandbox, network)
    base = settings.OTKLIK_NETWORKS.get(network, settings.OTKLIK_NETWORKS["max"])
    api_url = running_sandbox.max_api_url if network == "max" else running_sandbox.telegram_api_url
    ours = replace(base, api_url=api_url)
    settings.OTKLIK_NETWORKS = MappingProxyType({network: ours})
    page = register_page(town.office, network=network, external_id=external_id, name="Отрадное")
    secrets = ConnectionSecrets(community_token=token, webhook_secret="a-secret")
    connect_page(page, secrets_entered=secrets, by=None, now=NOW)
    found = Heard(town, page, running_sandbox, write)
    watch_next_subscription(now=NOW)
    switch_hearing(page, HearsBy.POLLING, by=town.manager, now=NOW)
    found.poll()
    apply_waiting_events()
    return found


def _enter(sandbox: RunningSandbox, network: str) -> tuple[str, str, Callable[[str], object]]:
    if network == "max":
        channel = sandbox.control.max.create_page("Отрадное")
        post = sandbox.control.max.write_post(channel.chat_id, text="Новость")
        return (
            str(channel.chat_id),
            channel.bot_token,
            lambda text: sandbox.control.max.write_comment(channel.chat_id, post, text=text, **MARIA),
        )
    group = sandbox.control.telegram.create_page("Отрадное", username="otradnoe_adm")
    first = sandbox.control.telegram.write_post(group.channel_id, text="Новость")
    return (
        str(group.channel_id),
        group.token,
        lambda text: sandbox.control.telegram.write_comment(
            group.channel_id, post_id=first.post_id, text=text, **MARIA
        ),
    )


def test_it_takes_the_webhook_away_and_hears_what_residents_write(heard: Heard) -> None:
    assert heard.line().is_poll_ready
    heard.write("Нет света")
    assert heard.poll() == 1
    assert heard.texts() == ["Нет света"]
    assert RawEvent.objects.latest("id").source == "poll"
    assert heard.poll() == 0
    assert heard.texts() == ["Нет света"]


def test_what_was_fetched_and_not_kept_comes_again_once(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    before = heard.line().poll_marker

    def die_after_writing(cursor: object, arrivals: Sequence[Arrival]) -> None:
        accept_arrivals(cursor, arrivals)
        raise OperationalError("killed before the commit")

    heard.write("Нет света")
    with monkeypatch.context() as broken:
        broken.setattr(polling, "accept_arrivals", die_after_writing)
        with pytest.raises(OperationalError):
            heard.poll()
    assert heard.line().poll_marker == before
    heard.write("И воды")
    heard.poll()
    heard.poll()
    assert heard.texts() == ["Нет света", "И воды"]
    assert RawEvent.objects.filter(source="poll", state="applied").count() >= 2


def test_what_two_workers_fetched_together_is_kept_once(heard: Heard) -> None:
    heard.write("Нет света")
    first, second = heard.loaded(), heard.loaded()
    count = RawEvent.objects.count()
    assert poll_page(first, now=NOW) == 1
    assert poll_page(second, now=NOW) == 0
    assert RawEvent.objects.count() == count + 1


def test_it_brings_more_than_one_answer_holds(heard: Heard) -> None:
    for number in range(120):
        heard.write(f"Яма {number}")
    while heard.poll():
        pass
    assert heard.texts() == [f"Яма {number}" for number in range(120)]


def test_switched_back_the_network_pushes_again(heard: Heard) -> None:
    switch_hearing(heard.page, HearsBy.WEBHOOK, by=heard.town.manager, now=NOW)
    assert claim_pages_to_poll(now=NOW, lease=POLL_EVERY, at_most=9) == []
    assert watch_next_subscription(now=NOW) == 1
    assert heard.line().renewed_at == NOW
    Connection.objects.filter(page=heard.page).update(hears_by=HearsBy.POLLING, is_poll_ready=True)
    heard.poll()
    assert "webhook" in heard.line().last_error


def test_a_webhook_of_ours_that_came_back_is_taken_away_again(heard: Heard) -> None:
    connector, page = connector_for(heard.page.network), heard.loaded()
    assert isinstance(connector, KeepsSubscription)
    connector.keep_subscription(access_of(page), hook_url=hook_url(page))
    heard.poll()
    assert not heard.line().is_poll_ready
    assert heard.line().poll_again_at == NOW + REFUSED_PAUSE
    heard.write("Нет света")
    heard.poll(at=NOW + REFUSED_PAUSE)
    assert heard.line().is_poll_ready
    assert heard.line().last_error == ""


def test_the_webhook_of_another_installation_is_left_alone(heard: Heard) -> None:
    connector, page = connector_for(heard.page.network), heard.loaded()
    assert isinstance(connector, KeepsSubscription)
    connector.keep_subscription(access_of(page), hook_url="http://127.0.0.1:9/hooks/other/key/")
    heard.poll()
    heard.poll(at=NOW + REFUSED_PAUSE)
    assert "to another address" in heard.line().last_error
    assert "a bot of its own" in heard.line().next_step
    assert connector.keep_subscription(access_of(page), hook_url=hook_url(page)).other_urls == (
        "http://127.0.0.1:9/hooks/other/key/",
    )


def test_a_network_that_is_unwell_is_asked_later(heard: Heard) -> None:
    heard.sandbox.control.add_fault("cut_after", network=heard.page.network)
    assert heard.poll() == 0
    line = heard.line()
    assert line.last_error
    assert line.open_until is not None
    assert line.is_poll_ready
    assert line.poll_again_at is not None
    assert line.poll_again_at >= NOW + POLL_EVERY
    assert claim_pages_to_poll(now=NOW + timedelta(milliseconds=500), lease=POLL_EVERY, at_most=9) == []
    heard.write("Нет света")
    heard.poll(at=NOW + timedelta(minutes=10))
    assert heard.texts() == ["Нет света"]
    assert heard.line().last_error == ""


def test_the_loop_asks_hears_and_asks_again(heard: Heard) -> None:
    moments = iter(NOW + timedelta(seconds=10 * number) for number in range(1000))
    poller = Poller(clock=lambda: next(moments))
    heard.write("Нет света")
    while not (texts := heard.texts()):
        poller.step()
    heard.write("И воды")
    while len(texts := heard.texts()) < 2:
        poller.step()
    poller.close()
    assert texts == ["Нет света", "И воды"]


def test_a_network_that_hangs_holds_no_other_page_back(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on, asked = threading.Event(), Counter[str]()

    def poll(_self: MaxConnector, access: PageAccess, *, marker: str) -> Polled:
        asked[access.external_id] += 1
        if access.external_id == "-1":
            goes_on.wait(60)
        return Polled((), f"{marker}+")

    monkeypatch.setattr(MaxConnector, "poll", poll)
    monkeypatch.setattr(MaxConnector, "end_subscription", lambda _self, _access, hook_url: None)
    moments = iter(NOW + timedelta(seconds=2 * number) for number in range(1000))
    poller = Poller(clock=lambda: next(moments))
    while asked["-2"] < 4:
        poller.step()
    assert asked["-1"] == 1
    assert len(Connection.objects.get(page__external_id="-2").poll_marker) >= 3
    goes_on.set()
    while not Connection.objects.get(page__external_id="-1").polled_at:
        poller.step()
    poller.close()


@pytest.fixture
def town(settings: Settings) -> Town:
    """A town with two channels in MAX that are heard by asking."""
    town = build_town()
    for external_id in ("-1", "-2"):
        page = register_page(town.office, network="max", external_id=external_id, name=external_id)
        connect_page(page, secrets_entered=ConnectionSecrets(community_token="t"), by=None, now=NOW)
        switch_hearing(page, HearsBy.POLLING, by=None, now=NOW)
    return town


def claimed(at: datetime = NOW, *, at_most: int = 9) -> list[str]:
    return [page.external_id for page in claim_pages_to_poll(now=at, lease=POLL_EVERY, at_most=at_most)]


def test_each_page_is_asked_in_its_turn_and_by_one_worker(town: Town) -> None:
    assert claimed(at_most=1) == ["-1"]
    assert claimed(at_most=1) == ["-2"]
    assert claimed() == []
    assert claimed(NOW + POLL_EVERY, at_most=1) == ["-1"]


def test_a_paused_page_is_heard_and_one_whose_circuit_is_open_is_left_alone(town: Town) -> None:
    first, second = Page.objects.select_related("connection").filter(network="max").order_by("id")
    pause_connection(first, by=town.manager, now=NOW)
    note_trouble(second, TryLater("Unwell.", until=NOW + timedelta(minutes=5)), now=NOW)
    assert claimed() == ["-1"]


def test_a_page_that_is_asked_has_no_webhook_to_watch(town: Town) -> None:
    assert list_pages_to_watch(before=NOW, now=NOW, at_most=9) == []


def test_only_networks_that_hand_events_out_can_be_asked(town: Town) -> None:
    with pytest.raises(NotPolled):
        switch_hearing(town.page, HearsBy.POLLING, by=None, now=NOW)
    bare = register_page(town.office, network="max", external_id="-3", name="Канал")
    with pytest.raises(NotConnected):
        switch_hearing(bare, HearsBy.POLLING, by=None, now=NOW)


def test_a_token_that_cannot_be_read_holds_no_other_page_back(town: Town, settings: Settings) -> None:
    settings.OTKLIK_KEYS = (new_key(),)
    poller = Poller(clock=lambda: NOW)
    assert poller.step() == 0
    poller.close()
    errors = Connection.objects.filter(page__network="max").values_list("last_error", flat=True)
    assert all("OTKLIK_KEYS" in error for error in errors)
    assert claimed(NOW + timedelta(seconds=5)) == []
