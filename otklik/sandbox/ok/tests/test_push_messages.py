"""OK pushes private messages: to webhooks that it drops after failures, and to the long poll. Comments never."""

from collections.abc import Iterator

import pytest

from otklik.sandbox.ok.control_client import GroupOfSandbox
from otklik.sandbox.ok.tests.ok_client import OkClient, OkListener
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until

MARIA = 500_000_000_777


@pytest.fixture
def ears() -> Iterator[OkListener]:
    listener = OkListener()
    yield listener
    listener.close()


@pytest.fixture
def group(sandbox: RunningSandbox, ears: OkListener) -> GroupOfSandbox:
    return sandbox.control.ok.create_page("Администрация", hook_url=ears.url)


def say(sandbox: RunningSandbox, group: GroupOfSandbox, text: str) -> str:
    return sandbox.control.ok.write_message(group.group_id, text=text, author_id=MARIA, author_name="Мария Ковалёва").id


def test_it_pushes_a_residents_message_and_not_the_groups_own(
    sandbox: RunningSandbox, group: GroupOfSandbox, ears: OkListener
) -> None:
    mid = say(sandbox, group, "Нет воды")
    told = ears.take()
    assert told["sender"] == {"name": "Мария Ковалёва", "user_id": f"user:{MARIA}"}
    assert (told["webhookType"], told["message"]["mid"], told["message"]["text"]) == (
        "MESSAGE_CREATED",
        mid,
        "Нет воды",
    )
    sandbox.control.ok.answer_message(group.group_id, MARIA, text="Едем")
    topic = sandbox.control.ok.write_topic(group.group_id, text="Новость")
    sandbox.control.ok.write_comment(group.group_id, topic, text="Яма", author_id=MARIA)
    say(sandbox, group, "Спасибо")
    assert ears.take()["message"]["text"] == "Спасибо"


def test_it_tries_again_until_it_hears_200(sandbox: RunningSandbox, group: GroupOfSandbox, ears: OkListener) -> None:
    sandbox.control.settings(time_factor=0.001)
    ears.replies.put((503, ""))
    ears.replies.put((302, ""))
    mid = say(sandbox, group, "Нет воды")
    assert [ears.take()["message"]["mid"] for _ in range(3)] == [mid] * 3
    until(lambda: sandbox.control.counters()["pushes"]["accepted"] == 1)


def test_it_drops_a_webhook_that_failed_for_eight_hours(
    sandbox: RunningSandbox, group: GroupOfSandbox, ears: OkListener, client: OkClient
) -> None:
    sandbox.control.settings(time_factor=0.00001)
    for _ in range(30):
        ears.replies.put((500, ""))
    say(sandbox, group, "Нет воды")
    until(lambda: sandbox.control.ok.state(group.group_id)["pages"][0]["subscriptions"] == [])
    assert sandbox.control.pushes()["waiting"] == 0
    assert client.graph("me/subscribe", {"url": ears.url}) == {"success": True}
    ears.replies.queue.clear()
    ears.received.queue.clear()
    say(sandbox, group, "Есть вода")
    assert ears.take()["message"]["text"] == "Есть вода"


def test_it_keeps_a_webhook_that_answers_in_between(
    sandbox: RunningSandbox, group: GroupOfSandbox, ears: OkListener, client: OkClient
) -> None:
    sandbox.control.settings(time_factor=0.001)
    ears.replies.put((500, ""))
    say(sandbox, group, "Нет воды")
    until(lambda: sandbox.control.counters()["pushes"]["accepted"] == 1)
    assert [one["url"] for one in client.graph("me/subscriptions")["subscriptions"]] == [ears.url]


def test_it_ends_a_subscription_when_asked(group: GroupOfSandbox, ears: OkListener, client: OkClient) -> None:
    assert client.graph("me/unsubscribe", {"url": ears.url}) == {"success": True}
    assert client.graph("me/unsubscribe", {"url": ears.url}) == {"success": False}
    assert client.graph("me/subscribe", {"url": "ftp://x"})["error_code"] == 2001


@pytest.mark.parametrize(("kind", "times"), [("duplicate", 2), ("late", 1), ("lost", 0)])
def test_faults_of_pushes_strike_here_too(
    sandbox: RunningSandbox, group: GroupOfSandbox, ears: OkListener, kind: str, times: int
) -> None:
    more = {"seconds": 0.05} if kind == "late" else {}
    sandbox.control.add_fault(kind, network="ok", page=group.group_id, method="MESSAGE_CREATED", **more)
    first = say(sandbox, group, "Нет воды")
    heard = [ears.take()["message"]["mid"] for _ in range(times)]
    last = say(sandbox, group, "Спасибо")
    assert heard == [first] * times
    assert ears.take()["message"]["mid"] == last


def test_it_shuffles(sandbox: RunningSandbox, group: GroupOfSandbox, ears: OkListener) -> None:
    sandbox.control.add_fault("shuffle", network="ok", window=4, count=4)
    said = {say(sandbox, group, str(number)) for number in range(4)}
    assert {ears.take()["message"]["mid"] for _ in range(4)} == said


def test_it_hands_out_updates_to_who_subscribed_to_the_long_poll(
    sandbox: RunningSandbox, group: GroupOfSandbox, client: OkClient
) -> None:
    assert client.graph("me/updates")["error_code"] == 2001
    client.graph("me/subscribe", {"types": ["MESSAGE_CREATED"], "longPolling": True})
    marker = client.graph("me/updates")["marker"]
    said = [say(sandbox, group, str(number)) for number in range(3)]
    first = client.graph("me/updates", marker=marker, count=2)
    second = client.graph("me/updates", marker=first["marker"], timeout=5)
    told = [one["message"]["mid"] for one in (*first["updates"], *second["updates"])]
    assert told == said
    assert client.graph("me/updates", marker=second["marker"], timeout=0)["updates"] == []
