"""Private messages and posts of VK become events."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from otklik.networks.connectors.vk.ids import Talk
from otklik.networks.connectors.vk.parse import parse
from otklik.networks.connectors.vk.tests.fake_vk import Read
from otklik.networks.errors import Ignored
from otklik.networks.events import Attachment, Author, EventKind, MessageKind, NetworkEvent


def test_it_reads_a_private_message(read: Read) -> None:
    assert read("message_new") == NetworkEvent(
        kind=EventKind.NEW,
        message_kind=MessageKind.PRIVATE,
        external_id="peer500101_7",
        thread_id="peer500101",
        occurred_at=datetime(2025, 11, 24, 16, 1, 40, tzinfo=UTC),
        author=Author("500101"),
        text="Здравствуйте, нет горячей воды",
        url="https://vk.ru/gim700001?sel=500101",
    )


def test_it_reads_a_message_of_an_old_api_version(read: Read) -> None:
    event = read("message_new_old_shape")
    assert (event.external_id, event.text, event.author) == ("peer500101_m32", "Добрый день", Author("500101"))


def test_a_permission_with_a_code_is_what_was_written(read: Read) -> None:
    allowed = read("message_allow_code")
    assert (allowed.kind, allowed.message_kind) == (EventKind.NEW, MessageKind.PRIVATE)
    assert (allowed.external_id, allowed.thread_id) == ("peer500101_a35623695721571124", "peer500101")
    assert (allowed.text, allowed.author) == ("43097230-K7QW2MPA", Author("500101"))
    assert Talk.of(allowed.external_id) == Talk(500101, 35623695721571124, is_permission=True)


@pytest.mark.parametrize("key", ["", "from_site", "43097230", "43097230-K7QW2MPA ", None, 5])
def test_other_permissions_say_nothing(key: object, fixtures: Path) -> None:
    told = json.loads((fixtures / "message_allow_code.json").read_bytes())
    told["object"]["key"] = key
    with pytest.raises(Ignored, match="nothing was written"):
        parse(json.dumps(told).encode(), page_id="700001")


@pytest.mark.parametrize("event_id", [None, "", "5", "x" * 40])
def test_a_permission_that_could_not_be_told_from_others_says_nothing(event_id: object, fixtures: Path) -> None:
    told = json.loads((fixtures / "message_allow_code.json").read_bytes()) | {"event_id": event_id}
    with pytest.raises(Ignored):
        parse(json.dumps(told).encode(), page_id="700001")


def test_it_keeps_a_voice_message_and_a_place(read: Read) -> None:
    assert read("message_new_voice_and_place").attachments == (
        Attachment("audio_message", "audio_message500101_5", "", "https://audio.example/5.mp3"),
        Attachment("place", "56.44 60.19", "Полевской"),
    )


def test_it_keeps_the_words_of_a_forwarded_message(read: Read) -> None:
    assert read("message_new_forwarded").attachments == (Attachment("forwarded", "", "Воды не будет до весны"),)


def test_it_names_the_message_that_is_answered(read: Read) -> None:
    assert read("message_new_reply").reply_to == "peer500101_8"


def test_it_reads_a_message_of_a_group_chat_by_its_number_there(read: Read) -> None:
    assert read("message_new_in_group_chat").external_id == "peer2000000003_41"


def test_it_knows_the_page_s_own_private_answer(read: Read) -> None:
    event = read("message_reply")
    assert (event.external_id, event.author) == ("peer500101_8", Author("-700001", is_page=True, is_community=True))


def test_it_reads_a_private_answer_without_a_number_of_the_talk(read: Read) -> None:
    assert read("message_reply_without_number").external_id == "peer500101_m34"


def test_it_orders_edits_of_a_message_by_their_time(read: Read) -> None:
    event = read("message_edit")
    assert (event.kind, event.sequence) == (EventKind.EDITED, 1764000160)


def test_it_reads_a_resident_s_post_on_the_wall(read: Read) -> None:
    event = read("wall_post_new_by_resident")
    assert (event.message_kind, event.external_id, event.author) == (
        MessageKind.WALL_POST,
        "wall-700001_90",
        Author("500101"),
    )


def test_it_reads_a_suggested_post(read: Read) -> None:
    assert read("wall_post_new_suggested").external_id == "wall-700001_91"


def test_it_knows_the_page_s_own_post(read: Read) -> None:
    author = read("wall_post_new_by_page").author
    assert author is not None
    assert author.is_page


def test_it_keeps_the_words_of_a_shared_post(read: Read) -> None:
    assert read("wall_post_new_repost").attachments == (
        Attachment("repost", "wall-700002_5", "Ярмарка в субботу", "https://vk.ru/wall-700002_5"),
    )
