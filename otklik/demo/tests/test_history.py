"""The town with its past month."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate
from django.test import override_settings

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.states import CLOSED_STATES, State
from otklik.appeals.workflow import TABLE
from otklik.demo.content.cards import list_page_cards, list_staff, list_town_bodies
from otklik.demo.content.talk import list_history
from otklik.demo.history import History
from otklik.demo.seed import connect_pushes, seed_pages, seed_town
from otklik.demo.tests.conftest import SilentControl
from otklik.intake.models import Awaits, RawEvent, ResidentMessage
from otklik.organizations.models import Appointment, Body, Staff
from otklik.organizations.sign_in import DEMO_PASSWORD
from otklik.pages.models import Connection, Page
from otklik.topics.models import Topic

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
IN_A_DEMO = override_settings(PASSWORD_HASHERS=["otklik.demo.passwords.DemoPasswordHasher"])


def _count() -> tuple[int, ...]:
    models = (Body, Staff, Appointment, Topic, Page, Connection)
    return tuple(model.objects.count() for model in models)


@pytest.mark.django_db
@IN_A_DEMO
def test_it_seeds_the_town_once_however_often_it_is_asked(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    before, keys = _count(), set(Connection.objects.values_list("key", flat=True))
    staff = Staff.objects.get(email=list_staff()[0].email)
    staff.set_password("another-password")
    staff.save()
    seed_town()
    seed_pages(control, now=NOW)
    assert _count() == before
    assert set(Connection.objects.values_list("key", flat=True)) == keys
    staff.refresh_from_db()
    assert staff.check_password("another-password")
    assert Body.objects.count() == len(list_town_bodies())


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
def test_it_lets_every_page_push_to_its_own_address(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    connect_pushes(control, edge_url="http://127.0.0.1:9")
    urls = {body["callback_url"] for body in control.asked_for("vk/pages/connect")}
    assert len(urls) == len(list_page_cards())
    assert all(url.startswith("http://127.0.0.1:9/hooks/vk/") for url in urls)


@pytest.mark.django_db
@IN_A_DEMO
def test_it_plays_a_month_that_holds_together(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    history = History.plan(now=NOW)
    history.write_in_network(control)
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
    _check_that_the_network_shows_the_same(control)


def _check_against_the_table() -> None:
    allowed = {(None if start is None else start.value, row.act.value) for row in TABLE for start in row.froms}
    for step in Transition.objects.all():
        assert (step.from_state or None, step.act) in allowed
    for appeal in Appeal.objects.exclude(state__in=CLOSED_STATES):
        ats = list(appeal.transitions.order_by("id").values_list("at", flat=True))
        assert ats == sorted(ats), appeal.number


def _check_that_the_network_shows_the_same(control: SilentControl) -> None:
    written = control.asked_for("comments/write") + control.asked_for("messages/write")
    written += control.asked_for("messages/answer")
    assert Counter(act["text"] for act in written) == Counter(ResidentMessage.objects.values_list("text", flat=True))
    sent = Answer.objects.filter(state=AnswerState.SENT)
    assert set(sent.values_list("external_id", flat=True)) <= set(
        ResidentMessage.objects.filter(is_by_page=True).values_list("external_id", flat=True)
    )
