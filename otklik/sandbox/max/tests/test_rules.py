"""What MAX's API refuses: rights, limits, ages, and what is not there."""

import time

import httpx
import pytest

from otklik.sandbox.control_client import ControlRefused
from otklik.sandbox.max.control_client import ChannelOfSandbox
from otklik.sandbox.max.tests.conftest import Call, Json
from otklik.sandbox.testing import RunningSandbox

HOUR = 3_600_000


def now_ms() -> int:
    return int(time.time() * 1000)


def code(answer: tuple[int, Json]) -> tuple[int, str]:
    return answer[0], answer[1].get("code", "")


def test_it_wants_a_token_a_method_and_a_verb(call: Call) -> None:
    assert code(call("GET", "/me", token="another")) == (401, "verify.token")
    assert code(call("GET", "/me", token="")) == (401, "verify.token")
    assert code(call("GET", "/chats")) == (404, "not.found")
    assert code(call("PUT", "/me")) == (405, "method.not.allowed")


@pytest.mark.parametrize(
    ("verb", "path", "more"),
    [
        ("GET", "/messages", {}),
        ("GET", "/messages", {"params": {"chat_id": "x"}}),
        ("GET", "/messages", {"params": {"chat_id": "5", "count": "101"}}),
        ("POST", "/messages", {"params": {"chat_id": "5"}, "json": {}}),
        ("POST", "/messages", {"json": {"text": "Да"}}),
        ("POST", "/messages", {"params": {"chat_id": "5"}, "json": {"text": "я" * 4001}}),
        ("POST", "/messages", {"params": {"chat_id": "5"}, "content": b"{"}),
        ("POST", "/messages", {"params": {"chat_id": "5"}, "json": {"text": 5}}),
        ("POST", "/subscriptions", {"json": {}}),
        ("POST", "/subscriptions", {"json": {"url": "http://otklik.example/"}}),
        ("POST", "/subscriptions", {"json": {"url": "https://otklik.example:8443/"}}),
        ("POST", "/subscriptions", {"json": {"url": "https://otklik.example/", "secret": "тайна"}}),
        ("POST", "/subscriptions", {"json": {"url": "https://otklik.example/", "update_types": ["applause"]}}),
        ("DELETE", "/messages", {}),
    ],
)
def test_it_refuses_what_it_does_not_understand(verb: str, path: str, more: Json, call: Call) -> None:
    assert code(call(verb, path, **more)) == (400, "proto.payload")


@pytest.mark.parametrize(
    ("right", "verb", "path", "more"),
    [
        ("read_all_messages", "GET", "/messages/{post}/comments", {}),
        ("write", "POST", "/messages/{post}/comments", {"json": {"text": "Едем"}}),
        ("delete", "DELETE", "/messages/{post}/comments", {"params": {"comment_id": "{comment}"}}),
        ("delete", "DELETE", "/messages", {"params": {"message_id": "{post}"}}),
        ("edit", "PUT", "/messages", {"params": {"message_id": "{post}"}, "json": {"text": "Новости"}}),
        ("add_remove_members", "DELETE", "/chats/{chat}/members", {"params": {"user_id": "{author}"}}),
    ],
)
def test_each_act_wants_its_right(
    right: str, verb: str, path: str, more: Json, sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    asked = sandbox.control.max.write_comment(page.chat_id, post, text="Яма")
    names = {"post": post, "comment": asked.mid, "chat": page.chat_id, "author": asked.author_id}
    params = {name: value.format(**names) for name, value in more.get("params", {}).items()}
    rest = more | {"params": params}
    rights = [one for one in page.more["permissions"] if one != right]
    sandbox.control.max.set_permissions(page.chat_id, rights)
    assert code(call(verb, path.format(**names), **rest)) == (403, "access.denied")
    sandbox.control.max.set_permissions(page.chat_id, [*rights, right])
    assert call(verb, path.format(**names), **rest)[0] == 200


def test_a_bot_that_was_put_out_sees_nothing(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    sandbox.control.max.move_bot(page.chat_id, is_inside=False)
    assert code(call("GET", f"/chats/{page.chat_id}")) == (404, "chat.not.found")
    assert code(call("GET", f"/messages/{post}")) == (404, "not.found")
    assert code(call("GET", f"/messages/{post}/comments"))[0] == 404


def test_another_bot_sees_nothing(sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call) -> None:
    other = sandbox.control.max.create_page("Полевое")
    asked = sandbox.control.max.write_message(page.chat_id, text="Нет света")
    for path in (f"/messages/{post}", f"/messages/{post}/comments", f"/messages/{asked.mid}"):
        assert code(call("GET", path, token=other.bot_token)) == (404, "not.found")
    answer = call("POST", "/messages", token=other.bot_token, params={"chat_id": asked.chat_id}, json={"text": "А"})
    assert code(answer) == (404, "chat.not.found")


def test_the_bot_writes_only_to_those_who_opened_a_talk(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    asked = sandbox.control.max.write_comment(page.chat_id, post, text="Яма")
    send = {"params": {"user_id": asked.author_id}, "json": {"text": "Едем"}}
    assert code(call("POST", "/messages", **send)) == (404, "dialog.not.found")
    sandbox.control.max.start_talk(page.chat_id, author_id=asked.author_id)
    assert call("POST", "/messages", **send)[0] == 200
    sandbox.control.max.stop_talk(page.chat_id, asked.author_id)
    assert code(call("POST", "/messages", **send)) == (403, "chat.denied")


def test_own_comments_are_edited_for_26_hours(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    _, sent = call("POST", f"/messages/{post}/comments", json={"text": "Едем"})
    own = sent["message"]["body"]["mid"]
    edit = {"params": {"comment_id": own}, "json": {"text": "Едем чинить"}}
    assert call("PUT", f"/messages/{post}/comments", **edit) == (200, {"success": True})
    theirs = sandbox.control.max.write_comment(page.chat_id, post, text="Яма").mid
    other = {"params": {"comment_id": theirs}, "json": {"text": "Нет ямы"}}
    assert code(call("PUT", f"/messages/{post}/comments", **other)) == (403, "access.denied")


def test_the_26_hours_end(sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call) -> None:
    author = {"author_id": page.bot_id}
    old = sandbox.control.max.write_comment(page.chat_id, post, text="Едем", timestamp=now_ms() - 27 * HOUR, **author)
    answer = call("PUT", f"/messages/{post}/comments", params={"comment_id": old.mid}, json={"text": "Нет"})
    assert code(answer) == (422, "comments.timeout_exceeded")


def test_what_is_deleted_is_gone_for_good(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    asked = sandbox.control.max.write_comment(page.chat_id, post, text="Яма").mid
    gone = {"params": {"comment_id": asked}}
    assert call("DELETE", f"/messages/{post}/comments", **gone) == (200, {"success": True})
    assert code(call("DELETE", f"/messages/{post}/comments", **gone)) == (404, "not.found")
    assert call("GET", f"/messages/{post}/comments")[1] == {"messages": []}
    reply = {"text": "Едем", "link": {"type": "reply", "mid": asked}}
    assert code(call("POST", f"/messages/{post}/comments", json=reply)) == (404, "not.found")


def test_nobody_removes_a_resident_s_private_message(
    sandbox: RunningSandbox, page: ChannelOfSandbox, call: Call
) -> None:
    asked = sandbox.control.max.write_message(page.chat_id, text="Нет света")
    assert code(call("DELETE", "/messages", params={"message_id": asked.mid})) == (403, "access.denied")


def test_a_banned_resident_writes_no_comments(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    asked = sandbox.control.max.write_comment(page.chat_id, post, text="Спам")
    ban = {"params": {"user_id": asked.author_id, "block": "true"}}
    assert call("DELETE", f"/chats/{page.chat_id}/members", **ban)[0] == 200
    with pytest.raises(ControlRefused, match="403"):
        sandbox.control.max.write_comment(page.chat_id, post, text="Снова", author_id=asked.author_id)
    sandbox.control.max.unban(page.chat_id, asked.author_id)
    sandbox.control.max.write_comment(page.chat_id, post, text="Больше не буду", author_id=asked.author_id)


def test_comments_can_be_closed(sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call) -> None:
    sandbox.control.max.create_page("Отрадное", chat_id=page.chat_id, are_comments_open=False)
    assert code(call("POST", f"/messages/{post}/comments", json={"text": "Едем"})) == (403, "comments.disabled")
    with pytest.raises(ControlRefused, match="closed"):
        sandbox.control.max.write_comment(page.chat_id, post, text="Яма")


def test_lists_are_cut_by_time_the_newest_first(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call
) -> None:
    start = now_ms() - HOUR
    for number in range(4):
        sandbox.control.max.write_comment(page.chat_id, post, text=str(number), timestamp=start + number)

    def texts(**params: int) -> list[str]:
        _, body = call("GET", f"/messages/{post}/comments", params=params)
        return [one["body"]["text"] for one in body["messages"]]

    assert texts() == ["3", "2", "1", "0"]
    assert texts(count=2) == ["3", "2"]
    assert texts(before=start + 1) == ["1", "0"]
    assert texts(after=start + 2) == ["3", "2"]


def test_it_answers_thirty_calls_a_second_and_two_polls(sandbox: RunningSandbox, page: ChannelOfSandbox) -> None:
    headers = {"Authorization": page.bot_token}
    with httpx.Client(base_url=sandbox.max_api_url, headers=headers, trust_env=False) as client:
        polls = [client.get("/updates", params={"timeout": 0}).status_code for _ in range(3)]
        calls = [client.get("/me").status_code for _ in range(40)]
        sandbox.control.settings(are_limits_on=False)
        assert client.get("/me").status_code == 200
    assert polls == [200, 200, 429]
    assert calls[:30] == [200] * 30
    assert 429 in calls


def test_a_fault_asks_for_an_error_of_max(sandbox: RunningSandbox, call: Call) -> None:
    sandbox.control.max.add_fault("error", status=429)
    sandbox.control.max.add_fault("error", status=403, error="chat.denied", method="getMyInfo")
    assert code(call("GET", "/me")) == (429, "too.many.requests")
    assert code(call("GET", "/me")) == (403, "chat.denied")
    assert sandbox.control.counters()["calls"]["max"]["getMyInfo"]["errors"] == {
        "too.many.requests": 1,
        "chat.denied": 1,
    }


def test_a_fault_strikes_the_page_that_is_meant(sandbox: RunningSandbox, page: ChannelOfSandbox, call: Call) -> None:
    other = sandbox.control.max.create_page("Полевое")
    sandbox.control.max.add_fault("error", status=503, page=page.chat_id)
    assert call("GET", "/me", token=other.bot_token)[0] == 200
    assert call("GET", "/me")[0] == 503
