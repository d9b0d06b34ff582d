"""Subscriptions by e-mail: nobody is written to who did not ask, and one click ends it."""

import re
from datetime import timedelta

import pytest

from otklik.publication.erasing import erase_subscriptions
from otklik.publication.models import Subscription, SubscriptionLetter
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.subscriptions.links import LinkFor, secret_of
from otklik.publication.subscriptions.news import GATHERS
from otklik.publication.subscriptions.subscribing import (
    MOST_OF_ONE_MAILBOX,
    SubscriptionRefused,
    Wish,
    change_pace,
    check_wish,
    confirm,
    end_by,
    find_own,
    find_to_confirm,
    forget_unconfirmed_subscriptions,
    subscribe,
)
from otklik.publication.subscriptions.words import words_of_filter
from otklik.publication.tests.subscribers import (
    NOW,
    SOON,
    VERA,
    Watch,
    ask,
    at_work,
    body_of,
    office,
    publish,
    send,
    subscribed,
)
from otklik.topics.models import Topic
from tests.post_office import PostOffice

__all__ = ["at_work", "office"]
pytestmark = pytest.mark.django_db


def test_nobody_gets_a_letter_who_did_not_press_the_button(office: PostOffice, at_work: Watch) -> None:
    ask()
    publish("1000000001", at=SOON)
    assert send(at_work, at=NOW + timedelta(days=1)) == 1
    letter = office.letters[0]
    assert (letter["To"], letter["List-Unsubscribe"], letter["Auto-Submitted"]) == (VERA, None, "auto-generated")
    assert "Яма" not in body_of(office)
    assert send(at_work, at=NOW + timedelta(days=2)) == 0
    (secret,) = re.findall(r"https://otklik\.example/subscribe/([0-9a-f]{36})/", body_of(office))
    page = confirm(secret, now=NOW + timedelta(days=2))
    assert page
    assert find_own(page) is not None
    assert confirm(secret, now=NOW + timedelta(days=3)) == page, "pressed twice"
    assert Subscription.objects.get().confirmed_at == NOW + timedelta(days=2)
    assert send(at_work, at=NOW + timedelta(days=3)) == 0, "what was published before is no news"


def test_nobody_writes_words_of_theirs_into_a_strangers_mailbox(office: PostOffice, at_work: Watch) -> None:
    spam = "WIN-MONEY https://evil.example"
    publish("1000000001", at=NOW, street="улица Ленина")
    ask(CaseFilter(topic=spam, body=spam, town=spam, street="улица Ленина", state="answered", words=spam))
    assert send(at_work, at=NOW) == 1
    text = body_of(office)
    assert "WIN" not in text
    assert "evil" not in text
    assert "Место: улица Ленина" in text


@pytest.mark.parametrize(("tag", "is_named"), [("у ШКОЛЫ", True), ("WIN-MONEY", False)])
def test_only_a_tag_that_there_is_stands_in_the_letter(
    office: PostOffice, at_work: Watch, tag: str, *, is_named: bool
) -> None:
    publish("1000000001", at=NOW, tags=["У школы"], tag_keys=["у школы"])
    ask(CaseFilter(tag=tag))
    assert send(at_work, at=NOW) == 1
    assert (f"Метка: {tag}" in body_of(office)) is is_named


def test_what_nobody_confirmed_is_forgotten_in_a_week(office: PostOffice) -> None:
    ask()
    other = subscribed(CaseFilter(), email="oleg@mail.example")
    assert forget_unconfirmed_subscriptions(now=NOW + timedelta(days=7)) == 0
    assert forget_unconfirmed_subscriptions(now=NOW + timedelta(days=7, seconds=1)) == 1
    assert Subscription.objects.get() == other


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": " "}, "email"), ({"email": "мама"}, "email"), ({"pace": "hourly"}, "pace"),
        ({"consent": ""}, "consent"), ({"number": "404"}, "number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(values: dict[str, str], field: str) -> None:
    wish = Wish(**({"email": VERA, "pace": "weekly", "consent": "letters", "language": "ru"} | values))  # type: ignore[arg-type]
    with pytest.raises(SubscriptionRefused) as refused:
        subscribe(wish, now=NOW)
    assert refused.value.field == field
    assert [one.field for one in check_wish(wish)] == ([] if field == "number" else [field])
    assert not Subscription.objects.exists()


def test_a_mailbox_is_not_flooded_with_questions(office: PostOffice, at_work: Watch) -> None:
    for topic in ("roads", "roads", "housing", "light", "snow"):
        ask(CaseFilter(topic=topic), email="Vera@Mail.example")
        send(at_work, at=NOW)
    assert len(office.letters) == 3, "three at once; of each thing once"
    assert Subscription.objects.count() == 2


def test_a_mailbox_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.publication.subscriptions.subscribing.may_write_to", lambda *_, **__: True)
    for place in range(MOST_OF_ONE_MAILBOX + 2):
        ask(CaseFilter(street=f"улица {place}"))
    assert Subscription.objects.count() == MOST_OF_ONE_MAILBOX


def test_who_asks_again_gets_the_page_and_changes_nothing(office: PostOffice, at_work: Watch) -> None:
    subscribed()
    ask(pace="weekly")
    send(at_work, at=NOW)
    assert f"/subscription/{secret_of(Subscription.objects.get().key, LinkFor.PAGE)}/" in body_of(office)
    assert Subscription.objects.get().pace == "at_once"


def test_every_letter_of_news_can_be_ended_with_one_click(office: PostOffice, at_work: Watch) -> None:
    found = subscribed()
    publish("1000000001", at=SOON)
    send(at_work, at=SOON + GATHERS)
    letter = office.letters[0]
    secret = secret_of(found.key, LinkFor.END)
    assert letter["List-Unsubscribe"] == f"<https://otklik.example/unsubscribe/{secret}/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(letter["From"]) == "Отклик <otklik@otklik.example>"
    assert office.senders == [f"bounces+{secret_of(found.key, LinkFor.RETURN)}@otklik.example"]
    assert end_by(secret, LinkFor.END)
    assert not Subscription.objects.exists()
    assert end_by(secret, LinkFor.END), "pressed twice"


def test_no_link_opens_another_door(office: PostOffice) -> None:
    found = subscribed()
    for purpose in LinkFor:
        secret = secret_of(found.key, purpose)
        assert (find_own(secret) is not None) is (purpose is LinkFor.PAGE)
        assert (find_to_confirm(secret) is not None) is (purpose is LinkFor.CONFIRM)
        assert change_pace(secret, "weekly", now=NOW) is (purpose is LinkFor.PAGE)
        assert (confirm(secret, now=NOW) is not None) is (purpose is LinkFor.CONFIRM)
    for secret in ("", found.key, "0" * 36, "я" * 36, secret_of(found.key, LinkFor.RETURN)):
        assert not end_by(secret, LinkFor.END)
    assert Subscription.objects.count() == 1


def test_a_filter_in_words() -> None:
    Topic.objects.get_or_create(code="roads", defaults={"name": "Дороги", "level": "group"})
    name = Topic.objects.get(code="roads").name
    asked = CaseFilter(topic="roads", town="Полевской", street="улица Ленина", state="answered", words="яма")
    assert words_of_filter(asked) == (
        f"Тема: {name}", "Место: Полевской, улица Ленина", "Состояние: отвечено", "Слова: яма",
    )  # fmt: skip
    assert words_of_filter(CaseFilter()) == ()


def test_who_asks_to_be_erased_is_subscribed_to_nothing(office: PostOffice) -> None:
    subscribed()
    ask(CaseFilter(), email="oleg@mail.example")
    assert erase_subscriptions([" VERA@mail.example", ""]) == 1
    assert [one.email for one in Subscription.objects.all()] == ["oleg@mail.example"]
    assert not SubscriptionLetter.objects.exclude(subscription__email="oleg@mail.example").exists()
