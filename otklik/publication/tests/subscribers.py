"""People who are subscribed, a mail server, and a clock that is set by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from otklik.publication.models import PublishedCase, Subscription, SubscriptionLetter
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.subscriptions.letters import send_waiting_subscription_letters
from otklik.publication.subscriptions.links import LinkFor, secret_of
from otklik.publication.subscriptions.news import gather_news
from otklik.publication.subscriptions.subscribing import (
    Wish,
    confirm,
    subscribe,
)
from tests.post_office import PostOffice, open_post_office

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""A Wednesday."""
SOON = NOW + timedelta(minutes=1)
VERA = "vera@mail.example"
ROADS = CaseFilter(topic="roads")


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    settings.OTKLIK_SITE_URL = "https://otklik.example"
    settings.DEFAULT_FROM_EMAIL = "Отклик <otklik@otklik.example>"
    settings.OTKLIK_BOUNCE_ADDRESS = "bounces@otklik.example"
    with open_post_office() as office:
        office.use(settings)
        yield office


@pytest.fixture(autouse=True)
def at_work(monkeypatch: pytest.MonkeyPatch) -> "Watch":
    watch = Watch()
    for module in ("otklik.notices.sending", "otklik.publication.subscriptions.letters"):
        monkeypatch.setattr(f"{module}.read_clock", watch)
    return watch


class Watch:
    """A clock that is set by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def publish(number: str, *, at: datetime, **columns: Any) -> PublishedCase:
    told: dict[str, Any] = {
        "text": f"Яма номер {number} у школы", "answer": "Засыпали.", "state": "answered", "group_code": "roads",
        "body_slug": "utilities", "body_name": "Коммунальные услуги", "wrote_on": date(2026, 11, 20),
        "answered_on": date(2026, 11, 24), "published_at": at, "changed_at": at,
    }  # fmt: skip
    return PublishedCase.objects.create(number=number, **(told | columns))


def ask(asked: CaseFilter = ROADS, *, email: str = VERA, pace: str = "at_once", number: str = "") -> None:
    subscribe(Wish(email, pace, "letters", "ru", CaseFilter() if number else asked, number, "10.0.0.7"), now=NOW)


def subscribed(asked: CaseFilter = ROADS, **how: str) -> Subscription:
    """A confirmed one, without any letter."""
    ask(asked, **how)
    found = Subscription.objects.latest("id")
    assert confirm(secret_of(found.key, LinkFor.CONFIRM), now=NOW)
    SubscriptionLetter.objects.all().delete()
    return found


def send(watch: Watch, *, at: datetime) -> int:
    watch.now = at
    gather_news(now=at)
    return send_waiting_subscription_letters()


def body_of(office: PostOffice) -> str:
    return str(office.letters[-1].get_content()).replace("\r\n", "\n")
