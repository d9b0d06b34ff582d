"""How events reach the callback servers of pages."""

import random

import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Call, Listener, until


def _status(call: Call, page: PageOfSandbox) -> str:
    answer = call(page.admin_token, "groups.getCallbackServers", group_id=page.group_id)
    return str(answer["response"]["items"][0]["status"])


def test_it_pushes_nothing_before_the_server_confirmed_itself(
    sandbox: RunningSandbox, listener: Listener, call: Call
) -> None:
    sandbox.control.settings(are_limits_on=False)
    page = sandbox.control.create_page("Школа", confirmation="abc")
    listener.confirmation = "abc"
    server = {"group_id": page.group_id, "url": listener.url, "title": "Otklik", "secret_key": "s"}

    code = call(page.community_token, "groups.getCallbackConfirmationCode", group_id=page.group_id)
    added = call(page.community_token, "groups.addCallbackServer", **server)["response"]["server_id"]
    assert code["response"]["code"] == "abc"
    assert listener.take() == {"type": "confirmation", "group_id": page.group_id}
    wanted = {"group_id": page.group_id, "server_id": added, "api_version": "5.199", "wall_post_new": 1}
    call(page.community_token, "groups.setCallbackSettings", **wanted)
    until(lambda: _status(call, page) == "ok")
    post_id = sandbox.control.write_post(page.group_id, text="Новость")
    sandbox.control.write_comment(page.group_id, post_id, text="не просили")
    sandbox.control.write_post(page.group_id, text="Ещё новость")

    pushed = [listener.take(), listener.take()]
    assert {push["object"]["text"] for push in pushed} == {"Новость", "Ещё новость"}
    assert {(push["secret"], push["v"], push["group_id"]) for push in pushed} == {("s", "5.199", page.group_id)}
    assert len(pushed[0]["event_id"]) == 40


def test_it_marks_a_server_with_a_wrong_confirmation_as_failed(
    sandbox: RunningSandbox, listener: Listener, call: Call
) -> None:
    sandbox.control.settings(are_limits_on=False)
    listener.confirmation = "wrong"
    page = sandbox.control.create_page("Школа", callback_url=listener.url, is_confirmed=False)

    assert listener.take()["type"] == "confirmation"
    until(lambda: _status(call, page) != "wait")
    assert _status(call, page) == "failed"


@pytest.mark.parametrize("reply", [(500, "ok"), (200, "nope"), (200, "")])
def test_it_pushes_again_until_the_server_says_ok(
    sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener, reply: tuple[int, str]
) -> None:
    sandbox.control.settings(time_factor=0.0)
    listener.replies.put(reply)
    listener.replies.put(reply)

    sandbox.control.write_post(page.group_id, text="Новость")

    assert len({listener.take()["event_id"] for _ in range(3)}) == 1


def test_it_gives_up_after_five_repetitions(sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener) -> None:
    sandbox.control.settings(time_factor=0.0, pause_after_errors=0)
    for _ in range(6):
        listener.replies.put((500, ""))

    sandbox.control.write_post(page.group_id, text="Новость")
    for _ in range(6):
        listener.take()
    until(lambda: sandbox.control.counters()["pushes"]["given_up"])

    pushes = sandbox.control.counters()["pushes"]
    assert (pushes["attempts"], pushes["failed"], pushes["given_up"]) == (6, 6, 1)
    assert sandbox.control.pushes()["waiting"] == 0


def test_it_waits_ten_seconds_unless_flushed(sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener) -> None:
    listener.replies.put((503, ""))
    sandbox.control.write_post(page.group_id, text="Новость")
    listener.take()
    until(lambda: sandbox.control.pushes()["items"][0]["last_error"])

    assert sandbox.control.pushes()["items"][0]["attempts"] == 1
    assert sandbox.control.flush_pushes() == 1
    assert listener.take()["object"]["text"] == "Новость"


def test_it_pauses_a_server_that_fails_again_and_again(
    sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener
) -> None:
    sandbox.control.settings(pause_after_errors=1, pause_seconds=3600)
    listener.replies.put((503, ""))
    sandbox.control.write_post(page.group_id, text="Первая")
    listener.take()
    until(lambda: sandbox.control.counters()["pushes"]["failed"])

    sandbox.control.write_post(page.group_id, text="Вторая")
    assert listener.received.empty()
    assert sandbox.control.flush_pushes() == 2
    assert {listener.take()["object"]["text"] for _ in range(2)} == {"Первая", "Вторая"}


def test_it_pushes_for_other_pages_while_one_server_hangs(sandbox: RunningSandbox) -> None:
    slow, quick = Listener(), Listener()
    slow.open_gate.clear()
    try:
        stuck = sandbox.control.create_page("Медленная", callback_url=slow.url)
        free = sandbox.control.create_page("Быстрая", callback_url=quick.url)
        for number in range(20):
            sandbox.control.write_post(stuck.group_id, text=str(number))
        sandbox.control.write_post(free.group_id, text="Новость")

        assert quick.take()["object"]["text"] == "Новость"
        assert sandbox.control.pushes()["in_flight"] > 0
    finally:
        slow.close()
        quick.close()


def test_it_doubles_delays_loses_and_shuffles_on_demand(
    sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener
) -> None:
    sandbox.control.add_fault("duplicate", method="wall_post_new", times=2)
    sandbox.control.write_post(page.group_id, text="Трижды")
    assert len({listener.take()["event_id"] for _ in range(3)}) == 1

    sandbox.control.add_fault("lost")
    sandbox.control.write_post(page.group_id, text="Пропала")
    sandbox.control.add_fault("late", seconds=3600)
    sandbox.control.write_post(page.group_id, text="Поздняя")
    sandbox.control.write_post(page.group_id, text="Обычная")
    assert listener.take()["object"]["text"] == "Обычная"
    sandbox.control.flush_pushes()
    assert listener.take()["object"]["text"] == "Поздняя"

    window = random.randrange(5, 8)
    sandbox.control.add_fault("shuffle", count=window, window=window, seconds=60)
    for number in range(window):
        assert listener.received.empty()
        sandbox.control.write_post(page.group_id, text=str(number))
    assert {listener.take()["object"]["text"] for _ in range(window)} == {str(one) for one in range(window)}
    pushes = sandbox.control.counters()["pushes"]
    assert (pushes["lost"], pushes["duplicated"]) == (1, 2)


def test_it_lets_a_bot_wait_for_events_by_long_poll(sandbox: RunningSandbox, page: PageOfSandbox, call: Call) -> None:
    import httpx

    poll = call(page.community_token, "groups.getLongPollServer", group_id=page.group_id)["response"]
    sandbox.control.write_post(page.group_id, text="Новость")
    ask = {"act": "a_check", "key": poll["key"], "wait": 5, "ts": poll["ts"]}

    told = httpx.get(poll["server"], params=ask, trust_env=False).json()

    assert [event["object"]["text"] for event in told["updates"]] == ["Новость"]
    assert httpx.get(poll["server"], params=ask | {"ts": told["ts"], "wait": 0}, trust_env=False).json() == {
        "ts": told["ts"],
        "updates": [],
    }
    assert httpx.get(poll["server"], params=ask | {"ts": 99}, trust_env=False).json()["failed"] == 1
    assert httpx.get(poll["server"], params=ask | {"key": "чужой"}, trust_env=False).json() == {"failed": 2}
