"""Discussions and talks read back: paged, bounded, oldest first."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.networks.connectors.ok import missed
from otklik.networks.connectors.ok.missed import fetch_missed
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, CHAT, TOPIC, FakeOk
from otklik.networks.connectors.ok.tests.test_reading import PAGE, comment, message, own
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import EventKind, NetworkEvent

SINCE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
AT = 1772442000000
"""09:00 UTC of that day, 12:00 in Moscow."""
LIST, COMMENTS = "discussions.getList", "discussions.getComments"


def discussion(number: str = "157000000000077", *, group: str = "57000000000001", **more: Any) -> dict[str, Any]:
    return {"object_id": number, "object_type": "GROUP_TOPIC", "ref_objects": [{"id": group, "type": "GROUP"}],
            "last_activity_date_ms": AT, **more}  # fmt: skip


def teach(ok: FakeOk, *, discussions: list[dict[str, Any]], comments: list[dict[str, Any]]) -> None:
    ok.teach(LIST, {"discussions": discussions, "anchor": ""})
    ok.teach(COMMENTS, {"comments": comments, "has_more": False, "anchor": "a"})
    ok.teach("me/chats", {"chats": []})


def read() -> list[NetworkEvent]:
    return list(fetch_missed(ACCESS, since=SINCE))


def test_it_reads_comments_oldest_first(ok: FakeOk) -> None:
    teach(ok, discussions=[discussion()], comments=[
        own("Mw", "До 1 июня.", reply_to_comment_id="MQ", date="2026-03-02 12:05:00"),
        comment("MQ", "Когда?"),
        comment("MA", "Давно", date="2026-03-02 10:59:59"),
    ])  # fmt: skip
    first, second = read()
    assert (first.text, second.text) == ("Когда?", "До 1 июня.")
    assert second.thread_id == first.external_id == f"{TOPIC}:MQ"
    assert second.author is not None
    assert second.author.is_page


def test_it_leaves_the_discussions_unread_for_people(ok: FakeOk) -> None:
    teach(ok, discussions=[discussion()], comments=[])
    read()
    asked = dict(ok.calls)[COMMENTS]
    assert (asked["mark_as_read"], asked["includeRemoved"]) == ("false", "true")


def test_it_leaves_out_discussions_of_other_groups_and_of_nobody(ok: FakeOk) -> None:
    others = [discussion(group="5"), {"object_id": "1", "object_type": "GROUP_TOPIC"}, discussion("x y"), discussion()]
    teach(ok, discussions=others, comments=[])
    read()
    assert ok.methods.count(COMMENTS) == 1


def test_it_stops_at_discussions_that_were_quiet_since(ok: FakeOk) -> None:
    quiet = [discussion(str(number), last_activity_date_ms=AT - 7_200_000) for number in range(missed.PAGE_SIZE)]
    ok.teach(LIST, {"discussions": quiet, "anchor": "more"})
    ok.teach("me/chats", {"chats": []})
    assert read() == []
    assert ok.methods == [LIST, "me/chats"]


def test_it_pages_through_a_long_discussion(ok: FakeOk) -> None:
    ok.teach(LIST, {"discussions": [discussion()], "anchor": ""})
    ok.teach(
        COMMENTS,
        {"comments": [comment("Mw", "третий")], "has_more": True, "anchor": "two"},
        {"comments": [comment("Mg", "второй")], "has_more": True, "anchor": "three"},
        {"comments": [comment("MQ", "первый", date="2026-03-02 10:00:00")], "has_more": True, "anchor": "four"},
    )
    ok.teach("me/chats", {"chats": []})
    assert {event.text for event in read()} == {"второй", "третий"}
    assert [call[1]["anchor"] for call in ok.calls if call[0] == COMMENTS] == ["LAST", "two", "three"]


def test_it_ends_when_a_page_brings_nothing_new(ok: FakeOk) -> None:
    ok.teach(LIST, {"discussions": [discussion()], "anchor": ""})
    ok.teach(COMMENTS, {"comments": [comment("Mw", "снова")], "has_more": True, "anchor": "same"})
    ok.teach("me/chats", {"chats": []})
    assert len(read()) == 1
    assert ok.methods.count(COMMENTS) == 2


def test_it_asks_for_the_top_of_a_thread_that_is_older(ok: FakeOk) -> None:
    teach(ok, discussions=[discussion()], comments=[comment("Mw", "Так когда?", reply_to_comment_id="Mg")])
    ok.teach("discussions.getComment", {"comment": comment("Mg", "…", reply_to_comment_id="MQ")},
             {"comment": comment("MQ", "Когда?")})  # fmt: skip
    (event,) = read()
    assert (event.thread_id, event.reply_to) == (f"{TOPIC}:MQ", f"{TOPIC}:Mg")


def test_it_takes_a_parent_that_is_gone_for_the_top(ok: FakeOk) -> None:
    teach(ok, discussions=[discussion()], comments=[comment("Mw", "Так когда?", reply_to_comment_id="Mg")])
    ok.teach_error("discussions.getComment", 700)
    (event,) = read()
    assert event.thread_id == f"{TOPIC}:Mg"


def test_it_tells_deletions_last(ok: FakeOk) -> None:
    teach(ok, discussions=[discussion()], comments=[comment("Mg", "", type="REMOVED_MESSAGE"), comment("MQ", "Когда?")])
    assert [event.kind for event in read()] == [EventKind.NEW, EventKind.DELETED]


@pytest.mark.parametrize("code", [300, 456, 700])
def test_one_discussion_that_cannot_be_read_does_not_stop_the_others(code: int, ok: FakeOk) -> None:
    ok.teach(LIST, {"discussions": [discussion("1"), discussion()], "anchor": ""})
    ok.teach(COMMENTS, {"error_code": code}, {"comments": [comment("MQ", "Когда?")], "has_more": False})
    ok.teach("me/chats", {"chats": []})
    assert [event.text for event in read()] == ["Когда?"]


def test_it_reads_talks_with_news(ok: FakeOk) -> None:
    teach(ok, discussions=[], comments=[])
    ok.answers["me/chats"] = [{"chats": [
        {"chat_id": CHAT, "lastEventTime": AT}, {"chat_id": "chat:C2", "lastEventTime": AT - 7_200_000}
    ], "marker": "more"}]  # fmt: skip
    ok.teach(f"me/messages/{CHAT}", {"messages": [
        message("mid:C1.19cadc784e02059", "Вода будет", sender=PAGE, at=AT + 60_000),
        message("mid:C1.19cadc69a802059", "Нет воды", sender="user:500000000101", at=AT),
        {"message": {"text": "?"}, "sender": {"user_id": "user:5"}, "recipient": {}},
    ]})  # fmt: skip
    assert [event.text for event in read()] == ["Нет воды", "Вода будет"]
    assert "me/messages/chat:C2" not in ok.methods


def test_it_pages_through_a_long_talk(ok: FakeOk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "PAGE_SIZE", 2)
    teach(ok, discussions=[], comments=[])
    ok.answers["me/chats"] = [{"chats": [{"chat_id": CHAT, "lastEventTime": AT}]}]
    told = [message(f"mid:C1.19cadc69a80205{n}", f"{n}", sender="user:500000000101", at=AT + n) for n in (3, 2, 1)]
    ok.teach(f"me/messages/{CHAT}", {"messages": told[:2]}, {"messages": told[1:]}, {"messages": told[2:]})
    assert [event.text for event in read()] == ["1", "2", "3"]
    assert [call[1]["from"] for call in ok.calls[-2:]] == [str(AT + 2), str(AT + 1)]


@pytest.mark.parametrize("missing", [{"admin_token": ""}, {"community_token": ""}, {"application_key": ""}])
def test_a_missing_token_hides_only_its_part(missing: dict[str, str], ok: FakeOk) -> None:
    teach(ok, discussions=[discussion()], comments=[comment("MQ", "Когда?")])
    assert len(list(fetch_missed(replace(ACCESS, **missing), since=SINCE))) == int("community_token" in missing)  # type: ignore[arg-type]


def test_it_is_refused_when_no_part_may_be_read(ok: FakeOk) -> None:
    ok.teach_error(LIST, 102)
    ok.teach_error("me/chats", 102)
    with pytest.raises(Refused):
        read()


def test_it_tries_later_when_ok_is_unwell(ok: FakeOk) -> None:
    ok.teach_error(LIST, 2)
    with pytest.raises(TryLater) as caught:
        read()
    assert not caught.value.is_uncertain


def test_it_stops_when_it_has_asked_enough(ok: FakeOk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST_CALLS", 5)
    teach(ok, discussions=[discussion(str(number)) for number in range(20)], comments=[comment("MQ", "Когда?")])
    assert len(read()) == 4
    assert len(ok.calls) == 5
