"""MAX tells its webhooks: with the secret, again after failures, and no longer after eight hours of them."""

import time
from concurrent.futures import ThreadPoolExecutor

from otklik.sandbox.max.control_client import ChannelOfSandbox
from otklik.sandbox.max.tests.conftest import WAIT_SECONDS, Call, Listener
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until


def connect(sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, **more: object) -> None:
    sandbox.control.max.connect_page(page.chat_id, callback_url=listener.url, secret="a-secret", **more)


def test_it_sends_the_secret_in_a_header(sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener) -> None:
    connect(sandbox, page, listener)
    sandbox.control.max.write_post(page.chat_id, text="Новость")
    body, secret = listener.received.get(timeout=WAIT_SECONDS)
    assert secret == "a-secret"
    assert (body["update_type"], body["message"]["body"]["text"]) == ("message_created", "Новость")


def test_it_sends_only_what_was_subscribed(sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener) -> None:
    connect(sandbox, page, listener, update_types=["comment_created"])
    post = sandbox.control.max.write_post(page.chat_id, text="Новость")
    sandbox.control.max.write_comment(page.chat_id, post, text="Яма")
    assert listener.take()["update_type"] == "comment_created"


def test_it_does_not_tell_the_bot_of_its_own_acts(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, post: str, call: Call
) -> None:
    connect(sandbox, page, listener)
    _, sent = call("POST", f"/messages/{post}/comments", json={"text": "Едем"})
    own = sent["message"]["body"]["mid"]
    call("PUT", f"/messages/{post}/comments", params={"comment_id": own}, json={"text": "Едем чинить"})
    call("DELETE", f"/messages/{post}/comments", params={"comment_id": own})
    sandbox.control.max.write_comment(page.chat_id, post, text="Спасибо")
    assert listener.take()["message"]["body"]["text"] == "Спасибо"


def test_the_sender_may_be_hidden_and_the_channel_has_none(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, post: str
) -> None:
    connect(sandbox, page, listener)
    hidden = sandbox.control.max.create_user(first_name="Некто", is_sender_hidden=True)
    sandbox.control.max.write_comment(page.chat_id, post, text="Заработок", author_id=hidden["user_id"])
    sandbox.control.max.write_comment(page.chat_id, post, text="Мы читаем вас", is_by_channel=True)
    sandbox.control.max.write_comment(page.chat_id, post, text="Яма", author_name="Мария Петрова")
    told = {one["message"]["body"]["text"]: "sender" in one["message"] for one in (listener.take() for _ in range(3))}
    assert told == {"Заработок": False, "Мы читаем вас": False, "Яма": True}


def test_it_tries_again_after_a_minute(sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener) -> None:
    sandbox.control.settings(time_factor=0.002)
    connect(sandbox, page, listener)
    listener.replies.put(500)
    started = time.monotonic()
    sandbox.control.max.write_post(page.chat_id, text="Новость")
    assert listener.take() == listener.take()
    assert time.monotonic() - started >= 0.12
    until(lambda: sandbox.control.counters()["pushes"]["accepted"] == 1)


def test_it_unsubscribes_the_bot_after_eight_hours_of_failures_and_keeps_updates_for_the_poll(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, post: str, call: Call
) -> None:
    sandbox.control.settings(time_factor=0.00002, are_limits_on=False)
    connect(sandbox, page, listener)
    assert call("GET", "/updates", params={"timeout": 0})[1]["code"] == "method.not.allowed"
    listener.is_broken = True
    sandbox.control.max.write_comment(page.chat_id, post, text="Яма")
    until(lambda: call("GET", "/subscriptions")[1]["subscriptions"] == [])
    assert sandbox.control.pushes()["items"] == []
    sandbox.control.settings(time_factor=1)
    sandbox.control.max.write_comment(page.chat_id, post, text="Всё ещё яма")
    _, polled = call("GET", "/updates", params={"timeout": 0})
    assert [one["message"]["body"]["text"] for one in polled["updates"]] == ["Всё ещё яма"]


def test_an_accepted_update_ends_the_eight_hours(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, post: str
) -> None:
    sandbox.control.settings(time_factor=0.002)
    connect(sandbox, page, listener)
    listener.replies.put(500)
    sandbox.control.max.write_comment(page.chat_id, post, text="Яма")

    def failing_since() -> list[float]:
        return [one["failing_since"] for one in sandbox.control.max.state(page.chat_id)["pages"][0]["subscriptions"]]

    until(lambda: sandbox.control.counters()["pushes"]["accepted"] == 1)
    until(lambda: failing_since() == [0])


def test_the_faults_of_pushes_strike(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, post: str
) -> None:
    connect(sandbox, page, listener)
    for kind in ("lost", "duplicate", "late"):
        sandbox.control.max.add_fault(kind, method="comment_created", seconds=3600)
    for text in ("Потеряется", "Удвоится", "Опоздает", "Придёт"):
        sandbox.control.max.write_comment(page.chat_id, post, text=text)
    told = [listener.take()["message"]["body"]["text"] for _ in range(3)]
    assert sorted(told) == ["Придёт", "Удвоится", "Удвоится"]
    sandbox.control.flush_pushes()
    assert listener.take()["message"]["body"]["text"] == "Опоздает"


def test_it_mixes_updates_up(sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, post: str) -> None:
    connect(sandbox, page, listener)
    sandbox.control.max.add_fault("shuffle", count=3, window=3, seconds=30)
    for text in ("Раз", "Два", "Три"):
        sandbox.control.max.write_comment(page.chat_id, post, text=text)
    assert {listener.take()["message"]["body"]["text"] for _ in range(3)} == {"Раз", "Два", "Три"}


def test_the_long_poll_waits_for_what_happens(sandbox: RunningSandbox, page: ChannelOfSandbox, call: Call) -> None:
    with ThreadPoolExecutor() as pool:
        polling = pool.submit(call, "GET", "/updates", params={"timeout": 50, "marker": 1, "types": "message_created"})
        until(lambda: sandbox.control.max.calls("getUpdates") == 1)
        sandbox.control.max.write_post(page.chat_id, text="Новость")
        _, told = polling.result(WAIT_SECONDS)
    assert [one["message"]["body"]["text"] for one in told["updates"]] == ["Новость"]
    assert told["marker"] == 2
