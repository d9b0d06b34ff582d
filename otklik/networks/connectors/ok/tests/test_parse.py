"""Bodies of OK as events."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from otklik.networks.connectors.ok.parse import parse
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, CHAT, TOPIC, Read
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Attachment, Author, EventKind, MessageKind

FIRST = f"{CHAT}/mid:C1a2b3c4d5e00.19cadc69a802059"
ROOT = f"{TOPIC}:MTc3MjQ0MjAwMDAwMDox"


def test_it_reads_a_private_message(read: Read) -> None:
    event = read("webhook_message")
    assert (event.kind, event.message_kind) == (EventKind.NEW, MessageKind.PRIVATE)
    assert (event.external_id, event.thread_id, event.container_id) == (FIRST, CHAT, "")
    assert event.author == Author("500000000101", "Мария Ковалёва")
    assert event.text == "Нет воды второй день"
    assert event.occurred_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert event.url == "https://ok.ru/group/57000000000001/messages"


@pytest.mark.parametrize("name", ["webhook_message_typed", "webhook_message_id_as_number"])
def test_it_reads_poorer_and_richer_shapes_alike(name: str, read: Read) -> None:
    event = read(name)
    assert event.thread_id == CHAT
    assert event.author == Author("500000000101", event.author.name if event.author else "")


def test_it_names_the_message_that_is_answered(read: Read) -> None:
    assert read("webhook_message_reply").reply_to == FIRST


def test_it_reads_what_stands_beside_the_text(read: Read) -> None:
    photo = Attachment("photo", url="https://i.okcdn.example/p.jpg")
    assert (read("webhook_message_photo_only").text, read("webhook_message_photo_only").attachments) == ("", (photo,))
    assert [one.kind for one in read("webhook_message_link").attachments] == ["link"]
    assert [one.kind for one in read("answer_comments_photo").attachments] == ["photo"]


def test_it_makes_texts_storable(read: Read) -> None:
    assert read("webhook_message_odd_unicode").text == "Яма � и � дом"


def test_it_tells_the_page_from_other_groups(read: Read) -> None:
    page, other = read("webhook_message_of_page").author, read("webhook_message_from_group").author
    assert page is not None
    assert other is not None
    assert (page.external_id, page.is_page, page.is_community) == ("group:57000000000001", True, True)
    assert (other.external_id, other.is_page, other.is_community) == ("group:57000000000009", False, True)


def test_it_reads_comments_with_their_threads(fixtures: Path) -> None:
    events = parse((fixtures / "answer_comments.json").read_bytes(), page_id=ACCESS.external_id)
    first, second, answer, gone, last = events
    assert first.external_id == first.thread_id == ROOT
    assert first.container_id == TOPIC
    assert first.occurred_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert first.url == "https://ok.ru/group/57000000000001/topic/157000000000077"
    assert (second.thread_id, second.reply_to) == (ROOT, ROOT)
    assert (answer.thread_id, answer.reply_to) == (ROOT, second.external_id)
    assert answer.author == Author("group:57000000000001", "Администрация", is_page=True, is_community=True)
    assert (gone.kind, gone.thread_id, gone.text) == (EventKind.DELETED, ROOT, "")
    assert last.occurred_at == datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)
    assert {event.message_kind for event in events} == {MessageKind.COMMENT}


def test_it_says_what_a_comment_stands_under(read: Read) -> None:
    event = read("answer_comments_photo")
    assert (event.message_kind, event.container_id) == (MessageKind.PHOTO_COMMENT, "GROUP_PHOTO:957000000000001")


def test_it_does_not_walk_in_circles() -> None:
    one, two = '{"id": "MQ", "reply_to_comment_id": "Mg"}', '{"id": "Mg", "reply_to_comment_id": "MQ"}'
    body = f'{{"discussionId": "7", "discussionType": "GROUP_TOPIC", "comments": [{one}, {two}]}}'
    assert [event.thread_id for event in parse(body.encode())] == ["GROUP_TOPIC:7:MQ", "GROUP_TOPIC:7:Mg"]


def test_it_reads_the_messages_of_a_long_poll_and_leaves_the_rest(fixtures: Path) -> None:
    assert [event.external_id for event in parse((fixtures / "long_poll.json").read_bytes())] == [FIRST]
    assert len(parse((fixtures / "answer_messages.json").read_bytes())) == 2


@pytest.mark.parametrize(
    "name",
    ["webhook_callback", "webhook_chat_system", "webhook_confirmation", "webhook_message_empty", "long_poll_empty",
     "answer_chats", "answer_discussions", "answer_comments_empty", "answer_comments_of_a_person", "answer_comment",
     "answer_info", "answer_error", "answer_null", "answer_success", "answer_statistics", "request_message"],
)  # fmt: skip
def test_it_ignores_what_holds_no_message_and_says_why(name: str, fixtures: Path) -> None:
    with pytest.raises(Ignored) as caught:
        parse((fixtures / f"{name}.json").read_bytes(), page_id=ACCESS.external_id)
    assert caught.value.reason


@pytest.mark.parametrize(
    "body",
    [b"", b"no json", b"[]", b"7", b"{}", b'{"updates": 7}', b'{"webhookType": "SOMETHING_NEW"}', b'{"a": [1]}',
     b'{"recipient": {}, "sender": {"user_id": "user:1"}, "message": {"text": "?"}}'],
)  # fmt: skip
def test_it_refuses_what_it_does_not_understand(body: bytes) -> None:
    with pytest.raises(NotOurs):
        parse(body)


def test_it_refuses_a_message_to_another_group(fixtures: Path) -> None:
    with pytest.raises(NotOurs, match="another group"):
        parse((fixtures / "webhook_message_to_another_group.json").read_bytes(), page_id=ACCESS.external_id)


def test_it_refuses_a_page_whose_id_is_no_number(fixtures: Path) -> None:
    with pytest.raises(NotOurs):
        parse((fixtures / "webhook_message.json").read_bytes(), page_id="club")
