"""Reading single things back: a message, our own reply, names, the page."""

from dataclasses import replace
from typing import Any

import pytest

from otklik.networks.connector import Badge
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.max.tests.fake_max import ACCESS, ASKED, CHANNEL, POST, TALK, FakeMax
from otklik.networks.connectors.max.tests.test_acts import MESSAGE, REPLY
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind

MAX = MaxConnector()
BOT = {"user_id": 880001, "first_name": "Отрадное", "is_bot": True}
MARIA = {"user_id": 700501, "first_name": "Мария", "last_name": "Ковалёва", "is_bot": False}
ME = f"GET /chats/{CHANNEL}/members/me"
COMMENTS = f"GET /messages/{POST}/comments"
KINDS = MessageKind


def comment(
    mid: str, text: str, *, sender: Any = None, answers: str = ASKED, at: int = 1790000000000
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "recipient": {"chat_id": CHANNEL, "chat_type": "channel", "post_id": None},
        "timestamp": at,
        "body": {"mid": mid, "seq": 1, "text": text},
    }
    if sender:
        told["sender"] = sender
    if answers:
        told["link"] = {"type": "reply", "message": {"mid": answers, "seq": 1}}
    return told


def private(mid: str, text: str, *, sender: Any, answers: str = "") -> dict[str, Any]:
    told = comment(mid, text, sender=sender, answers=answers)
    return told | {"recipient": {"chat_id": TALK, "chat_type": "dialog"}}


def test_it_reads_a_comment_as_it_stands_now(fake: FakeMax) -> None:
    fake.teach(f"{COMMENTS}/{ASKED}", comment(ASKED, "Когда?", sender=MARIA, answers=""))
    fetched = MAX.fetch_message(ACCESS, kind=KINDS.COMMENT, external_id=f"{POST}/{ASKED}")
    assert fetched.event is not None
    assert (fetched.event.external_id, fetched.event.text) == (f"{POST}/{ASKED}", "Когда?")


def test_it_reads_a_private_message_and_a_post(fake: FakeMax) -> None:
    fake.teach("GET /messages/mid.m1", private("mid.m1", "Нет света", sender=MARIA))
    fetched = MAX.fetch_message(ACCESS, kind=KINDS.PRIVATE, external_id=f"chat{TALK}/mid.m1")
    assert fetched.event is not None
    assert fetched.event.external_id == f"chat{TALK}/mid.m1"
    fake.teach(f"GET /messages/{POST}", comment(POST, "Новость", answers=""))
    fetched = MAX.fetch_message(ACCESS, kind=KINDS.WALL_POST, external_id=POST)
    assert fetched.event is not None
    assert fetched.event.message_kind is KINDS.WALL_POST


def test_what_is_not_found_is_deleted_if_the_bot_still_sees_the_channel(fake: FakeMax) -> None:
    fake.teach(ME, BOT)
    assert MAX.fetch_message(ACCESS, kind=KINDS.COMMENT, external_id=f"{POST}/{ASKED}").is_deleted
    fake.answers[ME].clear()
    fake.teach_error(ME, 403, "access.denied")
    with pytest.raises(Refused):
        MAX.fetch_message(ACCESS, kind=KINDS.COMMENT, external_id=f"{POST}/{ASKED}")


def test_it_finds_its_own_comment_by_its_words_and_what_it_answers(fake: FakeMax) -> None:
    fake.teach(COMMENTS, {"messages": [
        comment("mid.x1", REPLY.text, sender=BOT, answers="mid.another"),
        comment("mid.x2", REPLY.text, sender=MARIA),
        comment("mid.x3", "Другое", sender=BOT),
        comment("mid.x4", f" {REPLY.text}\n", sender=BOT),
    ]})  # fmt: skip
    receipt = MAX.find_own_reply(ACCESS, REPLY)
    assert receipt is not None
    assert receipt.external_id == f"{POST}/mid.x4"


def test_it_finds_its_own_comment_that_max_shows_without_a_sender(fake: FakeMax) -> None:
    fake.teach(COMMENTS, {"messages": [comment("mid.x4", REPLY.text)]})
    assert MAX.find_own_reply(ACCESS, REPLY) is not None


def test_a_comment_of_a_post_answers_no_comment(fake: FakeMax) -> None:
    act = replace(REPLY, message_kind=KINDS.WALL_POST, external_id=POST)
    fake.teach(COMMENTS, {"messages": [comment("mid.x1", REPLY.text, sender=BOT)]})
    assert MAX.find_own_reply(ACCESS, act) is None


def test_it_looks_through_several_pages_for_its_own_comment(fake: FakeMax) -> None:
    others = [comment(f"mid.o{n}", "Жду", sender=MARIA, at=1790000000000 - n) for n in range(100)]
    fake.teach(COMMENTS, {"messages": others}, {"messages": [others[-1], comment("mid.x4", REPLY.text, sender=BOT)]})
    assert MAX.find_own_reply(ACCESS, REPLY) is not None
    assert fake.last.params == {"count": "100", "before": "1789999999901"}


def test_it_takes_none_of_our_other_answers_for_this_one(fake: FakeMax) -> None:
    fake.teach(COMMENTS, {"messages": [comment(mid, REPLY.text, sender=BOT) for mid in ("mid.x5", "mid.x4")]})
    receipt = MAX.find_own_reply(ACCESS, replace(REPLY, others=frozenset({f"{POST}/mid.x5"})))
    assert receipt is not None
    assert receipt.external_id == f"{POST}/mid.x4"


def test_it_looks_back_to_the_comment_that_it_answered_and_no_further(fake: FakeMax) -> None:
    newest = [comment(f"mid.o{n}", "Жду", sender=MARIA, at=1790000000000 - n) for n in range(99)]
    fake.teach(COMMENTS, {"messages": [*newest, comment(ASKED, "Когда?", sender=MARIA, at=1780000000000)]})
    assert MAX.find_own_reply(ACCESS, REPLY) is None
    assert len(fake.calls) == 1


def test_it_does_not_say_no_about_a_discussion_without_end(fake: FakeMax) -> None:
    pages = [[comment(f"mid.o{n}-{m}", "Жду", sender=MARIA, at=1790000000000 - 100 * n - m) for m in range(100)]
             for n in range(6)]  # fmt: skip
    fake.teach(COMMENTS, *({"messages": page} for page in pages))
    with pytest.raises(Refused) as caught:
        MAX.find_own_reply(ACCESS, REPLY)
    assert caught.value.next_step


def test_it_does_not_find_what_is_not_there(fake: FakeMax) -> None:
    assert MAX.find_own_reply(ACCESS, REPLY) is None
    fake.teach("GET /messages", {"messages": []})
    assert MAX.find_own_reply(ACCESS, MESSAGE) is None


def test_it_finds_its_own_private_message(fake: FakeMax) -> None:
    fake.teach("GET /messages", {"messages": [
        private("mid.m3", REPLY.text, sender=MARIA, answers="mid.m1"),
        private("mid.m2", REPLY.text, sender=BOT, answers="mid.m1"),
    ]})  # fmt: skip
    receipt = MAX.find_own_reply(ACCESS, MESSAGE)
    assert receipt is not None
    assert receipt.external_id == f"chat{TALK}/mid.m2"


def test_it_names_members(fake: FakeMax) -> None:
    fake.teach(f"GET /chats/{CHANNEL}/members", {"members": [MARIA]})
    assert MAX.fetch_names(ACCESS, external_ids=["700501", "5", "x"]) == {"700501": "Мария Ковалёва"}
    assert fake.last.params == {"user_ids": "5,700501"}


def test_it_names_nobody_where_it_may_not_look(fake: FakeMax) -> None:
    fake.teach_error(f"GET /chats/{CHANNEL}/members", 403, "access.denied")
    assert MAX.fetch_names(ACCESS, external_ids=["700501"]) == {}


def teach_page(fake: FakeMax, **changed: Any) -> None:
    chat = {
        "chat_id": CHANNEL,
        "type": "channel",
        "title": "Отрадное",
        "link": "https://max.ru/otradnoe",
        "description": "Официально",
        "participants_count": 5120,
        "icon": {"url": "https://i.example/1"},
    }
    fake.teach("GET /me", BOT)
    fake.teach(f"GET /chats/{CHANNEL}", chat | changed)
    fake.teach(ME, BOT | {"permissions": ["read_all_messages", "delete_message", "delete", "write"]})


def test_it_reads_the_page_and_the_rights_of_its_bot(fake: FakeMax) -> None:
    teach_page(fake)
    facts = MAX.read_page(ACCESS)
    assert (facts.name, facts.url, facts.description) == ("Отрадное", "https://max.ru/otradnoe", "Официально")
    assert (facts.members_count, facts.has_avatar, facts.are_comments_open) == (5120, True, None)
    assert facts.rights == ("delete", "read_all_messages", "write")
    assert facts.badge is Badge.UNKNOWN


def test_it_names_the_bot_that_residents_write_to(fake: FakeMax) -> None:
    teach_page(fake)
    assert MAX.read_page(ACCESS).bot_name is None
    fake.answers["GET /me"] = [{**BOT, "username": "id880001_bot"}]
    assert MAX.read_page(ACCESS).bot_name == "id880001_bot"


def test_nothing_is_read_again_of_a_talk_that_was_opened(fake: FakeMax) -> None:
    with pytest.raises(Refused):
        MAX.fetch_message(ACCESS, kind=MessageKind.PRIVATE, external_id="chat900501/opened.1790000000123")


def test_it_wants_a_channel(fake: FakeMax) -> None:
    teach_page(fake, type="chat")
    with pytest.raises(Refused) as caught:
        MAX.read_page(ACCESS)
    assert caught.value.next_step


def test_it_explains_a_channel_that_the_bot_does_not_see(fake: FakeMax) -> None:
    fake.teach("GET /me", BOT)
    fake.teach_error(f"GET /chats/{CHANNEL}", 404, "chat.not.found")
    with pytest.raises(Refused) as caught:
        MAX.read_page(ACCESS)
    assert "administrator" in caught.value.next_step


def test_it_says_what_max_says_to_a_wrong_token(fake: FakeMax) -> None:
    fake.teach_error("GET /me", 401, "verify.token")
    with pytest.raises(Refused) as caught:
        MAX.read_page(ACCESS)
    assert caught.value.code == "verify.token"
