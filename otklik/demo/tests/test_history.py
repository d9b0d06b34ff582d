"""The town with its past month."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal, Tag, Transition
from otklik.appeals.states import CLOSED_STATES, State
from otklik.appeals.workflow import TABLE
from otklik.audit.chain import verify_chain
from otklik.demo.content.cards import list_page_cards, list_staff, list_town_bodies
from otklik.demo.content.talk import list_history
from otklik.demo.control import Control
from otklik.demo.fakes import FAKES, seed_fakes
from otklik.demo.history import History
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.seed import connect_pages, seed_pages, seed_town
from otklik.demo.tagging import TAGS
from otklik.demo.tests.conftest import SilentControl
from otklik.ground.secrets import DEMO_PASSWORD
from otklik.intake.models import Awaits, RawEvent, ResidentMessage
from otklik.intake.reading_back import reconcile_page
from otklik.moderation.models import Decision, DecisionAct, EvidenceRecord
from otklik.networks.registry import connector_for
from otklik.networks.settings import NetworkSettings
from otklik.organizations.models import Appointment, Body, BodyTurn, Staff
from otklik.pages.addresses import url_of
from otklik.pages.likeness import OfficialName, find_likenesses
from otklik.pages.models import Connection, Likeness, Page, SuspectedFake
from otklik.pages.selectors import list_pages_to_reconcile
from otklik.pages.services import note_reconciled
from otklik.pages.verify import Why, verify
from otklik.publication.models import BodySpeed
from otklik.publication.open_data.making import make_open_files
from otklik.sandbox.ok.state import APPLICATION_KEY, APPLICATION_SECRET
from otklik.sandbox.testing import RunningSandbox
from otklik.topics.models import Topic
from otklik.triage.models import OwnExample
from otklik.triage.parts import Part
from otklik.worker.tasks import make_open_data
from tests.sequences import sequences_behind

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
IN_A_DEMO = override_settings(PASSWORD_HASHERS=["otklik.demo.passwords.DemoPasswordHasher"])


@pytest.fixture
def networks(running_sandbox: RunningSandbox, settings: Settings) -> Iterator[Control]:
    """The networks, played, and nothing in them."""
    running_sandbox.control.reset()
    running_sandbox.control.settings(are_limits_on=False)
    settings.OTKLIK_NETWORKS = MappingProxyType({name: _settings_of(name, running_sandbox) for name in NETWORKS})
    control = Control(running_sandbox.url)
    yield control
    control.close()


def _settings_of(name: str, running: RunningSandbox) -> NetworkSettings:
    usual = NetworkSettings(f"{running.url}/{name}", proxy="", timeout_seconds=60.0, ca_bundle="")
    return replace(usual, application_key=APPLICATION_KEY, application_secret=APPLICATION_SECRET)


def _count() -> tuple[int, ...]:
    models = (Body, Staff, Appointment, Topic, Page, Connection)
    return tuple(model.objects.count() for model in models)


@pytest.mark.django_db
@IN_A_DEMO
def test_it_seeds_the_town_once_however_often_it_is_asked(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    before, keys = _count(), set(Connection.objects.values_list("key", flat=True))
    turns = BodyTurn.objects.count()
    staff = Staff.objects.get(email=list_staff()[0].email)
    staff.set_password("another-password")
    staff.save()
    seed_town()
    seed_pages(control, now=NOW)
    assert _count() == before
    assert set(Connection.objects.values_list("key", flat=True)) == keys
    staff.refresh_from_db()
    assert staff.check_password("another-password")
    assert Body.objects.filter(is_active=True).count() == len(list_town_bodies())
    assert BodyTurn.objects.count() == turns, "nothing happened to any body"


@pytest.mark.django_db
@IN_A_DEMO
def test_it_suspects_two_pages_that_are_like_what_their_entries_say(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    for _ in range(2):
        seed_fakes(now=NOW)
    assert SuspectedFake.objects.count() == len(FAKES)
    for fake in SuspectedFake.objects.select_related("resembles"):
        address = fake.resembles.addresses.get()
        official = OfficialName.of(fake.resembles_id, address.network, address.key)
        found = find_likenesses(fake.key, fake.name, official=official, official_name=fake.resembles.name)
        assert set(fake.likenesses) <= {*found, Likeness.NAME}
        assert verify(url_of(fake.network, fake.key)).why in (Why.SUSPECTED, Why.LOOKALIKE)


@pytest.mark.django_db
def test_it_makes_passwords_that_open_nothing_outside_a_demo(control: SilentControl) -> None:
    email = list_staff()[0].email
    with IN_A_DEMO:
        seed_town()
        assert authenticate(username=email, password=DEMO_PASSWORD) is not None
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"]):
        assert authenticate(username=email, password=DEMO_PASSWORD) is None


@pytest.mark.django_db
@IN_A_DEMO
def test_it_lets_every_page_push_to_its_own_address(networks: Control) -> None:
    seed_town()
    seed_pages(networks, now=NOW)
    connect_pages(networks, edge_url="http://127.0.0.1:9", is_first=True, now=NOW)
    urls = {
        *(server["url"] for page in networks.get("vk/pages")["pages"] for server in page["servers"]),
        *(one["url"] for page in networks.get("ok/pages")["pages"] for one in page["subscriptions"]),
        *(one["url"] for page in networks.get("max/pages")["pages"] for one in page["subscriptions"]),
        *(page["webhook_url"] for page in networks.get("telegram/pages")["pages"]),
    }
    assert len(urls) == len(list_page_cards())
    for name in NETWORKS:
        assert any(url.startswith(f"http://127.0.0.1:9/hooks/{name}/") for url in urls)
    waiting = list_pages_to_reconcile(before=NOW - timedelta(hours=1), now=NOW, at_most=100)
    assert len(waiting) == len([card for card in list_page_cards() if card.network == "ok"])
    assert {page.network for page in waiting} == {"ok"}


@pytest.mark.django_db
def test_whoever_can_sign_in_finds_the_tags() -> None:
    for _ in range(2):
        seed_town()
        assert dict(Tag.objects.values_list("name", "is_public")) == {name: told for name, told, _ in TAGS}


@pytest.mark.slow
@pytest.mark.django_db
@IN_A_DEMO
def test_it_plays_a_month_that_holds_together(networks: Control) -> None:
    seed_town()
    seed_pages(networks, now=NOW)
    history = History.plan(now=NOW)
    history.write_in_network(networks)
    history.play()
    states = Counter(Appeal.objects.values_list("state", flat=True))
    assert set(states) >= {state.value for state in State} - {State.NEW.value}
    assert states[State.ANSWERED] + states[State.CLOSED] > sum(states.values()) / 2
    assert Appeal.objects.count() >= len(list_history(NOW.date())) - 5
    # everything lies in the past and nothing waits for the worker
    assert not Transition.objects.filter(at__gt=NOW).exists()
    assert not ResidentMessage.objects.exclude(awaits=Awaits.NOBODY).exists()
    assert not RawEvent.objects.exclude(state="applied").exists()
    assert not Appeal.objects.filter(is_sending=True).exists()
    assert not Answer.objects.filter(state=AnswerState.SENDING).exists()
    _check_against_the_table()
    _check_that_decisions_are_proved()
    _check_that_every_network_has_its_share()
    _check_that_the_networks_show_the_same(history)
    _check_that_reading_back_finds_nothing_new()
    assert not Tag.objects.annotate(count=Count("cases")).filter(count=0).exists()
    taught = OwnExample.objects.filter(part=Part.GROUP).values_list("is_right", flat=True)
    assert set(taught) == {True, False}, "what is right is accepted, not only what is wrong corrected"
    assert sequences_behind() == []
    assert ProcrastinateJob.objects.filter(task_name=make_open_data.name).count() == 1, "nobody counts it before"
    make_open_files(now=NOW)
    assert BodySpeed.objects.filter(answered__gt=0).count() > 10


def _check_against_the_table() -> None:
    allowed = {(None if start is None else start.value, row.act.value) for row in TABLE for start in row.froms}
    for step in Transition.objects.all():
        assert (step.from_state or None, step.act) in allowed
    for appeal in Appeal.objects.exclude(state__in=CLOSED_STATES):
        ats = list(appeal.transitions.order_by("id").values_list("at", flat=True))
        assert ats == sorted(ats), appeal.number


def _check_that_decisions_are_proved() -> None:
    """Also what moderators let pass: `otklik audit verify` is tried over a demo too."""
    assert Decision.objects.filter(act=DecisionAct.LAWFUL).exists()
    assert verify_chain(EvidenceRecord).bad is None


def _check_that_every_network_has_its_share() -> None:
    cases = Counter(Appeal.objects.values_list("page__network", "channel"))
    for name in NETWORKS:
        assert cases[name, "comment"] >= 4, cases
        assert cases[name, "private"] >= 1, cases


def _check_that_the_networks_show_the_same(history: History) -> None:
    """Every line became a message, except what a bot of Telegram said: nobody tells it of that."""
    lines = [(story.page.network, line) for story in history.stories for line in story.lines.values()]
    told = [line.text for network, line in lines if NETWORKS[network].tells_own or not line.is_by_page]
    said = ResidentMessage.objects.exclude(kind="wall_post")
    assert Counter(told) == Counter(said.values_list("text", flat=True))
    for message in said.filter(kind="comment").exclude(page__network="ok"):
        post = ResidentMessage.objects.get(page=message.page, kind="wall_post", external_id=message.container_id)
        assert post.is_by_page
    for answer in Answer.objects.filter(state=AnswerState.SENT, appeal__page__network__in=("vk", "ok", "max")):
        by_page = ResidentMessage.objects.filter(is_by_page=True, external_id=answer.external_id)
        assert by_page.filter(page=answer.appeal.page).exists()


def _check_that_reading_back_finds_nothing_new() -> None:
    """What the networks themselves show goes by the names under which it was heard."""
    for page in Page.objects.filter(owner__slug="administration"):
        if connector_for(page.network).can_be_read_back:
            note_reconciled(page, now=NOW - timedelta(days=32), found=0)
            known = _messages_on(page)
            reconcile_page(page, now=NOW)
            connection = Connection.objects.get(page=page)
            assert connection.last_error == ""
            assert connection.reconciled_at == NOW
            assert len(known) > 5
            assert _messages_on(page) == known, page.network


def _messages_on(page: Page) -> list[tuple[Any, ...]]:
    messages = ResidentMessage.objects.filter(page=page)
    return sorted(messages.values_list("external_id", "thread_id", "text", "is_by_page"))
