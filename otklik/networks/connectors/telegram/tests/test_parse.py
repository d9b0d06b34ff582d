"""Updates of Telegram as events."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.connectors.telegram.parse import parse
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS, Read
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Attachment, Author, EventKind, MessageKind, NetworkEvent

MARIA = Author("500101", "Мария Ковалёва")
COPY = "group-1002000000002_31"
THREAD = f"{COPY}_of500101"


def test_it_reads_a_comment_under_the_copy_of_a_post(read: Read) -> None:
    assert read("comment") == NetworkEvent(
        kind=EventKind.NEW,
        message_kind=MessageKind.COMMENT,
        external_id=f"{COPY}_32",
        thread_id=THREAD,
        container_id=COPY,
        occurred_at=datetime(2025, 11, 24, 16, 1, tzinfo=UTC),
        author=MARIA,
        text="Когда починят дорогу?",
        url="https://t.me/c/2000000002/32?thread=31",
    )


def test_it_reads_the_copy_as_the_post_that_comments_hang_on(read: Read) -> None:
    copy = read("post_copy")
    assert (copy.kind, copy.message_kind) == (EventKind.NEW, MessageKind.WALL_POST)
    assert (copy.external_id, copy.container_id) == (COPY, read("comment").container_id)
    assert copy.author == Author("-1002000000001", "Администрация Заречного", is_page=True, is_community=True)
    assert (copy.url, copy.sequence, copy.attachments) == ("https://t.me/zarechny_adm/7", None, ())


def test_it_tells_an_edit_by_the_update_and_orders_it_by_its_own_time(read: Read) -> None:
    first, edited = read("comment"), read("comment_edited")
    assert (edited.kind, edited.sequence) == (EventKind.EDITED, 1764000120)
    assert (edited.external_id, edited.thread_id, edited.occurred_at) == (
        first.external_id, first.thread_id, first.occurred_at
    )  # fmt: skip
    assert read("post_copy_edited").kind is EventKind.EDITED


def test_it_finds_the_post_of_a_reply_by_its_thread_alone(read: Read) -> None:
    reply = read("comment_reply")
    assert (reply.container_id, reply.reply_to) == (COPY, f"{COPY}_32")
    assert reply.author == Author("500102", "Иван")
    assert reply.thread_id == f"{COPY}_of500102"


def test_a_code_behind_a_link_is_what_was_written(read: Read) -> None:
    opened = read("private_start_code")
    assert (opened.message_kind, opened.external_id, opened.thread_id) == (
        MessageKind.PRIVATE, "chat500101_6", "chat500101"
    )  # fmt: skip
    assert (opened.text, opened.author) == ("43097230-K7QW2MPA", MARIA)


@pytest.mark.parametrize("text", ["/start", "/start ", "/start from_site", "/start 43097230-k7qw2mpa", "/start 1-A"])
def test_opening_the_talk_says_nothing_else(text: str, fixtures: Path) -> None:
    body = json.loads((fixtures / "private_start.json").read_bytes())
    body["message"]["text"] = text
    with pytest.raises(Ignored):
        parse(json.dumps(body).encode(), page_id=ACCESS.external_id)


@pytest.mark.parametrize("name", ["comment_by_page", "comment_by_anonymous_admin"])
def test_an_answer_of_the_page_belongs_to_the_resident_whom_it_answers(name: str, read: Read) -> None:
    answer = read(name)
    assert answer.author is not None
    assert answer.author.is_page
    assert (answer.thread_id, answer.reply_to) == (THREAD, f"{COPY}_32")


def test_a_resident_who_answers_the_page_stays_in_their_conversation(read: Read) -> None:
    assert read("comment_to_page").thread_id == THREAD


def test_what_the_page_says_to_nobody_is_a_thread_of_its_own(read: Read) -> None:
    said = read("comment_by_page_to_nobody")
    assert said.thread_id == said.external_id


def test_it_knows_a_channel_as_an_author(read: Read) -> None:
    assert read("comment_by_channel").author == Author("-1002000000077", "Соседи", is_community=True)


def test_it_keeps_an_album_in_one_conversation(read: Read) -> None:
    first, further = read("comment_photo_with_caption"), read("comment_album_further_photo")
    assert first.text == "Вот эта яма"
    assert first.attachments == (Attachment("photo", "large"),)
    assert (further.text, further.thread_id) == ("", first.thread_id)


@pytest.mark.parametrize(
    ("name", "attachments"),
    [
        ("comment_sticker", [("sticker", "😡", "")]),
        ("comment_dice", [("sticker", "🎲 2", "")]),
        ("comment_hidden_link", [("link", "тут", "https://example.org/a")]),
        ("comment_forwarded", [("forwarded", "Соседи", "https://t.me/sosedi/5")]),
        ("comment_story", [("story", "Соседи", "https://t.me/sosedi/s/2")]),
        (
            "comment_many_attachments",
            [("doc", "Заявление.pdf", ""), ("poll", "Чинить?", ""), ("place", "Школа № 8, ул. Ленина, 5", "")],
        ),
        ("private_contact_and_voice", [("audio_message", "", ""), ("contact", "Мария +7 900 000-00-00", "")]),
    ],
)
def test_it_names_what_stands_beside_the_text(name: str, attachments: list[tuple[str, str, str]], read: Read) -> None:
    assert [(one.kind, one.title, one.url) for one in read(name).attachments] == attachments


def test_it_reads_the_words_of_a_message_with_headings_and_lists(read: Read) -> None:
    assert read("comment_rich").text == "Жалоба\nЯма на Ленина, 5\n1.\nглубокая"


def test_it_makes_odd_letters_storable(read: Read) -> None:
    assert read("comment_odd_unicode").text == "нуль\ufffd и половина \ufffd"


def test_it_links_to_a_group_by_its_public_name(read: Read) -> None:
    assert read("comment_in_group_with_name").url == "https://t.me/zarechny_talk/53?thread=31"


def test_it_reads_a_private_message_by_the_type_of_its_chat(read: Read) -> None:
    event = read("private")
    assert (event.message_kind, event.external_id, event.thread_id) == (
        MessageKind.PRIVATE, "chat500101_7", "chat500101",
    )  # fmt: skip
    assert (event.author, event.container_id, event.url) == (MARIA, "", "")
    assert read("private_edited").sequence == 1764000300
    assert read("private_reply").reply_to == "chat500101_8"


def test_it_knows_its_own_message_in_an_answer_of_the_api(read: Read) -> None:
    sent = read("answer_sent_message")
    assert sent.external_id == "chat500101_72"
    assert sent.author is not None
    assert sent.author.is_page


def test_it_reads_all_of_a_list_and_leaves_out_what_it_does_not_handle(fixtures: Path) -> None:
    events = parse((fixtures / "answer_updates.json").read_bytes(), page_id=ACCESS.external_id)
    assert [event.text for event in events] == ["Раз", "Два"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("group_message_under_no_post", "under no post"),
        ("group_reply_under_no_post", "under no post"),
        ("forum_topic_message", "forum"),
        ("direct_message_to_channel", "direct message"),
        ("simple_group_message", "simple group"),
        ("service_new_members", "new_chat_members"),
        ("service_migration", "migrate_to_chat_id"),
        ("private_start", "opened the talk"),
        ("private_waiting_to_be_sent", "waits to be sent"),
        ("business_message", "Business"),
        ("channel_post", "copy in the discussion group"),
        ("reaction", "reaction"),
        ("bot_was_removed", "rights"),
        ("answer_no_updates", "nothing has happened"),
        ("answer_too_many_requests", "429"),
        ("answer_chat", "facts"),
    ],
)
def test_it_leaves_aside_what_nobody_wrote_to_the_page(name: str, word: str, read: Read) -> None:
    with pytest.raises(Ignored, match=word):
        read(name)


@pytest.mark.parametrize("name", ["post_copy_of_another_channel", "comment_under_another_channel", "unknown_update"])
def test_it_refuses_another_channel_s_discussion_and_what_it_does_not_know(name: str, read: Read) -> None:
    with pytest.raises(NotOurs):
        read(name)


def test_it_takes_every_discussion_when_no_page_is_named(fixtures: Path) -> None:
    (event,) = parse((fixtures / "post_copy_of_another_channel.json").read_bytes())
    assert event.author is not None
    assert event.author.is_page


@pytest.mark.parametrize(
    "told",
    [
        {"update_id": "1", "message": {}},
        {"update_id": 1},
        {"update_id": 1, "message": {"message_id": -1, "chat": {"id": 5, "type": "private"}}},
        {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5, "type": "club"}}},
        {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5, "type": "supergroup"}}},
        {"update_id": 1, "message": {"message_id": 1, "chat": {"id": -5, "type": "private"}}},
        {"answer": 42},
        5,
    ],
)
def test_it_refuses_what_telegram_would_not_say(told: Any) -> None:
    with pytest.raises(NotOurs):
        parse(json.dumps(told).encode(), page_id=ACCESS.external_id)


def test_it_takes_a_reply_to_the_copy_of_a_post_for_a_comment_without_being_told_the_thread(fixtures: Path) -> None:
    told = json.loads((fixtures / "comment.json").read_bytes())
    assert told["message"].pop("message_thread_id") == told["message"]["reply_to_message"]["message_id"]
    (event,) = parse(json.dumps(told).encode(), page_id=ACCESS.external_id)
    assert (event.message_kind, event.container_id) == (MessageKind.COMMENT, COPY)


def test_it_reads_the_messages_of_an_album_that_was_sent(fixtures: Path) -> None:
    message = json.loads((fixtures / "comment.json").read_bytes())["message"]
    album = {"ok": True, "result": [message, message | {"message_id": 33}]}
    events = parse(json.dumps(album).encode(), page_id=ACCESS.external_id)
    assert [event.external_id for event in events] == [f"{COPY}_32", f"{COPY}_33"]


@pytest.mark.parametrize("result", [True, 5, {"url": "", "pending_update_count": 0}, {"id": 1}, [{"command": "start"}]])
def test_it_ignores_answers_that_are_no_messages(result: object) -> None:
    with pytest.raises(Ignored, match="no message"):
        parse(json.dumps({"ok": True, "result": result}).encode())


def test_it_leaves_aside_a_message_that_telegram_does_not_keep(fixtures: Path) -> None:
    told = json.loads((fixtures / "comment.json").read_bytes())
    told["message"]["ephemeral_message_id"] = 7
    with pytest.raises(Ignored, match="one person's eyes"):
        parse(json.dumps(told).encode(), page_id=ACCESS.external_id)
