"""Bodies of VK become events."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.connectors.vk.parse import parse
from otklik.networks.connectors.vk.tests.fake_vk import Read
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Attachment, Author, EventKind, MessageKind, NetworkEvent

PAGE = "700001"
WRITTEN_AT = datetime(2025, 11, 24, 16, 0, tzinfo=UTC)
COMMENT = NetworkEvent(
    kind=EventKind.NEW,
    message_kind=MessageKind.COMMENT,
    external_id="wall-700001_77_501",
    thread_id="wall-700001_77_501",
    container_id="wall-700001_77",
    occurred_at=WRITTEN_AT,
    author=Author("500101"),
    text="Когда починят дорогу на Заречной, 5?",
    url="https://vk.ru/wall-700001_77?reply=501",
)


def body(kind: str = "wall_reply_new", **fields: Any) -> bytes:
    thing = {"id": 501, "from_id": 500101, "post_id": 77, "post_owner_id": -700001, "date": 1764000000, "text": "?"}
    return json.dumps({"type": kind, "group_id": 700001, "object": thing | fields}).encode()


def test_it_reads_a_comment(read: Read) -> None:
    assert read("wall_reply_new") == COMMENT


def test_it_reads_a_reply_with_the_root_of_its_thread(read: Read) -> None:
    event = read("wall_reply_new_in_thread")
    assert (event.external_id, event.thread_id) == ("wall-700001_77_502", "wall-700001_77_501")
    assert event.reply_to == "wall-700001_77_501"
    assert event.url == "https://vk.ru/wall-700001_77?reply=502&thread=501"


def test_it_reads_a_reply_to_a_reply_in_the_thread_of_the_root(read: Read) -> None:
    event = read("wall_reply_new_deep_in_thread")
    assert (event.thread_id, event.reply_to) == ("wall-700001_77_501", "wall-700001_77_502")


def test_it_takes_the_answered_comment_as_the_root_where_vk_lists_no_parents() -> None:
    (event,) = parse(body(reply_to_comment=400), page_id=PAGE)
    assert (event.thread_id, event.reply_to) == ("wall-700001_77_400", "wall-700001_77_400")


def test_it_keeps_a_photo_without_text_by_its_largest_copy(read: Read) -> None:
    event = read("wall_reply_new_photo_only")
    assert event.text == ""
    assert event.attachments == (Attachment("photo", "photo500101_457000001", "яма", "https://photos.example/x.jpg"),)


def test_it_keeps_a_sticker_without_text(read: Read) -> None:
    assert read("wall_reply_new_sticker_only").attachments == (
        Attachment("sticker", "9001", "", "https://stickers.example/128.png"),
    )


def test_it_keeps_a_link_with_its_title(read: Read) -> None:
    assert read("wall_reply_new_link").attachments == (
        Attachment("link", "", "Яма на улице Заречной", "https://news.example/yama"),
    )


def test_it_drops_an_address_that_is_not_of_the_web() -> None:
    link = {"type": "link", "link": {"url": "javascript:alert(1)", "title": "сюда"}}
    (event,) = parse(body(attachments=[link]), page_id=PAGE)
    assert event.attachments == (Attachment("link", "", "сюда", ""),)


def test_it_knows_the_page_s_own_reply(read: Read) -> None:
    assert read("wall_reply_new_by_page").author == Author("-700001", is_page=True, is_community=True)


def test_it_knows_another_community_from_a_person(read: Read) -> None:
    assert read("wall_reply_new_by_community").author == Author("-700002", is_page=False, is_community=True)


@pytest.mark.parametrize(
    "name", ["wall_reply_new_ids_as_text", "wall_reply_new_only_post_owner", "wall_reply_new_reply_to_null"]
)
def test_it_reads_other_shapes_of_the_same_comment_alike(name: str, read: Read) -> None:
    assert read(name) == COMMENT


def test_it_keeps_ids_that_a_double_cannot_hold(read: Read) -> None:
    event = read("wall_reply_new_ids_beyond_2_53")
    assert event.external_id == "wall-700001_9007199254740997_9007199254740993"
    assert event.author == Author("9007199254740995")


def test_it_makes_odd_unicode_storable_and_changes_nothing_else(read: Read) -> None:
    assert read("wall_reply_new_odd_unicode").text == "нуль\ufffd, половина \ufffd, целый 😀, направо\u202e и e\u0301"


def test_it_keeps_a_very_long_text_whole() -> None:
    (event,) = parse(body(text="ж" * 200_000), page_id=PAGE)
    assert len(event.text) == 200_000


def test_it_reads_an_edit_with_its_new_text(read: Read) -> None:
    assert read("wall_reply_edit") == replace(
        COMMENT, kind=EventKind.EDITED, text="Когда починят дорогу на Заречной, 7?"
    )


def test_it_reads_a_deletion_without_text(read: Read) -> None:
    assert read("wall_reply_delete") == NetworkEvent(
        EventKind.DELETED,
        MessageKind.COMMENT,
        COMMENT.external_id,
        COMMENT.thread_id,
        COMMENT.container_id,
        deleted_by="500101",
    )


def test_it_reads_a_restoring_with_the_text(read: Read) -> None:
    assert read("wall_reply_restore") == replace(COMMENT, kind=EventKind.RESTORED)


@pytest.mark.parametrize(
    ("subject", "kind", "container"),
    [
        ("board_post", MessageKind.BOARD_COMMENT, "topic-700001_6"),
        ("photo_comment", MessageKind.PHOTO_COMMENT, "photo-700001_457000009"),
        ("video_comment", MessageKind.VIDEO_COMMENT, "video-700001_456000008"),
        ("market_comment", MessageKind.MARKET_COMMENT, "market-700001_12"),
    ],
)
@pytest.mark.parametrize(
    ("way", "happened"),
    [
        ("new", EventKind.NEW),
        ("edit", EventKind.EDITED),
        ("delete", EventKind.DELETED),
        ("restore", EventKind.RESTORED),
    ],
)
def test_it_names_comments_elsewhere_alike_whatever_happens(
    subject: str, kind: MessageKind, container: str, *, way: str, happened: EventKind, read: Read
) -> None:
    event = read(f"{subject}_{way}")
    assert (event.kind, event.message_kind) == (happened, kind)
    assert (event.external_id, event.container_id) == (f"{container}_4", container)
    assert bool(event.text) == (way != "delete")


def test_it_reads_all_updates_of_a_long_poll_that_it_handles(fixtures: Path) -> None:
    events = parse((fixtures / "long_poll.json").read_bytes(), page_id=PAGE)
    assert [event.external_id for event in events] == ["wall-700001_77_501", "peer500101_7"]
    updates = json.loads((fixtures / "long_poll.json").read_bytes())["updates"]
    assert parse(json.dumps(updates).encode(), page_id=PAGE) == events


def test_it_reads_comments_of_an_answer_with_threads_names_and_gaps(fixtures: Path) -> None:
    events = parse((fixtures / "answer_comments.json").read_bytes(), page_id=PAGE)
    assert [(event.external_id, event.kind) for event in events] == [
        ("wall-700001_77_501", EventKind.NEW),
        ("wall-700001_77_502", EventKind.NEW),
        ("wall-700001_77_506", EventKind.DELETED),
    ]
    assert events[0].author == Author("500101", "Мария Ковалёва")
    assert events[1].author == Author("-700001", "Администрация", is_page=True, is_community=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("answer_history", ["peer500101_8", "peer500101_7"]),
        ("answer_conversations", ["peer500101_7"]),
        ("answer_posts", ["wall-700001_90"]),
        ("answer_photo_comments", ["photo-700001_457000009_4"]),
    ],
)
def test_it_reads_answers_of_the_api(name: str, expected: list[str], fixtures: Path) -> None:
    events = parse((fixtures / f"{name}.json").read_bytes(), page_id=PAGE)
    assert [event.external_id for event in events] == expected


def test_it_reads_answers_of_old_api_versions() -> None:
    message = {"id": 32, "date": 1764000100, "user_id": 500101, "body": "Добрый день", "out": 0, "read_state": 0}
    told = {"response": {"count": 1, "items": [{"unread": 1, "message": message}, {"id": 0, "read_state": 1}]}}
    (event,) = parse(json.dumps(told).encode(), page_id=PAGE)
    assert (event.external_id, event.text) == ("peer500101_m32", "Добрый день")


def test_it_ignores_comments_of_an_answer_that_do_not_tell_their_place() -> None:
    told = {"response": {"items": [{"id": 4, "from_id": 500101, "date": 1764000000, "text": "Где бланк?"}]}}
    with pytest.raises(Ignored, match="what they stand under"):
        parse(json.dumps(told).encode(), page_id=PAGE)


def test_it_refuses_an_answer_whose_only_message_is_broken() -> None:
    with pytest.raises(NotOurs):
        parse(b'{"response": {"items": [{"peer_id": 500101, "text": "?"}]}}', page_id=PAGE)


@pytest.mark.parametrize(
    "name",
    [
        "answer_error", "answer_groups", "confirmation", "donut_subscription_create", "group_join", "like_add",
        "long_poll_empty", "long_poll_failed", "message_allow", "message_new_chat_note", "message_reaction_event",
        "message_typing_state", "wall_post_new_postponed", "wall_repost", "warning_instead_of_object",
    ],
)  # fmt: skip
def test_it_ignores_with_a_reason_what_it_knows_and_does_not_handle(name: str, fixtures: Path) -> None:
    with pytest.raises(Ignored) as caught:
        parse((fixtures / f"{name}.json").read_bytes(), page_id=PAGE)
    assert len(caught.value.reason) > 10


@pytest.mark.parametrize(
    "said",
    [
        b"", b"nothing", b"[]x", b"7", b'"text"', b"{}", b"\xff\xfe\x00", b'{"type": "wall_reply_new"}', b"NaN",
        b"[" * 100_000, b'{"id": ' + b"9" * 5000 + b"}",
        b'{"type": "wall_weather_new", "group_id": 700001, "object": {}}',
        b'{"type": "wall_reply_new", "group_id": 700002, "object": {}}',
        b'{"updates": 5}',
        body(id=None), body(id=0), body(id=-4), body(id=1.5), body(id=True), body(id=2**63), body(id="5a"),
        body(post_id=None), body(from_id=None), body("message_new", text="no peer", from_id=None),
    ],
)  # fmt: skip
def test_it_refuses_what_is_not_understood(said: bytes) -> None:
    with pytest.raises(NotOurs):
        parse(said, page_id=PAGE)


def test_it_takes_the_page_from_the_body_where_none_is_given() -> None:
    (event,) = parse(body(from_id=-700001))
    assert event.author == Author("-700001", is_page=True, is_community=True)


@pytest.mark.parametrize("date", [None, 0, -5, "soon", 10**15, 1.5])
def test_it_knows_no_time_where_vk_tells_none(date: object) -> None:
    (event,) = parse(body(date=date), page_id=PAGE)
    assert event.occurred_at is None


def test_it_knows_no_author_where_the_account_is_gone() -> None:
    (event,) = parse(body(from_id=0), page_id=PAGE)
    assert (event.author, event.text) == (None, "?")


@pytest.mark.parametrize(
    "told",
    [
        {"updates": [[4, 1, 49, 2000000001, 1764000000, "Привет", {}]], "ts": 1},
        {"response": {"items": [{"id": 3, "owner_id": -700001, "text": "двор", "reposts": {"count": 1}}]}},
        {"response": {"items": [{"peer_id": 500101, "disabled_until": -1, "sound": 0}]}},
    ],
    ids=["a person's long poll", "photos with shares", "settings of talks"],
)
def test_it_ignores_answers_and_events_that_are_no_messages(told: dict[str, Any]) -> None:
    with pytest.raises(Ignored):
        parse(json.dumps(told).encode(), page_id=PAGE)
