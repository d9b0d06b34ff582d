"""OK through a client that was written from OK's own pages."""

import pytest

from otklik.sandbox.ok.control_client import GroupOfSandbox
from otklik.sandbox.ok.tests.ok_client import OkClient, texts_of
from otklik.sandbox.testing import RunningSandbox

MARIA = 500_000_000_777


def discussion(topic: int) -> dict[str, str]:
    return {"discussionId": str(topic), "discussionType": "GROUP_TOPIC"}


def test_it_shows_discussions_and_their_comments(
    sandbox: RunningSandbox, group: GroupOfSandbox, topic: int, client: OkClient
) -> None:
    first = sandbox.control.ok.write_comment(
        group.group_id, topic, text="Когда?", author_id=MARIA, author_name="Мария Ковалёва", date=1772442000
    )
    sandbox.control.ok.write_comment(group.group_id, topic, text="И у нас", reply_to=first.id)
    (told,) = client.rest("discussions.getList", category="GROUP")["discussions"]
    assert (told["object_type"], told["object_id"], told["new_comments_count"]) == ("GROUP_TOPIC", str(topic), 2)
    assert told["ref_objects"] == [{"id": str(group.group_id), "type": "GROUP"}]

    answer = client.rest("discussions.getComments", **discussion(topic), mark_as_read="true")
    asked, second = answer["comments"]
    assert (asked["author_ref"], asked["author_name"]) == (f"user:{MARIA}", "Мария Ковалёва")
    assert (asked["date"], asked["type"], "created_ms" in asked) == ("2026-03-02 12:00:00", "ACTIVE_MESSAGE", False)
    assert (second["reply_to_comment_id"], second["reply_to_id"]) == (first.id, str(MARIA))
    assert (
        client.rest("discussions.getComment", **discussion(topic), comment_id=first.id)["comment"]["text"] == "Когда?"
    )
    assert client.rest("discussions.getList")["discussions"][0]["new_comments_count"] == 0


@pytest.mark.parametrize(
    ("anchor", "direction", "pages"),
    [("LAST", "BACKWARD", ["345", "12", "0"]), ("FIRST", "FORWARD", ["012", "345"]), ("", "", ["012", "345"])],
)
def test_it_pages_in_both_directions(
    sandbox: RunningSandbox, group: GroupOfSandbox, topic: int, client: OkClient, anchor: str, direction: str,
    pages: list[str],
) -> None:  # fmt: skip
    for number in range(6):
        sandbox.control.ok.write_comment(group.group_id, topic, text=str(number), author_id=MARIA)
    seen, has_more = [], True
    sizes = iter([3, 2, 1] if len(pages) == 3 else [3, 3])
    while has_more:
        asked = {"anchor": anchor, "direction": direction, "count": str(next(sizes))}
        answer = client.rest("discussions.getComments", **discussion(topic), **asked)
        seen.append("".join(one["text"] for one in answer["comments"]))
        anchor, has_more = answer["anchor"], answer["has_more"]
    assert seen == pages


def test_it_lists_the_latest_discussions_first_page_by_page(
    sandbox: RunningSandbox, group: GroupOfSandbox, client: OkClient
) -> None:
    write = sandbox.control.ok.write_topic
    topics = [write(group.group_id, text=f"Тема {number}", date=1772400000) for number in range(3)]
    for number, topic in enumerate(topics):
        sandbox.control.ok.write_comment(group.group_id, topic, text="?", author_id=MARIA, date=1772442000 - number)
    sandbox.control.ok.write_topic(group.group_id, text="Никто не писал")
    first = client.rest("discussions.getList", count="2")
    second = client.rest("discussions.getList", count="2", anchor=first["anchor"])
    shown = [one["object_id"] for one in (*first["discussions"], *second["discussions"])]
    assert shown == [str(topic) for topic in topics]
    assert "anchor" not in second


def test_it_answers_in_the_group_s_name_and_twice_when_asked_twice(
    sandbox: RunningSandbox, group: GroupOfSandbox, topic: int, client: OkClient
) -> None:
    asked = sandbox.control.ok.write_comment(group.group_id, topic, text="Когда?", author_id=MARIA)
    params = {"entityId": str(topic), "entityType": "GROUP_TOPIC", "comment": "До 1 июня.", "as_admin": "true"}
    names = {client.rest("discussions.addDiscussionComment", **params, reply_to_comment_id=asked.id) for _ in range(2)}
    assert len(names) == 2
    assert texts_of(sandbox.control, group.group_id) == ["Когда?", "До 1 июня.", "До 1 июня."]
    told = client.rest("discussions.getComments", **discussion(topic))["comments"][1]
    assert (told["author_ref"], told["author_name"]) == (f"group:{group.group_id}", "Администрация")
    client.rest("discussions.editDiscussionComment", **discussion(topic), comment_id=told["id"], comment="До 2 июня.")
    assert "До 2 июня." in texts_of(sandbox.control, group.group_id)


def test_it_deletes_for_ever_and_blocks_the_author(
    sandbox: RunningSandbox, group: GroupOfSandbox, topic: int, client: OkClient
) -> None:
    rude = sandbox.control.ok.write_comment(group.group_id, topic, text="Грубость", author_id=MARIA)
    own = sandbox.control.ok.write_comment(group.group_id, topic, text="Передумала", author_id=MARIA)
    sandbox.control.ok.delete_comment(group.group_id, own.id)
    deleting = {"comment_ids": rude.id, "mark_as_spam": "false", "block_author": "true"}
    assert client.rest("discussions.deleteDiscussionComments", **discussion(topic), **deleting) == {"success": True}
    again = client.rest("discussions.deleteDiscussionComments", **discussion(topic), **deleting)
    assert again["error_code"] == 700
    assert client.rest("discussions.getComments", **discussion(topic))["comments"] == []
    (shown,) = client.rest("discussions.getComments", **discussion(topic), includeRemoved="true")["comments"]
    assert (shown["id"], shown["type"], shown["text"]) == (rude.id, "REMOVED_MESSAGE", "")
    assert sandbox.control.ok.state(group.group_id)["pages"][0]["banned"] == [MARIA]


def test_it_refuses_a_whole_call_for_one_unknown_field(topic: int, client: OkClient) -> None:
    answer = client.rest("discussions.getComments", **discussion(topic), fields="comment.ID,comment.CREATED_MS")
    assert answer["error_code"] == 100
    assert "CREATED_MS" in answer["error_msg"]


def test_it_checks_application_session_signature_and_right(
    sandbox: RunningSandbox, group: GroupOfSandbox, topic: int, client: OkClient
) -> None:
    def code(**params: str) -> int:
        return int(client.send("GET", "/fb.do", params=params)["error_code"])

    known = {"method": "users.getCurrentUser", "application_key": group.application_key}
    assert code(method="no.such") == 3
    assert code(method="users.getCurrentUser") == 101
    assert code(**known) == 453
    assert code(**known, access_token="unknown") == 103
    assert code(**known, access_token=group.group_key) == 103
    assert code(**known, access_token=group.admin_token, sig="wrong") == 104
    sandbox.control.ok.create_application(rights=["VALUABLE_ACCESS"])
    adding = {"entityId": str(topic), "entityType": "GROUP_TOPIC", "comment": "…"}
    assert client.rest("discussions.addDiscussionComment", **adding)["error_code"] == 10
    sandbox.control.ok.revoke_token(group.admin_token)
    assert client.rest("users.getCurrentUser")["error_code"] == 102


def test_it_tells_of_groups_and_people(group: GroupOfSandbox, client: OkClient) -> None:
    (told,) = client.rest("group.getInfo", uids=str(group.group_id), fields="uid,name,gos_org,who_can_comment")
    assert told == {"uid": str(group.group_id), "name": "Администрация", "gos_org": True, "who_can_comment": "ALL"}
    me = client.rest("users.getCurrentUser", fields="uid,name")
    assert client.rest("users.getInfo", uids=me["uid"], fields="uid,name") == [me]
    assert client.graph("me/info") == {"name": "Администрация", "group_id": f"group:{group.group_id}"}


def test_it_carries_a_private_talk(sandbox: RunningSandbox, group: GroupOfSandbox, client: OkClient) -> None:
    asked = sandbox.control.ok.write_message(group.group_id, text="Нет воды", author_id=MARIA, attachments=["photo"])
    (chat,) = client.graph("me/chats", count=10)["chats"]
    assert chat["group_id"] == f"group:{group.group_id}"
    path = f"me/messages/{chat['chat_id']}"
    body = {"recipient": {"chat_id": chat["chat_id"]}, "message": {"text": "Едем"}}
    sent = client.graph(path, body)
    assert sent["success"] is True
    last, first = client.graph(path)["messages"]
    assert (last["sender"], last["message"]["mid"]) == (
        {"name": "Администрация", "user_id": f"group:{group.group_id}"},
        sent["message_id"],
    )
    assert (first["message"]["mid"], first["message"]["attachments"][0]["type"]) == (asked.id, "IMAGE")
    assert int(first["message"]["mid"].rpartition(".")[2], 16) >> 16 == first["timestamp"]
    between = {"from": first["timestamp"], "to": first["timestamp"]}
    assert client.graph(path, **between)["messages"][-1] == first
    assert client.graph(f"me/chat/{chat['chat_id']}")["chat_id"] == chat["chat_id"]
    assert client.graph(path, {"recipient": {"chat_id": chat["chat_id"]}, "sender_action": "mark_seen"})["success"]


def test_it_writes_only_to_residents_who_take_messages(
    sandbox: RunningSandbox, group: GroupOfSandbox, client: OkClient
) -> None:
    sandbox.control.ok.write_message(group.group_id, text="Нет воды", author_id=MARIA)
    many = {"recipient": {"user_ids": [f"user:{MARIA}", "210987654321"]}, "message": {"text": "Едем"}}
    told = client.graph("me/messages", many)
    assert told["success"] == [True, False]
    assert told["chat_ids"][1] is None
    sandbox.control.ok.create_user(id=MARIA, does_take_messages=False)
    one = {"recipient": {"user_id": f"user:{MARIA}"}, "message": {"text": "Ещё раз"}}
    assert client.graph("me/messages", one)["error_code"] == 458
    lost = {"recipient": {"chat_id": "chat:Cnobody"}, "message": {"text": "Едем"}}
    assert client.graph("me/messages/chat:Cnobody", lost)["error_code"] == 705


def test_it_wants_json_and_a_key(group: GroupOfSandbox, client: OkClient) -> None:
    key = {"access_token": group.group_key}
    assert client.send("POST", "/graph/me/messages", params=key, data={"text": "?"})["error_code"] == 2001
    assert client.send("GET", "/graph/me/nothing", params=key)["error_code"] == 2001
    assert client.send("GET", "/graph/me/chats")["error_code"] == 453


def test_it_stops_a_flood(sandbox: RunningSandbox, group: GroupOfSandbox, topic: int, client: OkClient) -> None:
    params = {"entityId": str(topic), "entityType": "GROUP_TOPIC", "comment": "Едем", "as_admin": "true"}
    for _ in range(5):
        client.rest("discussions.addDiscussionComment", **params)
    assert client.rest("discussions.addDiscussionComment", **params)["error_code"] == 8
    sandbox.control.settings(are_limits_on=False)
    assert isinstance(client.rest("discussions.addDiscussionComment", **params), str)
