"""What subscribers are told, and when: all that is new, once, gathered, and never a flood."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings

from otklik.notices.models import SendingState
from otklik.notices.sending import CLAIM
from otklik.organizations.models import Body
from otklik.publication.models import Decision, PublishedCase, Subscription, SubscriptionLetter
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.subscriptions.letters import send_waiting_subscription_letters
from otklik.publication.subscriptions.links import LinkFor, secret_of
from otklik.publication.subscriptions.news import BETWEEN, GATHERS, first_look, gather_news
from otklik.publication.subscriptions.subscribing import (
    SubscriptionRefused,
    change_pace,
)
from otklik.publication.subscriptions.words import MOST_SHOWN
from otklik.publication.tests.subscribers import (
    NOW,
    SOON,
    VERA,
    Watch,
    at_work,
    body_of,
    office,
    publish,
    send,
    subscribed,
)
from tests.people import enter_cast, open_case
from tests.post_office import Mood, PostOffice
from tests.town import build_town

__all__ = ["at_work", "office"]
pytestmark = pytest.mark.django_db


def test_what_comes_together_is_one_letter_and_the_next_one_comes_hours_later(
    office: PostOffice, at_work: Watch
) -> None:
    found = subscribed()
    publish("1000000001", at=NOW + timedelta(minutes=1), topic="Дороги", street="улица Ленина")
    publish("1000000002", at=NOW + timedelta(minutes=4))
    publish("1000000003", at=NOW + timedelta(minutes=4), group_code="housing")
    assert send(at_work, at=NOW + timedelta(minutes=5)) == 0, "it waits for what comes with it"
    first = NOW + timedelta(minutes=4) + GATHERS
    assert send(at_work, at=first) == 1
    text = body_of(office)
    assert "Дороги, ул. Ленина\nКоммунальные услуги\n" in text
    assert re.findall(r"/case/(\d+)/", text) == ["1000000002", "1000000001"]
    publish("1000000004", at=first + timedelta(minutes=1))
    assert send(at_work, at=first + BETWEEN - timedelta(seconds=1)) == 0
    assert send(at_work, at=first + BETWEEN) == 1
    assert re.findall(r"/case/(\d+)/", body_of(office)) == ["1000000004"]
    assert send(at_work, at=first + 2 * BETWEEN) == 0
    assert f"/subscription/{secret_of(found.key, LinkFor.PAGE)}/" in text


def test_nothing_is_left_out_between_two_looks(office: PostOffice, at_work: Watch) -> None:
    """A moment of change a hair before that of publishing, a change after it: each is told of once."""
    subscribed()
    at = NOW + timedelta(minutes=10)
    publish("1000000001", at=at, changed_at=at - timedelta(milliseconds=3))
    publish("1000000002", at=at + timedelta(minutes=1), changed_at=at + timedelta(hours=7))
    publish("1000000003", at=at + timedelta(milliseconds=1), changed_at=at - timedelta(milliseconds=2))
    told: list[str] = []
    for minute in (*range(30), *range(30, 24 * 60, 30)):
        if send(at_work, at=at + timedelta(minutes=minute)):
            told += re.findall(r"/case/(\d+)/", body_of(office))
    assert sorted(told) == ["1000000001", "1000000002", "1000000003"]


def test_a_round_ends_also_where_nothing_fits(office: PostOffice) -> None:
    for _turn in range(3):
        subscribed(CaseFilter(topic="snow"), email=f"{_turn}@mail.example")
    publish("1000000001", at=SOON)
    assert [gather_news(now=SOON + GATHERS + timedelta(seconds=n), at_most=2) for n in range(3)] == [2, 1, 0]


def test_once_a_week_is_on_monday_morning(office: PostOffice, at_work: Watch, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Yekaterinburg"
    subscribed(pace="weekly")
    publish("1000000001", at=NOW + timedelta(hours=1))
    monday = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
    assert first_look(Subscription.objects.get().pace, now=NOW) == monday  # type: ignore[arg-type]
    assert send(at_work, at=monday - timedelta(seconds=1)) == 0
    assert send(at_work, at=monday) == 1
    assert send(at_work, at=monday + timedelta(days=7)) == 0, "nothing new: no letter"
    publish("1000000002", at=monday + timedelta(days=9))
    assert send(at_work, at=monday + timedelta(days=10)) == 0, "a quiet week does not bring the day forward"
    assert send(at_work, at=monday + timedelta(days=14)) == 1


def test_a_letter_tells_only_what_is_still_published(office: PostOffice, at_work: Watch) -> None:
    subscribed()
    kept = publish("1000000001", at=SOON)
    publish("1000000002", at=SOON)
    gather_news(now=SOON + GATHERS)
    PublishedCase.objects.exclude(number=kept.number).delete()
    assert send(at_work, at=SOON + GATHERS) == 1
    assert re.findall(r"/case/(\d+)/", body_of(office)) == ["1000000001"]
    SubscriptionLetter.objects.update(state=SendingState.WAITING, numbers=["1000000002"], due_at=SOON)
    send_waiting_subscription_letters()
    assert len(office.letters) == 1
    assert SubscriptionLetter.objects.get().state == SendingState.SENT


def test_a_long_letter_shows_the_newest_and_where_the_others_are(office: PostOffice, at_work: Watch) -> None:
    subscribed()
    for place in range(MOST_SHOWN + 3):
        publish(f"{1000000100 + place}", at=SOON)
    send(at_work, at=SOON + GATHERS)
    text = body_of(office)
    assert re.findall(r"/case/(\d+)/", text)[0] == str(1000000100 + MOST_SHOWN + 2)
    assert (text.count("/case/"), "https://otklik.example/answers/?topic=roads" in text) == (MOST_SHOWN, True)


def test_a_change_of_pace_counts_from_now_on(office: PostOffice, at_work: Watch) -> None:
    found = subscribed(pace="weekly")
    page = secret_of(found.key, LinkFor.PAGE)
    with pytest.raises(SubscriptionRefused):
        change_pace(page, "hourly", now=NOW)
    publish("1000000001", at=SOON)
    assert change_pace(page, "at_once", now=NOW)
    assert send(at_work, at=SOON + GATHERS) == 1


def test_of_one_case_is_told_when_its_state_or_answer_changes(office: PostOffice, at_work: Watch) -> None:
    case = publish("1000000001", at=NOW - timedelta(days=1), state="deferred", waits_until=date(2027, 5, 1))
    subscribed(number=case.number, pace="weekly")
    assert Subscription.objects.get().pace == "at_once"
    PublishedCase.objects.update(mark=5, changed_at=NOW + timedelta(minutes=1))
    assert send(at_work, at=NOW + timedelta(minutes=2)) == 0, "a mark is no answer"
    PublishedCase.objects.update(
        answer="Сделали.", waits_until=None, state="answered", changed_at=NOW + timedelta(hours=1)
    )
    assert send(at_work, at=NOW + timedelta(hours=1)) == 1
    assert "№ 1000000001" in str(office.letters[0]["Subject"])
    assert "Сделали" not in body_of(office)
    assert send(at_work, at=NOW + timedelta(days=1)) == 0
    PublishedCase.objects.update(state="closed", changed_at=NOW + timedelta(days=2))
    assert send(at_work, at=NOW + timedelta(days=2)) == 1
    assert not Subscription.objects.exists(), "nothing more comes of it"


def test_of_one_case_that_is_taken_back_nothing_but_this_is_told(office: PostOffice, at_work: Watch) -> None:
    case = publish("1000000001", at=SOON)
    subscribed(number=case.number)
    case.delete()
    assert send(at_work, at=NOW + timedelta(hours=1)) == 1
    assert ("Яма" in body_of(office), Subscription.objects.count()) == (False, 0)


def waiting_for_a_look(case: PublishedCase) -> Decision:
    """The case waits for a person: it is not seen, and not gone."""
    appeal = open_case(enter_cast(), "Яма у школы")
    case.delete()
    return Decision.objects.create(
        appeal=appeal, public_number=case.number, is_published=False, waits=True, decided_at=NOW
    )


def test_a_case_that_waits_for_a_look_is_not_gone(office: PostOffice, at_work: Watch) -> None:
    case = publish("1000000001", at=SOON)
    subscribed(number=case.number)
    decision = waiting_for_a_look(case)
    assert send(at_work, at=NOW + timedelta(hours=1)) == 0
    assert Subscription.objects.count() == 1
    Decision.objects.filter(id=decision.id).update(waits=False)
    assert send(at_work, at=NOW + timedelta(hours=2)) == 1, "no: a person took it back"
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "was_gone", [False, True], ids=["it waits at the last moment", "it is back at the last moment"]
)
def test_a_letter_of_one_case_tells_how_it_stands_when_it_leaves(
    office: PostOffice, at_work: Watch, was_gone: bool
) -> None:
    case = publish("1000000001", at=SOON, state="in_work")
    subscribed(number=case.number)
    if was_gone:
        case.delete()
    else:
        PublishedCase.objects.update(state="answered", changed_at=NOW + timedelta(hours=1))
    gather_news(now=NOW + timedelta(hours=1))
    assert SubscriptionLetter.objects.count() == 1
    if not was_gone:
        waiting_for_a_look(case)
        assert send(at_work, at=NOW + timedelta(hours=2)) == 1
        assert office.letters == []
    publish("1000000001", at=SOON, changed_at=NOW + timedelta(hours=8))
    assert send(at_work, at=NOW + timedelta(hours=9)) == 1, "told now that it is seen again"
    assert "/case/1000000001/" in body_of(office)
    assert Subscription.objects.count() == 1


def test_a_busy_server_is_asked_again_and_the_letter_gathers_no_twin(office: PostOffice, at_work: Watch) -> None:
    subscribed()
    publish("1000000001", at=SOON)
    office.mood = Mood.BUSY
    at = SOON + GATHERS
    assert send(at_work, at=at) == 1
    publish("1000000002", at=at + timedelta(hours=1))
    assert send(at_work, at=at + timedelta(hours=7)) == 1
    assert SubscriptionLetter.objects.count() == 1
    office.mood = Mood.TAKES
    at = max(at_work.now, SubscriptionLetter.objects.get().due_at) + timedelta(minutes=10)
    assert send(at_work, at=at) >= 1
    send(at_work, at=at + GATHERS)
    assert [re.findall(r"/case/(\d+)/", str(one.get_content())) for one in office.letters] == [
        ["1000000001"], ["1000000002"]
    ]  # fmt: skip


def test_one_letter_finds_out_that_the_server_is_away_and_the_others_keep_their_tries(
    office: PostOffice, at_work: Watch, settings: Settings
) -> None:
    for name in ("vera", "lipa"):
        subscribed(email=f"{name}@mail.example")
    publish("1000000001", at=SOON)
    replace(office, port=1).use(settings)  # nobody listens there
    assert send(at_work, at=SOON + GATHERS) == 0
    assert sorted(SubscriptionLetter.objects.values_list("attempts", "state")) == [(0, "waiting"), (1, "waiting")]
    office.use(settings)
    assert send(at_work, at=SOON + GATHERS + timedelta(seconds=2)) == 2
    assert len(office.letters) == 2


def test_a_letter_in_doubt_is_not_sent_twice(office: PostOffice, at_work: Watch) -> None:
    subscribed()
    publish("1000000001", at=SOON)
    office.mood = Mood.HANGS_UP
    send(at_work, at=SOON + GATHERS)
    office.mood = Mood.TAKES
    assert send(at_work, at=SOON + GATHERS + 2 * CLAIM) == 0
    assert SubscriptionLetter.objects.get().state == SendingState.UNKNOWN


@pytest.mark.parametrize(
    ("refusal", "stays"),
    [
        ("550 5.1.1 no such user", False),
        ("550 who?", False),
        ("550 5.7.1 we do not like you", True),
        ("550 5.1.8 sender address rejected", True),
        ("552 5.2.2 mailbox full", True),
        ("552 full", True),
    ],
)
def test_an_unknown_mailbox_ends_all_that_it_is_subscribed_to(
    office: PostOffice, at_work: Watch, refusal: str, stays: bool
) -> None:
    subscribed(CaseFilter())
    subscribed()
    publish("1000000001", at=SOON)
    office.mood, office.refusal = Mood.REFUSES, refusal
    send(at_work, at=SOON + GATHERS)
    assert Subscription.objects.exists() is stays
    if stays:
        assert {one.state for one in SubscriptionLetter.objects.all()} == {SendingState.FAILED}
        assert all(VERA not in one.trouble for one in SubscriptionLetter.objects.all())


def test_a_body_is_followed_to_its_heir(office: PostOffice, at_work: Watch) -> None:
    town = build_town()
    old, heir = town.school, town.office
    subscribed(CaseFilter(body=old.slug))
    Body.objects.filter(id=old.id).update(is_active=False, merged_into=heir)
    publish("1000000001", at=SOON, body_slug=heir.slug)
    assert send(at_work, at=SOON + GATHERS) == 1
    assert heir.name in body_of(office)
