"""What a bot may do, and how Telegram refuses."""

import time
from typing import Any

import httpx
import pytest

from otklik.sandbox.control_client import ControlRefused
from otklik.sandbox.telegram.control_client import ChannelOfSandbox, PostOfSandbox, TelegramControl
from otklik.sandbox.telegram.tests.conftest import Call, Json
from otklik.sandbox.testing import RunningSandbox


def test_it_writes_every_repetition_again(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, call: Call
) -> None:
    sandbox.control.settings(are_limits_on=False)
    written = control.write_message(page.channel_id, text="Вопрос")
    for _ in range(2):
        call(page.token, "sendMessage", chat_id=written.author_id, text="Ответ")
    (talk,) = control.state(page.channel_id)["pages"][0]["conversations"]
    assert [one["text"] for one in talk["messages"]] == ["Вопрос", "Ответ", "Ответ"]


def test_it_puts_an_answer_into_the_thread_of_what_it_answers(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, call: Call
) -> None:
    written = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма")
    sent = call(
        page.token, "sendMessage", chat_id=page.group_id, text=" Едем ", reply_parameters={"message_id": written.id}
    )["result"]
    assert (sent["text"], sent["message_thread_id"]) == ("Едем", post.copy_id)
    assert sent["from"]["is_bot"]
    assert call(page.token, "getUpdates", offset=-1)["result"][0]["message"]["text"] == "Яма"


def refusals(page: ChannelOfSandbox, known: int) -> list[tuple[str, Json, int, str]]:
    group = {"chat_id": page.group_id}
    gone = {"reply_parameters": {"message_id": 999}}
    return [
        ("sendMessage", group | {"text": "  "}, 400, "Bad Request: message text is empty"),
        ("sendMessage", group, 400, "Bad Request: message text is empty"),
        ("sendMessage", group | {"text": "😀" * 2049}, 400, "Bad Request: message is too long"),
        ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, 400, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "x", "text": "x"}, 400, "Bad Request: chat not found"),
        ("sendMessage", group | {"text": "x"} | gone, 400, "Bad Request: message to be replied not found"),
        (
            "sendMessage", group | {"text": "x", "reply_parameters": "{"}, 400,
            "Bad Request: can't parse reply_parameters JSON object",
        ),
        ("sendMessage", {"chat_id": known, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"),
        ("deleteMessage", group | {"message_id": 999}, 400, "Bad Request: message to delete not found"),
        ("banChatMember", group | {"user_id": 999}, 400, "Bad Request: PARTICIPANT_ID_INVALID"),
        (
            "banChatMember", {"chat_id": page.channel_id, "user_id": known}, 400,
            "Bad Request: method is available only for supergroups",
        ),
        ("banChatSenderChat", group | {"sender_chat_id": -7}, 400, "Bad Request: PARTICIPANT_ID_INVALID"),
        ("flyAway", {}, 404, "Not Found: method not found"),
    ]  # fmt: skip


def test_it_refuses_in_the_words_of_telegram(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, call: Call
) -> None:
    sandbox.control.settings(are_limits_on=False)
    known = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма").author_id
    for method, params, code, words in refusals(page, known):
        assert call(page.token, method, **params) == {"ok": False, "error_code": code, "description": words}


def test_it_knows_its_tokens(control: TelegramControl, page: ChannelOfSandbox, call: Call) -> None:
    assert call("5:unknown", "getMe")["error_code"] == 401
    assert call("nonsense", "getMe")["error_code"] == 404
    control.revoke_token(page.token)
    assert call(page.token, "getMe")["error_code"] == 401
    control.restore_token(page.token)
    assert call(page.token, "getme")["result"]["id"] == page.bot_id


def test_it_writes_to_nobody_who_stopped_the_bot(control: TelegramControl, page: ChannelOfSandbox, call: Call) -> None:
    written = control.write_message(page.channel_id, text="Вопрос")
    control.block(page.channel_id, written.author_id)
    refused = call(page.token, "sendMessage", chat_id=written.author_id, text="Ответ")
    assert (refused["error_code"], refused["description"]) == (403, "Forbidden: bot was blocked by the user")
    changed = call(page.token, "getUpdates", offset=-1)["result"][0]["my_chat_member"]
    assert changed["new_chat_member"]["status"] == "kicked"
    control.write_message(page.channel_id, text="Передумал", author_id=written.author_id)
    assert call(page.token, "sendMessage", chat_id=written.author_id, text="Ответ")["ok"]


def test_it_says_when_a_bot_speaks_too_often(control: TelegramControl, page: ChannelOfSandbox, call: Call) -> None:
    talk = control.write_message(page.channel_id, text="Вопрос").author_id
    assert call(page.token, "sendMessage", chat_id=talk, text="1")["ok"]
    refused = call(page.token, "sendMessage", chat_id=talk, text="2")
    assert refused["error_code"] == 429
    assert refused["description"] == f"Too Many Requests: retry after {refused['parameters']['retry_after']}"
    answers = [call(page.token, "sendMessage", chat_id=page.group_id, text=str(n)) for n in range(21)]
    assert [one.get("error_code") for one in answers] == [None] * 20 + [429]
    assert 1 <= answers[-1]["parameters"]["retry_after"] <= 61


def test_it_deletes_within_48_hours_what_the_bot_may_delete(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, call: Call
) -> None:
    old = control.write_comment(page.channel_id, post_id=post.post_id, text="Старый", date=int(time.time()) - 49 * 3600)
    new = control.write_comment(page.channel_id, post_id=post.post_id, text="Новый")
    place = {"chat_id": page.group_id}
    assert call(page.token, "deleteMessage", message_id=old.id, **place)["description"].endswith("can't be deleted")
    control.create_page(page.name, channel_id=page.channel_id, group_rights=["can_restrict_members"])
    assert call(page.token, "deleteMessage", message_id=new.id, **place)["description"].endswith("can't be deleted")
    control.create_page(page.name, channel_id=page.channel_id, group_rights=["can_delete_messages"])
    assert call(page.token, "deleteMessages", message_ids=[old.id, new.id, 999], **place)["result"] is True
    comments = control.state(page.channel_id)["pages"][0]["posts"][0]["comments"]
    assert [(one["text"], one["is_deleted"]) for one in comments] == [("Старый", False), ("Новый", True)]


def test_it_shuts_out_whom_the_bot_banned(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, call: Call
) -> None:
    def write(author_id: int) -> bool:
        try:
            control.write_comment(page.channel_id, post_id=post.post_id, text="Спам", author_id=author_id)
        except ControlRefused:
            return False
        return True

    person, channel = 500101, -1002000000777
    assert write(person)
    assert write(channel)
    group = {"chat_id": page.group_id}
    call(page.token, "banChatMember", user_id=person, until_date=int(time.time()) + 5, **group)
    call(page.token, "banChatSenderChat", sender_chat_id=channel, **group)
    assert (write(person), write(channel)) == (False, False)
    assert [ban["until"] for ban in control.state(page.channel_id)["pages"][0]["banned"]] == [0, 0]
    member = call(page.token, "getChatMember", user_id=person, **group)["result"]
    assert (member["status"], member["until_date"]) == ("kicked", 0)
    call(page.token, "unbanChatMember", user_id=person, only_if_banned=True, **group)
    call(page.token, "unbanChatSenderChat", sender_chat_id=channel, **group)
    assert (write(person), write(channel)) == (True, True)


def test_it_tells_of_the_channel_and_its_group(page: ChannelOfSandbox, call: Call) -> None:
    channel = call(page.token, "getChat", chat_id="@zarechny_adm")["result"]
    assert (channel["title"], channel["linked_chat_id"]) == ("Администрация", page.group_id)
    assert call(page.token, "getChat", chat_id=page.group_id)["result"]["linked_chat_id"] == page.channel_id
    assert call(page.token, "getChatMemberCount", chat_id=page.channel_id)["result"] == 1520
    member = call(page.token, "getChatMember", chat_id=page.group_id, user_id=page.bot_id)["result"]
    assert (member["status"], member["can_restrict_members"]) == ("administrator", True)
    asked = call(page.token, "getChatAdministrators", chat_id=page.group_id, return_bots=True)
    assert asked["result"][1:] == [member]


def test_it_closes_the_group_to_the_bot_where_comments_are_closed(
    control: TelegramControl, page: ChannelOfSandbox, call: Call
) -> None:
    control.create_page(page.name, channel_id=page.channel_id, are_comments_open=False)
    assert "CHAT_WRITE_FORBIDDEN" in call(page.token, "sendMessage", chat_id=page.group_id, text="x")["description"]
    control.create_page(page.name, channel_id=page.channel_id, group_rights=[])
    assert call(page.token, "sendMessage", chat_id=page.group_id, text="x")["error_code"] == 403


@pytest.mark.parametrize(
    ("fault", "status", "count"),
    [
        ({"kind": "http", "status": 502}, 502, 0),
        ({"kind": "http", "status": 502, "is_performed": True}, 502, 1),
        ({"kind": "error", "code": 429}, 429, 0),
        ({"kind": "error", "code": 500}, 500, 0),
        ({"kind": "nonsense", "is_performed": True}, 200, 1),
        ({"kind": "latency", "seconds": 0.1}, 200, 1),
    ],
)
def test_it_fails_on_demand(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, *, fault: Json, status: int, count: int
) -> None:
    talk = control.write_message(page.channel_id, text="Вопрос").author_id
    sandbox.control.add_fault(network="telegram", page=page.channel_id, method="sendMessage", **fault)
    answer = _send(sandbox, page, talk)
    assert answer.status_code == status
    assert _answers(control, page) == count


@pytest.mark.parametrize(("kind", "count"), [("cut_before", 0), ("cut_after", 1), ("timeout_after", 1)])
def test_it_breaks_the_connection_before_or_after_the_act(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, kind: str, count: int
) -> None:
    talk = control.write_message(page.channel_id, text="Вопрос").author_id
    sandbox.control.add_fault(kind, network="telegram", method="sendMessage")
    with pytest.raises(httpx.TransportError):
        _send(sandbox, page, talk, seconds=1)
    assert _answers(control, page) == count


def _send(sandbox: RunningSandbox, page: ChannelOfSandbox, talk: int, *, seconds: float = 60) -> httpx.Response:
    url = f"{sandbox.telegram_api_url}/bot{page.token}/sendMessage"
    params: dict[str, Any] = {"chat_id": talk, "text": "Ответ"}
    return httpx.post(url, data=params, timeout=seconds, trust_env=False, verify=False)


def _answers(control: TelegramControl, page: ChannelOfSandbox) -> int:
    (talk,) = control.state(page.channel_id)["pages"][0]["conversations"]
    return len(talk["messages"]) - 1
