"""A copy that is taken back and comes back: every subscriber is told of it, and once."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals.models import Appeal
from otklik.intake.models import ResidentMessage
from otklik.publication.decisions.services import look_again
from otklik.publication.models import Decision, PublishedCase, SubscriptionLetter
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.subscriptions.news import BETWEEN, GATHERS, gather_news
from otklik.publication.subscriptions.subscribing import forget_unconfirmed_subscriptions
from otklik.publication.tests.made_up import answered, decided
from otklik.publication.tests.subscribers import SOON, Watch, at_work, office, send, subscribed
from tests.people import enter_cast
from tests.post_office import PostOffice

__all__ = ["at_work", "office"]
pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TOLD = SOON + GATHERS
LATER = TOLD + 2 * BETWEEN


@pytest.fixture
def case() -> Appeal:
    subscribed(CaseFilter())
    return answered(enter_cast(), now=SOON)


def take_back(case: Appeal, *, at: datetime) -> None:
    ResidentMessage.objects.filter(case_link__appeal=case).update(is_deleted=True)
    look_again(Appeal.objects.get(id=case.id), now=at)
    assert not PublishedCase.objects.exists()


def bring_back(case: Appeal, *, at: datetime) -> None:
    ResidentMessage.objects.filter(case_link__appeal=case).update(is_deleted=False)
    look_again(Appeal.objects.get(id=case.id), now=at)
    shown = PublishedCase.objects.get()
    assert (shown.published_at, shown.changed_at) == (SOON, at)


def told(office: PostOffice) -> list[str]:
    """The numbers that letters named."""
    return [number for one in office.letters for number in re.findall(r"/case/(\d+)/", str(one.get_content()))]


def test_away_at_the_time_of_the_gathering_it_is_told_when_it_is_back(
    case: Appeal, office: PostOffice, at_work: Watch
) -> None:
    take_back(case, at=SOON + MINUTE)
    assert send(at_work, at=TOLD) == 0
    bring_back(case, at=TOLD + 10 * MINUTE)
    for at in (TOLD + 20 * MINUTE, LATER, LATER + BETWEEN):
        send(at_work, at=at)
    assert told(office) == [decided(case).public_number]


def test_away_and_back_before_the_gathering_it_is_told_once(case: Appeal, office: PostOffice, at_work: Watch) -> None:
    take_back(case, at=SOON + MINUTE)
    bring_back(case, at=SOON + 2 * MINUTE)
    for at in (TOLD, LATER, LATER + BETWEEN):
        send(at_work, at=at)
    assert told(office) == [decided(case).public_number]


def test_who_was_told_is_not_told_again(case: Appeal, office: PostOffice, at_work: Watch) -> None:
    send(at_work, at=TOLD)
    for days in (1, 40):
        at = SOON + days * DAY
        take_back(case, at=at)
        bring_back(case, at=at + 2 * DAY)
        forget_unconfirmed_subscriptions(now=at + 2 * DAY)
        assert send(at_work, at=at + 3 * DAY) == 0
    assert told(office) == [decided(case).public_number]


def test_what_was_away_when_its_letter_left_is_told_when_it_is_back(
    case: Appeal, office: PostOffice, at_work: Watch
) -> None:
    gather_news(now=TOLD)
    take_back(case, at=TOLD)
    send(at_work, at=TOLD)
    assert (told(office), SubscriptionLetter.objects.get().numbers) == ([], [])
    bring_back(case, at=TOLD + MINUTE)
    for at in (LATER, LATER + BETWEEN):
        send(at_work, at=at)
    assert told(office) == [decided(case).public_number]


def test_what_everybody_was_told_is_no_news_also_when_nobody_knows_the_letters_any_more(
    case: Appeal, office: PostOffice, at_work: Watch
) -> None:
    send(at_work, at=TOLD)
    at = SOON + 100 * DAY
    forget_unconfirmed_subscriptions(now=at)
    assert not SubscriptionLetter.objects.exists()
    take_back(case, at=at)
    for back in (at + MINUTE, at + DAY):
        bring_back(case, at=back)
        assert send(at_work, at=back + BETWEEN) == 0
        take_back(case, at=back + BETWEEN)
    assert told(office) == [decided(case).public_number]


def test_a_copy_older_than_what_is_kept_of_its_first_day_is_no_news(
    case: Appeal, office: PostOffice, at_work: Watch
) -> None:
    send(at_work, at=TOLD)
    Decision.objects.update(published_at=None)
    look_again(Appeal.objects.get(id=case.id), now=LATER)
    assert (PublishedCase.objects.get().published_at, decided(case).published_at) == (SOON, SOON)
    Decision.objects.update(published_at=None)
    take_back(case, at=LATER)
    bring_back(case, at=LATER + MINUTE)
    assert send(at_work, at=LATER + BETWEEN) == 0


def test_who_answers_for_the_body_is_looked_up_once(case: Appeal) -> None:
    appeal = Appeal.objects.get(id=case.id)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        look_again(appeal, now=LATER)
    assert sum("organizations_appointment" in one["sql"] for one in asked) == 1
