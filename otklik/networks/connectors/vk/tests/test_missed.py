"""Reading back what webhooks missed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from otklik.networks.connectors.vk import missed
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS, FakeVk
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import Author, EventKind, NetworkEvent

SINCE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = [{"id": 500101, "first_name": "Мария", "last_name": "Ковалёва"}]


def at(minutes: float) -> int:
    return int((SINCE + timedelta(minutes=minutes)).timestamp())


def post(number: int, *, minutes: float, comments: int = 1, author: int = -700001) -> dict[str, Any]:
    return {
        "id": number, "owner_id": -700001, "from_id": author, "date": at(minutes), "post_type": "post",
        "text": "Новость", "comments": {"count": comments},
    }  # fmt: skip


def comment(number: int, *, minutes: float, root: int | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": number, "from_id": 500101, "post_id": 77, "owner_id": -700001, "date": at(minutes), "text": f"№ {number}",
        "parents_stack": [root] if root else [],
    } | more  # fmt: skip


def message(number: int, *, minutes: float, peer: int = 500101, **more: Any) -> dict[str, Any]:
    return {
        "id": 1000 + number, "conversation_message_id": number, "peer_id": peer, "from_id": peer, "date": at(minutes),
        "text": f"№ {number}",
    } | more  # fmt: skip


def talk(last: dict[str, Any]) -> dict[str, Any]:
    return {"conversation": {"peer": {"id": last["peer_id"], "type": "user"}}, "last_message": last}


def fill_gaps(vk: FakeVk) -> None:
    for method in ("wall.get", "wall.getComments", "messages.getConversations", "messages.getHistory"):
        if not vk.answers[method]:
            vk.teach(method, {"count": 0, "items": []})


def read(vk: FakeVk) -> list[NetworkEvent]:
    fill_gaps(vk)
    return list(VkConnector().fetch_missed(ACCESS, since=SINCE))


def test_it_finds_comments_and_replies_written_since_with_their_authors(vk: FakeVk) -> None:
    reply = comment(502, minutes=7, root=501)
    root = comment(501, minutes=-600, thread={"count": 1, "items": [reply]})
    vk.teach("wall.get", {"items": [post(77, minutes=-900)]}, {"items": []})
    vk.teach("wall.getComments", {"items": [root, comment(503, minutes=5)], "profiles": PEOPLE})
    events = read(vk)
    assert [event.external_id for event in events] == ["wall-700001_77_503", "wall-700001_77_502"]
    assert events[1].thread_id == "wall-700001_77_501"
    assert {event.author for event in events} == {Author("500101", "Мария Ковалёва")}


def test_it_reads_threads_longer_than_vk_adds(vk: FakeVk) -> None:
    root = comment(501, minutes=-600, thread={"count": 12, "items": []})
    vk.teach("wall.get", {"items": [post(77, minutes=-900)]}, {"items": []})
    vk.teach(
        "wall.getComments",
        {"items": [root]},
        {"items": [comment(513, minutes=6, root=501), comment(512, minutes=-5, root=501)]},
    )
    assert [event.external_id for event in read(vk)] == ["wall-700001_77_513"]
    asked = [form for method, form in vk.calls if method == "wall.getComments"]
    assert asked[1]["comment_id"] == "501"


def test_it_tells_what_was_deleted(vk: FakeVk) -> None:
    vk.teach("wall.get", {"items": [post(77, minutes=-900)]}, {"items": []})
    vk.teach("wall.getComments", {"items": [comment(501, minutes=-30, deleted=True), comment(502, minutes=3)]})
    events = read(vk)
    assert [(event.external_id, event.kind) for event in events] == [
        ("wall-700001_77_502", EventKind.NEW),
        ("wall-700001_77_501", EventKind.DELETED),
    ]


def test_it_finds_residents_posts_and_suggested_ones(vk: FakeVk) -> None:
    suggested = post(91, minutes=2, author=500101) | {"post_type": "suggest"}
    vk.teach("wall.get", {"items": [post(90, minutes=4, comments=0, author=500101)]}, {"items": [suggested]})
    assert [event.external_id for event in read(vk)] == ["wall-700001_91", "wall-700001_90"]
    assert [form["filter"] for method, form in vk.calls if method == "wall.get"] == ["all", "suggests"]


def test_it_asks_for_no_comments_of_old_posts_and_posts_without_any(vk: FakeVk) -> None:
    old = post(70, minutes=-60 * 24 * 20)
    vk.teach("wall.get", {"items": [post(77, minutes=-5, comments=0), old]}, {"items": []})
    assert read(vk) == []
    assert "wall.getComments" not in vk.methods


def test_it_looks_under_an_old_post_that_is_pinned(vk: FakeVk) -> None:
    pinned = post(77, minutes=-60 * 24 * 90) | {"is_pinned": 1}
    vk.teach("wall.get", {"items": [pinned, post(78, minutes=-5, comments=0)]}, {"items": []})
    vk.teach("wall.getComments", {"items": [comment(501, minutes=1)]})
    assert [event.external_id for event in read(vk)] == ["wall-700001_77_501"]


def test_it_finds_private_messages_of_talks_with_news(vk: FakeVk) -> None:
    last = message(9, minutes=8)
    own = message(8, minutes=7, from_id=-700001, out=1)
    vk.teach("messages.getConversations", {"items": [talk(last), talk(message(3, minutes=-50, peer=500102))]})
    vk.teach("messages.getHistory", {"items": [last, own, message(7, minutes=-9)], "profiles": PEOPLE})
    events = read(vk)
    assert [event.external_id for event in events] == ["peer500101_8", "peer500101_9"]
    assert events[0].author == Author("-700001", is_page=True, is_community=True)
    assert vk.methods.count("messages.getHistory") == 1


@pytest.mark.parametrize("code", [15, 212])
def test_a_post_that_hides_its_comments_does_not_hide_the_others(code: int, vk: FakeVk) -> None:
    vk.teach("wall.get", {"items": [post(76, minutes=-5), post(77, minutes=-5)]}, {"items": []})
    vk.teach_error("wall.getComments", code)
    vk.teach("wall.getComments", {"items": [comment(501, minutes=1)]})
    assert [event.external_id for event in read(vk)] == ["wall-700001_77_501"]


def test_it_turns_the_pages_of_a_long_list(vk: FakeVk) -> None:
    first = [comment(1000 + number, minutes=1) for number in range(missed.PAGE_SIZE)]
    vk.teach("wall.get", {"items": [post(77, minutes=-5)]}, {"items": []})
    vk.teach("wall.getComments", {"items": first}, {"items": [comment(2000, minutes=2)]})
    assert len(read(vk)) == missed.PAGE_SIZE + 1
    assert [form["offset"] for method, form in vk.calls if method == "wall.getComments"] == ["0", "100"]


def test_it_stops_asking_when_it_has_asked_enough(vk: FakeVk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST_CALLS", 3)
    vk.teach("wall.get", {"items": [post(number, minutes=-5) for number in range(1, 50)]}, {"items": []})
    read(vk)
    assert len(vk.calls) == 3


@pytest.mark.parametrize(
    ("method", "expected"), [("wall.get", ["peer500101_9"]), ("messages.getConversations", ["wall-700001_90"])]
)
def test_it_reads_the_other_part_where_a_token_has_no_right(method: str, expected: list[str], vk: FakeVk) -> None:
    last = message(9, minutes=8)
    vk.teach_error(method, 15)
    vk.teach("wall.get", {"items": [post(90, minutes=4, comments=0, author=500101)]}, {"items": []})
    vk.teach("messages.getConversations", {"items": [talk(last)]})
    vk.teach("messages.getHistory", {"items": [last]})
    vk.answers[method] = vk.answers[method][:1]
    assert [event.external_id for event in read(vk)] == expected


def test_it_is_refused_where_no_token_may_read_anything(vk: FakeVk) -> None:
    access = replace(ACCESS, community_token="", admin_token="")
    with pytest.raises(Refused):
        list(VkConnector().fetch_missed(access, since=SINCE))


@pytest.mark.parametrize(("code", "error"), [(5, Refused), (6, TryLater), (10, TryLater)])
def test_it_says_so_when_the_reading_failed(code: int, error: type[Exception], vk: FakeVk) -> None:
    vk.teach_error("wall.get", code)
    with pytest.raises(error):
        read(vk)


def test_one_thing_that_cannot_be_read_does_not_hide_the_others(vk: FakeVk) -> None:
    last = message(9, minutes=8)
    nameless = {"date": at(7), "text": "?"}
    broken = comment(501, minutes=1) | {"from_id": None}
    vk.teach("wall.get", {"items": [post(77, minutes=-5)]}, {"items": []})
    vk.teach("wall.getComments", {"items": [broken, comment(502, minutes=2)]})
    vk.teach("messages.getConversations", {"items": [talk(last)]})
    vk.teach("messages.getHistory", {"items": [last, nameless]})
    assert [event.external_id for event in read(vk)] == ["wall-700001_77_502", "peer500101_9"]
