"""Comments through VK's API, called by hand."""

from typing import Any

import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Call, Listener


def _code(body: dict[str, Any]) -> int:
    return int(body["error"]["error_code"])


def test_it_puts_every_reply_into_the_thread_of_the_root(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, listener: Listener, call: Call
) -> None:
    root = sandbox.control.write_comment(page.group_id, post_id, text="Яма", author_name="Мария Петрова")
    reply = sandbox.control.write_comment(page.group_id, post_id, text="И у нас", reply_to=root.id)
    place = {"owner_id": -page.group_id, "post_id": post_id, "reply_to_comment": reply.id}

    answer = call(page.community_token, "wall.createComment", message="Передали в службу", **place)

    assert answer["response"]["parents_stack"] == [root.id]
    pushed = [listener.take("wall_reply_new")["object"] for _ in range(3)]
    (echo,) = [one for one in pushed if one["from_id"] == -page.group_id]
    assert (echo["parents_stack"], echo["reply_to_comment"], echo["reply_to_user"]) == (
        [root.id],
        reply.id,
        reply.author_id,
    )


def test_it_answers_the_same_guid_with_the_same_comment(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, call: Call
) -> None:
    params = {"owner_id": -page.group_id, "post_id": post_id, "message": "Ответ"}

    first = call(page.community_token, "wall.createComment", guid="1", **params)
    again = call(page.community_token, "wall.createComment", guid="1", **params)
    other = call(page.community_token, "wall.createComment", guid="2", **params)

    assert first == again
    assert other["response"]["comment_id"] != first["response"]["comment_id"]
    assert len(sandbox.control.state(page.group_id)["pages"][0]["posts"][0]["comments"]) == 2


def test_it_lets_only_an_administrator_delete_and_restore(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, listener: Listener, call: Call
) -> None:
    written = sandbox.control.write_comment(page.group_id, post_id, text="Ругань")
    place = {"owner_id": -page.group_id, "comment_id": written.id}

    assert _code(call(page.community_token, "wall.deleteComment", **place)) == 27
    assert _code(call(page.service_token, "wall.deleteComment", **place)) == 28
    assert _code(call(page.admin_token, "wall.restoreComment", **place)) == 243
    assert call(page.admin_token, "wall.deleteComment", **place) == {"response": 1}
    assert call(page.admin_token, "wall.getComment", **place)["response"]["items"] == []
    assert listener.take("wall_reply_delete")["object"] == {
        "id": written.id,
        "owner_id": -page.group_id,
        "post_id": post_id,
        "deleter_id": page.admin_ids[0],
    }
    sandbox.control.settings(are_limits_on=False)
    assert call(page.admin_token, "wall.restoreComment", **place) == {"response": 1}
    assert listener.take("wall_reply_restore")["object"]["text"] == "Ругань"


def test_it_keeps_the_thread_of_a_deleted_root_and_hides_its_words(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, call: Call
) -> None:
    root = sandbox.control.write_comment(page.group_id, post_id, text="Тайна")
    sandbox.control.write_comment(page.group_id, post_id, text="Ответ", reply_to=root.id)
    sandbox.control.delete_comment(page.group_id, root.id)

    place = {"owner_id": -page.group_id, "post_id": post_id, "thread_items_count": 10}
    (item,) = call(page.service_token, "wall.getComments", **place)["response"]["items"]

    assert item["deleted"] is True
    assert "text" not in item
    assert [one["text"] for one in item["thread"]["items"]] == ["Ответ"]


@pytest.mark.parametrize("where", ["page", "post"])
def test_it_refuses_a_comment_where_comments_are_closed(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, call: Call, where: str
) -> None:
    if where == "page":
        sandbox.control.create_page(page.name, group_id=page.group_id, are_comments_open=False)
    else:
        sandbox.control.set_comments(page.group_id, post_id, are_open=False)

    place = {"owner_id": -page.group_id, "post_id": post_id}

    assert _code(call(page.community_token, "wall.createComment", message="Ответ", **place)) == 213


def test_it_calls_the_same_words_again_and_again_a_flood(page: PageOfSandbox, post_id: int, call: Call) -> None:
    params = {"owner_id": -page.group_id, "post_id": post_id, "message": "Спасибо"}

    answers = [call(page.community_token, "wall.createComment", **params) for _ in range(6)]

    assert [_code(answer) for answer in answers if "error" in answer] == [9]


def test_it_slows_each_kind_of_token_down_at_its_own_limit(page: PageOfSandbox, call: Call) -> None:
    as_user = [call(page.admin_token, "utils.getServerTime") for _ in range(4)]

    assert _code(as_user[-1]) == 6
    assert "response" in call(page.community_token, "utils.getServerTime")


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"message": "Ответ"}, "post_id is undefined"),
        ({"message": "Ответ", "post_id": "один"}, "post_id not integer"),
        ({"message": "Ответ", "post_id": -1}, "post_id should be positive"),
        ({"message": " "}, "message is undefined"),
        ({"message": "Ответ", "reply_to_comment": 999}, "reply_to_comment is invalid"),
    ],
)
def test_it_names_the_wrong_parameter(
    page: PageOfSandbox, post_id: int, call: Call, params: dict[str, Any], word: str
) -> None:
    place = {"owner_id": -page.group_id}
    if "undefined" not in word or "message" in word:
        place["post_id"] = post_id

    error = call(page.community_token, "wall.createComment", **(place | params))["error"]

    assert error["error_code"] == 100
    assert word in error["error_msg"]
    assert page.community_token not in str(error["request_params"])


def test_it_refuses_a_token_that_is_unknown_revoked_or_without_the_right(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, call: Call
) -> None:
    params = {"owner_id": -page.group_id, "post_id": post_id, "message": "Ответ"}
    sandbox.control.create_page(page.name, group_id=page.group_id, rights=["messages"])

    assert _code(call("чужой", "wall.createComment", **params)) == 5
    assert _code(call(page.community_token, "wall.createComment", **params)) == 15
    sandbox.control.revoke_token(page.community_token)
    assert _code(call(page.community_token, "wall.createComment", **params)) == 5
    sandbox.control.restore_token(page.community_token)
    assert _code(call(page.community_token, "wall.createComment", **params)) == 15


def test_it_does_not_let_one_page_comment_on_the_wall_of_another(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, call: Call
) -> None:
    other = sandbox.control.create_page("Школа")

    params = {"owner_id": -page.group_id, "post_id": post_id, "message": "Ответ"}

    assert _code(call(other.community_token, "wall.createComment", **params)) == 213
    assert _code(call(other.admin_token, "wall.closeComments", owner_id=-page.group_id, post_id=post_id)) == 15


def test_it_shuts_a_banned_resident_out_until_the_ban_ends(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, listener: Listener, call: Call
) -> None:
    author = sandbox.control.write_comment(page.group_id, post_id, text="Спам").author_id
    sandbox.control.settings(time_factor=0.0, are_limits_on=False)
    whom = {"group_id": page.group_id, "owner_id": author}

    assert call(page.admin_token, "groups.ban", **whom, comment="Спам", reason=1) == {"response": 1}
    assert listener.take("user_block")["object"]["user_id"] == author
    banned = call(page.community_token, "groups.getBanned", group_id=page.group_id)["response"]
    assert [one["profile"]["id"] for one in banned["items"]] == [author]
    assert call(page.admin_token, "groups.unban", **whom) == {"response": 1}
    assert _code(call(page.admin_token, "groups.unban", **whom)) == 104
    assert call(page.admin_token, "groups.ban", **whom, end_date=4_000_000_000) == {"response": 1}
    assert listener.take("user_unblock")["object"]["by_end_date"] == 0
    assert listener.take("user_unblock")["object"]["by_end_date"] == 1
