"""Private messages through VK's API, called by hand."""

import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Call, Listener


def test_it_shows_a_message_of_a_resident_and_the_answer_as_vk_does(
    sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener, call: Call
) -> None:
    written = sandbox.control.write_message(page.group_id, text="Где паспорт?", author_name="Иван Сидоров")

    answer = call(page.community_token, "messages.send", peer_id=written.author_id, message="В МФЦ", random_id=7)

    new = listener.take("message_new")["object"]
    assert (new["message"]["text"], new["message"]["from_id"]) == ("Где паспорт?", written.author_id)
    assert "client_info" in new
    echo = listener.take("message_reply")["object"]
    assert (echo["id"], echo["from_id"], echo["out"], echo["random_id"]) == (answer["response"], -page.group_id, 1, 7)


def test_it_sends_the_same_random_id_once(sandbox: RunningSandbox, page: PageOfSandbox, call: Call) -> None:
    peer_id = sandbox.control.write_message(page.group_id, text="Вопрос").author_id
    params = {"peer_id": peer_id, "message": "Ответ"}

    first = call(page.community_token, "messages.send", random_id=7, **params)
    again = call(page.community_token, "messages.send", random_id=7, **params)
    unkeyed = [call(page.community_token, "messages.send", random_id=0, **params) for _ in range(2)]

    assert first == again
    assert unkeyed[0] != unkeyed[1]
    history = call(page.community_token, "messages.getHistory", peer_id=peer_id)["response"]
    assert history["count"] == 4
    assert history["items"][-1]["text"] == "Вопрос"


@pytest.mark.parametrize(
    ("text", "is_closed", "has_written", "is_banned", "code"),
    [
        ("Ответ", False, False, False, 901),
        ("Ответ", True, True, False, 902),
        ("Ответ", False, True, True, 900),
        ("я" * 4097, False, True, False, 914),
        ("", False, True, False, 100),
    ],
)
def test_it_refuses_what_vk_refuses(
    sandbox: RunningSandbox,
    page: PageOfSandbox,
    call: Call,
    text: str,
    is_closed: bool,
    has_written: bool,
    is_banned: bool,
    code: int,
) -> None:
    user_id = sandbox.control.create_user(first_name="Анна", last_name="Белова", is_messaging_closed=is_closed)["id"]
    if has_written:
        sandbox.control.write_message(page.group_id, text="Вопрос", author_id=user_id)
    if is_banned:
        sandbox.control.ban(page.group_id, user_id)

    answer = call(page.community_token, "messages.send", peer_id=user_id, message=text, random_id=1)

    assert answer["error"]["error_code"] == code


def test_it_needs_a_random_id(page: PageOfSandbox, call: Call) -> None:
    answer = call(page.community_token, "messages.send", peer_id=1, message="Ответ")

    assert "random_id" in answer["error"]["error_msg"]


def test_it_tells_of_an_answer_that_was_typed_in_vk_itself(
    sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener
) -> None:
    peer_id = sandbox.control.write_message(page.group_id, text="Вопрос").author_id

    message_id = sandbox.control.answer_message(page.group_id, peer_id, text="Ответ из ВК")

    echo = listener.take("message_reply")["object"]
    assert (echo["id"], echo["admin_author_id"]) == (message_id, page.admin_ids[0])


def test_it_refuses_a_private_message_to_a_page_that_closed_them(sandbox: RunningSandbox, page: PageOfSandbox) -> None:
    sandbox.control.create_page(page.name, group_id=page.group_id, are_messages_open=False)

    with pytest.raises(Exception, match="403: messages are closed"):
        sandbox.control.write_message(page.group_id, text="Вопрос")
