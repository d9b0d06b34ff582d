"""The webhook is watched and renewed."""

from datetime import UTC, datetime

import pytest

from otklik.networks.abilities import KeepsSubscription, NeedsApplication, Subscription
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, FakeOk
from otklik.networks.errors import Refused

OK = OkConnector()
URL, OTHER = "https://otklik.example/hooks/ok/key/", "https://other.example/"
SINCE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_it_leaves_a_subscription_alone_that_stands(ok: FakeOk) -> None:
    ok.teach("me/subscriptions", {"subscriptions": [{"time": 1772442000000, "url": URL}, {"time": 1, "url": OTHER}]})
    assert OK.keep_subscription(ACCESS, hook_url=URL) == Subscription(False, SINCE, (OTHER,))
    assert ok.methods == ["me/subscriptions"]


def test_it_subscribes_anew_what_was_dropped(ok: FakeOk) -> None:
    ok.teach("me/subscriptions", {"subscriptions": []})
    ok.teach("me/subscribe", {"success": True})
    assert OK.keep_subscription(ACCESS, hook_url=URL).was_renewed
    assert ok.asked == {"url": URL}


def test_it_says_that_ok_does_not_want_our_address(ok: FakeOk) -> None:
    ok.teach("me/subscriptions", {"subscriptions": []})
    ok.teach("me/subscribe", {"success": False})
    with pytest.raises(Refused) as caught:
        OK.keep_subscription(ACCESS, hook_url=URL)
    assert caught.value.next_step


def test_the_connector_says_what_it_is_able_to_and_needs() -> None:
    assert isinstance(OK, KeepsSubscription)
    assert isinstance(OK, NeedsApplication)
