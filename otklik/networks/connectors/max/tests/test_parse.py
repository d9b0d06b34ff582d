"""Updates of MAX as events."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from otklik.networks.connectors.max.attachments import read_attachments
from otklik.networks.connectors.max.event_types import KINDS, NOT_HANDLED, SUBSCRIBED
from otklik.networks.connectors.max.parse import parse
from otklik.networks.connectors.max.tests.fake_max import ACCESS, ASKED, CHANNEL, POST, TALK, Read
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Attachment, Author, EventKind, MessageKind

MARIA = Author("700501", "Мария Ковалёва")
LANTERN = f"chat{TALK}/mid.0000000005742e2d01a0bbba80274014"


def test_it_reads_a_comment(read: Read) -> None:
    event = read("comment_created")
    assert (event.kind, event.message_kind) == (EventKind.NEW, MessageKind.COMMENT)
    assert event.external_id == event.thread_id == f"{POST}/{ASKED}"
    assert (event.container_id, event.reply_to) == (POST, "")
    assert event.occurred_at == datetime(2026, 9, 21, 14, 13, 20, 5000, tzinfo=UTC)
    assert (event.author, event.text) == (MARIA, "Когда включат воду?")
    assert event.url == f"https://max.ru/c/{CHANNEL}/AaC7uoAnQAA"


def test_a_reply_stands_in_the_thread_of_what_it_replies_to(read: Read) -> None:
    event = read("comment_created_reply")
    assert event.reply_to == event.thread_id == f"{POST}/{ASKED}"
    assert event.external_id != event.thread_id


def test_a_comment_without_a_sender_has_no_author(read: Read) -> None:
    assert read("comment_created_no_sender").author is None


def test_a_bot_speaks_for_the_page(read: Read) -> None:
    assert read("comment_created_by_bot").author == Author("880001", "Отрадное", is_page=True)


def test_an_edit_is_ordered_by_its_time(read: Read) -> None:
    event = read("comment_edited")
    assert event.kind is EventKind.EDITED
    assert event.sequence == 1790000000900
    assert event.external_id == f"{POST}/{ASKED}"
    assert read("comment_created").sequence is None


def test_it_reads_what_is_gone(read: Read) -> None:
    event = read("comment_removed")
    assert (event.kind, event.external_id, event.container_id) == (EventKind.DELETED, f"{POST}/{ASKED}", POST)
    post = read("post_removed")
    assert (post.message_kind, post.external_id) == (MessageKind.WALL_POST, POST)
    private = read("private_removed")
    assert (private.message_kind, private.external_id) == (MessageKind.PRIVATE, LANTERN)
    assert [one.deleted_by for one in (event, post, private)] == ["700501", "700777", "700501"]


def test_a_code_behind_a_link_is_what_was_written(read: Read) -> None:
    opened = read("bot_started_code")
    assert (opened.kind, opened.message_kind) == (EventKind.NEW, MessageKind.PRIVATE)
    assert (opened.external_id, opened.thread_id) == ("chat900501/opened.1790000000123", "chat900501")
    assert (opened.text, opened.author) == ("43097230-K7QW2MPA", Author("700501", "Мария Ковалёва"))
    assert opened.occurred_at == datetime(2026, 9, 21, 14, 13, 20, 123000, tzinfo=UTC)


@pytest.mark.parametrize("name", ["bot_started", "bot_started_other_payload"])
def test_opening_the_talk_says_nothing_else(name: str, fixtures: Path) -> None:
    with pytest.raises(Ignored, match="nothing was written"):
        parse((fixtures / f"{name}.json").read_bytes(), page_id=ACCESS.external_id)


@pytest.mark.parametrize("missing", ["chat_id", "timestamp"])
def test_an_opening_that_does_not_tell_where_or_when_is_refused(missing: str, fixtures: Path) -> None:
    told = json.loads((fixtures / "bot_started_code.json").read_bytes())
    del told[missing]
    with pytest.raises(NotOurs):
        parse(json.dumps(told).encode(), page_id=ACCESS.external_id)


@pytest.mark.parametrize("name", ["comment_removed_no_post", "comment_created_no_post", "comment_of_another_channel",
                                  "unknown_type"])  # fmt: skip
def test_it_refuses_what_cannot_be_told_whose_it_is(name: str, fixtures: Path) -> None:
    with pytest.raises(NotOurs):
        parse((fixtures / f"{name}.json").read_bytes(), page_id=ACCESS.external_id)


def test_a_post_is_the_page_s(read: Read) -> None:
    event = read("post_created")
    assert event.message_kind is MessageKind.WALL_POST
    assert event.external_id == event.thread_id == event.container_id == POST
    assert event.author == Author(str(CHANNEL), is_page=True)
    assert event.url == "https://max.ru/otradnoe/AaC8"
    edited = read("post_edited")
    assert (edited.kind, edited.external_id, edited.sequence) == (EventKind.EDITED, POST, 1790000000060)


def test_it_finds_the_channel_in_the_name_of_a_message(fixtures: Path) -> None:
    body = (fixtures / "post_created_no_chat.json").read_bytes()
    assert parse(body)[0].author == Author(str(CHANNEL), is_page=True)
    assert parse(body)[0].url == f"https://max.ru/c/{CHANNEL}/AaC7uoAnQAA"
    with pytest.raises(NotOurs):
        parse(body, page_id="-5")


def test_it_reads_a_private_message(read: Read) -> None:
    event = read("private_created")
    assert (event.message_kind, event.external_id) == (MessageKind.PRIVATE, LANTERN)
    assert (event.thread_id, event.container_id, event.author) == (f"chat{TALK}", "", MARIA)
    assert read("private_edited").external_id == LANTERN
    assert read("private_created_reply").reply_to == LANTERN


def test_it_reads_attachments_and_keeps_telephone_numbers_out(read: Read) -> None:
    (photo,) = read("private_created_photo_only").attachments
    assert photo == Attachment("photo", "31", "", "https://i.example/31.jpg")
    assert read("private_created_many").attachments == (
        Attachment("doc", "", "Заявление.pdf", "https://f.example/1"),
        Attachment("link", "", "Яма на Садовой", "https://news.example/yama"),
        Attachment("sticker", "st1", "", "https://s.example/1"),
        Attachment("contact"),
        Attachment("place", "55.75 37.61"),
        Attachment("audio", "", "Нет света", "https://a.example/1"),
        Attachment("video", "", "", "https://v.example/1"),
    )


def test_it_reads_what_is_forwarded(read: Read) -> None:
    event = read("private_created_forwarded")
    assert [attachment.kind for attachment in event.attachments] == ["forwarded", "photo"]
    assert event.attachments[0].title == "Соседи, дороги нет"


@pytest.mark.parametrize("kind", [None, 5, [], {}])
def test_it_keeps_an_attachment_whose_type_is_no_word(kind: object) -> None:
    (found,) = read_attachments({"body": {"attachments": [{"type": kind}]}})
    assert found.kind == "unknown"


def test_it_makes_texts_storable(read: Read) -> None:
    assert read("comment_created_odd_unicode").text == "Яма � и ноль �"


def test_it_reads_all_updates_of_a_long_poll(fixtures: Path) -> None:
    events = parse((fixtures / "long_poll.json").read_bytes(), page_id=ACCESS.external_id)
    assert [event.message_kind for event in events] == [MessageKind.PRIVATE, MessageKind.COMMENT]


def test_it_keeps_ids_that_a_double_cannot_hold(fixtures: Path) -> None:
    body = (fixtures / "ids_beyond_2_53.json").read_bytes()
    (event,) = parse(body, page_id="9223372036854775807")
    assert event.external_id == "mid.p/mid.c"


@pytest.mark.parametrize("name", ["group_chat_message", "bot_added", "bot_stopped", "bot_rights_changed",
                                  "long_poll_empty", "answer_error", "answer_membership"])  # fmt: skip
def test_it_ignores_what_it_knows_with_a_reason(name: str, fixtures: Path) -> None:
    with pytest.raises(Ignored) as caught:
        parse((fixtures / f"{name}.json").read_bytes(), page_id=ACCESS.external_id)
    assert caught.value.reason


@pytest.mark.parametrize("name", ["answer_comments", "answer_posts", "answer_sent"])
def test_it_reads_messages_in_answers_of_the_api(name: str, fixtures: Path) -> None:
    events = parse((fixtures / f"{name}.json").read_bytes())
    assert all(event.kind is EventKind.NEW and event.container_id == POST for event in events)


def test_each_type_is_handled_or_left_aside_with_a_reason() -> None:
    assert not set(KINDS) & set(NOT_HANDLED)
    assert set(SUBSCRIBED) <= set(KINDS) | set(NOT_HANDLED)


@pytest.mark.parametrize("mid", ["..", "../subscriptions", "a/b", "a?b", "", "x" * 91, 5, None])
def test_a_name_that_would_leave_its_path_is_refused(mid: object, fixtures: Path) -> None:
    told = json.loads((fixtures / "comment_removed.json").read_bytes())
    with pytest.raises(NotOurs):
        parse(json.dumps(told | {"message_id": mid}).encode(), page_id=ACCESS.external_id)


@pytest.mark.parametrize(
    "told",
    [
        {"message": None},
        {"token": "t", "urls": {"mp4_720": "https://max.example/v"}, "width": 1, "height": 1, "duration": 3},
        {"photos": {"a": {"token": "t"}}},
        {"type": "image", "payload": {"url": "https://max.example/p"}},
    ],
    ids=["nothing pinned", "a video", "uploaded photos", "an attachment"],
)
def test_it_ignores_answers_that_are_no_messages(told: object) -> None:
    with pytest.raises(Ignored, match="without messages"):
        parse(json.dumps(told).encode())
