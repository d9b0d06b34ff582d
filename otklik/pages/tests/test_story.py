"""The story of a connection: what changed and when, written once, kept short."""

from datetime import timedelta

import pytest

from otklik.networks.abilities import Subscription
from otklik.networks.errors import Refused, TryLater
from otklik.pages.models import Connection, ConnectionTurn, Page
from otklik.pages.services import note_answer, note_subscription, note_trouble, pause_connection, resume_connection
from otklik.pages.story import MOST_TURNS
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    """The town, its page's story not begun."""
    town = build_town()
    ConnectionTurn.objects.all().delete()
    return town


def page_of(town: Town) -> Page:
    return Page.objects.select_related("connection").get(id=town.page.id)


def after(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def story() -> list[tuple[str, str]]:
    return [(turn.kind, turn.reason) for turn in ConnectionTurn.objects.order_by("id")]


def since(town: Town) -> object:
    return Connection.objects.get(page=town.page).trouble_since


def test_it_tells_of_an_outage_in_its_turns(town: Town) -> None:
    for minute in range(5):
        note_trouble(page_of(town), TryLater("No answer."), now=NOW + after(minute))
    note_trouble(page_of(town), TryLater("Too often."), now=NOW + after(15))
    assert since(town) == NOW
    note_answer(page_of(town), now=NOW + after(20))
    assert story() == [("unwell", "No answer."), ("unwell", "Too often."), ("well", "")]
    assert since(town) is None


def test_it_tells_nothing_while_all_is_well(town: Town) -> None:
    note_answer(page_of(town), now=NOW)
    note_subscription(page_of(town), Subscription(was_renewed=False), now=NOW)
    assert story() == []


def test_it_counts_a_trouble_that_comes_and_goes(town: Town) -> None:
    for second in range(0, 60, 10):
        note_trouble(page_of(town), TryLater("No answer."), now=NOW + timedelta(seconds=second))
        note_answer(page_of(town), now=NOW + timedelta(seconds=second + 5))
    trouble, well = ConnectionTurn.objects.order_by("id")
    assert (trouble.kind, trouble.at, trouble.times) == ("unwell", NOW, 6)
    assert (well.kind, well.at) == ("well", NOW + timedelta(seconds=55))


def test_it_tells_anew_of_a_trouble_that_comes_back_later(town: Town) -> None:
    note_trouble(page_of(town), TryLater("No answer."), now=NOW)
    note_answer(page_of(town), now=NOW + after(1))
    note_trouble(page_of(town), TryLater("No answer."), now=NOW + after(30))
    assert [kind for kind, _ in story()] == ["unwell", "well", "unwell"]


def test_it_keeps_the_newest_turns_only(town: Town) -> None:
    for number in range(MOST_TURNS + 5):
        note_trouble(page_of(town), Refused(f"No {number}."), now=NOW)
    assert len(story()) == MOST_TURNS
    assert story()[-1] == ("refused", f"No {MOST_TURNS + 4}.")


def test_it_tells_who_paused_and_why(town: Town) -> None:
    pause_connection(town.page, by=town.manager, because="Меняем ключ", now=NOW)
    pause_connection(town.page, by=town.manager, because="Ещё раз", now=NOW)
    line = Connection.objects.get(page=town.page)
    assert (line.paused_at, line.paused_by, line.paused_because) == (NOW, "manager", "Меняем ключ")
    resume_connection(town.page, by=town.manager, now=NOW)
    assert story() == [("paused", "Меняем ключ"), ("resumed", "")]
    assert {turn.by for turn in ConnectionTurn.objects.all()} == {"manager"}


def test_it_tells_when_events_cannot_be_delivered_to_us(town: Town) -> None:
    failing = Subscription(was_renewed=False, waiting=4, failed_at=NOW, failure="Connection refused")
    note_subscription(page_of(town), failing, now=NOW)
    note_subscription(page_of(town), failing, now=NOW)
    line = Connection.objects.get(page=town.page)
    assert (line.hook_waiting, line.hook_failed_at, line.hook_failure) == (4, NOW, "Connection refused")
    delivered = Subscription(was_renewed=False, waiting=0, failed_at=NOW, failure="Connection refused")
    note_subscription(page_of(town), delivered, now=NOW)
    assert story() == [("hook_fails", "Connection refused"), ("hook_well", "")]


def test_it_remembers_who_else_listens_and_when_the_webhook_was_renewed(town: Town) -> None:
    note_subscription(page_of(town), Subscription(was_renewed=True, other_urls=("https://else.example/",)), now=NOW)
    line = Connection.objects.get(page=town.page)
    assert (line.other_urls, line.renewed_at, line.subscribed_at) == (["https://else.example/"], NOW, NOW)
    assert story() == [("renewed", "")]
