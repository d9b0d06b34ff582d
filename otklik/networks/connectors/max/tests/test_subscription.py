"""The webhook's subscription is watched and renewed; the long poll stands in for it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.abilities import KeepsSubscription, Polls, ReadsTalks
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.max.event_types import SUBSCRIBED
from otklik.networks.connectors.max.tests.fake_max import ACCESS, FakeMax
from otklik.networks.errors import Refused

MAX = MaxConnector()
HOOK = "https://otklik.example/hooks/max/key/"
LIST, SUBSCRIBE = "GET /subscriptions", "POST /subscriptions"


def subscription(url: str = HOOK, **changed: Any) -> dict[str, Any]:
    return {"url": url, "time": 1790000000000, "update_types": list(SUBSCRIBED)} | changed


def test_it_says_what_it_can() -> None:
    assert isinstance(MAX, KeepsSubscription)
    assert isinstance(MAX, Polls)
    assert isinstance(MAX, ReadsTalks)


@pytest.mark.parametrize("types", [list(SUBSCRIBED), [*SUBSCRIBED, "more"], None, []])
def test_it_leaves_a_subscription_that_stands(types: list[str] | None, fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": [subscription(update_types=types)]})
    found = MAX.keep_subscription(ACCESS, hook_url=HOOK)
    assert not found.was_renewed
    assert found.subscribed_at is not None
    assert fake.asked == [LIST]


@pytest.mark.parametrize("known", [[], [subscription(update_types=["message_created"])]])
def test_it_subscribes_where_nothing_or_too_little_is_subscribed(known: list[Any], fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": known})
    fake.teach(SUBSCRIBE, {"success": True})
    assert MAX.keep_subscription(ACCESS, hook_url=HOOK).was_renewed
    assert fake.last.body == {"url": HOOK, "update_types": list(SUBSCRIBED), "secret": "secret-of-the-page"}


def test_it_tells_of_addresses_that_are_not_ours(fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": [subscription("https://elsewhere.example/"), subscription()]})
    assert MAX.keep_subscription(ACCESS, hook_url=HOOK).other_urls == ("https://elsewhere.example/",)


@pytest.mark.parametrize("secret", ["", "abcd", "с кириллицей", "x" * 257])
def test_it_explains_a_secret_that_max_does_not_take(secret: str, fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": []})
    with pytest.raises(Refused) as caught:
        MAX.keep_subscription(replace(ACCESS, webhook_secret=secret), hook_url=HOOK)
    assert "latin letters" in caught.value.next_step


def test_it_says_when_max_does_not_take_the_address(fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": []})
    fake.teach(SUBSCRIBE, {"success": False, "message": "url must be https"})
    with pytest.raises(Refused):
        MAX.keep_subscription(ACCESS, hook_url="http://otklik.example/")


def test_it_polls_from_its_marker(fixtures: Path, fake: FakeMax) -> None:
    told = json.loads((fixtures / "long_poll.json").read_bytes())
    fake.teach("GET /updates", told)
    first = MAX.poll(ACCESS, marker="")
    assert "marker" not in fake.last.params
    assert first.marker == "42"
    assert len(first.bodies) == 3
    (event,) = MAX.parse(first.bodies[0], page_id=ACCESS.external_id)
    assert event.text == "Не горит фонарь у дома 5"
    MAX.poll(ACCESS, marker=first.marker)
    assert fake.last.params["marker"] == "42"


def test_it_keeps_its_marker_when_max_tells_none(fake: FakeMax) -> None:
    fake.teach("GET /updates", {"updates": [], "marker": None})
    assert MAX.poll(ACCESS, marker="42").marker == "42"


def test_it_is_not_polled_while_a_webhook_is_subscribed(fake: FakeMax) -> None:
    fake.teach("GET /updates", {"code": "method.not.allowed", "message": "", "success": False})
    with pytest.raises(Refused, match="webhook") as refused:
        MAX.poll(ACCESS, marker="")
    assert "take it away" in refused.value.next_step


def test_it_keeps_nothing_of_other_channels_of_the_bot(fixtures: Path, fake: FakeMax) -> None:
    told = json.loads((fixtures / "long_poll.json").read_bytes())
    other = {"update_type": "message_created", "message": {"recipient": {"chat_id": -5, "chat_type": "chat"}}}
    fake.teach("GET /updates", told | {"updates": [other, *told["updates"]]})
    assert len(MAX.poll(ACCESS, marker="").bodies) == 3


def test_it_takes_our_webhook_away_at_whatever_host(fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": [subscription(), subscription("https://old.example/hooks/max/key/")]})
    fake.teach("DELETE /subscriptions", {"success": True})
    MAX.end_subscription(ACCESS, hook_url=HOOK)
    assert fake.asked == [LIST, "DELETE /subscriptions", "DELETE /subscriptions"]


def test_it_leaves_the_webhook_of_another_installation_alone(fake: FakeMax) -> None:
    fake.teach(LIST, {"subscriptions": [subscription("https://elsewhere.example/hooks/max/other/")]})
    with pytest.raises(Refused, match="another address"):
        MAX.end_subscription(ACCESS, hook_url=HOOK)
    assert fake.asked == [LIST]
