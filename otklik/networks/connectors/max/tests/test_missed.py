"""What webhooks missed, read page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.max.missed import MOST_CALLS
from otklik.networks.connectors.max.tests.fake_max import ACCESS, CHANNEL, POST, TALK, FakeMax
from otklik.networks.connectors.max.tests.test_reading import MARIA, comment, private
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind

MAX = MaxConnector()
SINCE = datetime(2026, 9, 21, 14, 0, tzinfo=UTC)
NOW = 1790000000000
"""13 minutes later, as MAX writes it."""
DAY = 86_400_000


def post(mid: str, *, at: int = NOW) -> dict[str, Any]:
    return comment(mid, "Новость", answers="", at=at)


def teach_posts(fake: FakeMax, *posts: dict[str, Any]) -> None:
    fake.teach("GET /messages", {"messages": list(posts)})
    for told in posts:
        fake.teach(f"GET /messages/{told['body']['mid']}/comments", {"messages": []})


def test_it_reads_posts_and_their_comments_oldest_first(fake: FakeMax) -> None:
    teach_posts(fake, post("mid.p2", at=NOW + 9), post(POST, at=NOW - 2 * DAY))
    fake.answers[f"GET /messages/{POST}/comments"] = [{"messages": [
        comment("mid.c2", "Позже", sender=MARIA, at=NOW + 5), comment("mid.c1", "Раньше", sender=MARIA, at=NOW),
        comment("mid.c0", "Давно", sender=MARIA, at=NOW - DAY),
    ]}]  # fmt: skip
    events = list(MAX.fetch_missed(ACCESS, since=SINCE))
    assert [event.external_id for event in events] == [f"{POST}/mid.c1", f"{POST}/mid.c2", "mid.p2"]
    assert fake.calls[0].params == {"chat_id": str(CHANNEL), "count": "100"}
    assert all(int(call.params["after"]) <= SINCE.timestamp() * 1000 for call in fake.calls[1:])


def test_it_does_not_look_under_old_posts(fake: FakeMax) -> None:
    teach_posts(fake, post(POST, at=NOW - 20 * DAY))
    assert list(MAX.fetch_missed(ACCESS, since=SINCE)) == []
    assert fake.asked == ["GET /messages"]


def test_it_reads_on_until_a_page_brings_nothing_new(fake: FakeMax) -> None:
    teach_posts(fake, post(POST))
    first = [comment(f"mid.c{n}", "Жду", sender=MARIA, at=NOW + 1000 - n) for n in range(100)]
    second = [first[-1], *(comment(f"mid.d{n}", "Жду", sender=MARIA, at=NOW + 900 - n) for n in range(99))]
    fake.answers[f"GET /messages/{POST}/comments"] = [{"messages": first}, {"messages": second}]
    events = [e for e in MAX.fetch_missed(ACCESS, since=SINCE) if e.message_kind is MessageKind.COMMENT]
    assert len(events) == len({event.external_id for event in events}) == 199
    assert len(fake.calls) == 4


def test_a_post_that_is_gone_does_not_stop_the_reading(fake: FakeMax) -> None:
    teach_posts(fake, post("mid.p2"), post(POST))
    fake.answers["GET /messages/mid.p2/comments"].clear()
    fake.answers[f"GET /messages/{POST}/comments"] = [{"messages": [comment("mid.c1", "Жду", sender=MARIA, at=NOW)]}]
    assert f"{POST}/mid.c1" in {event.external_id for event in MAX.fetch_missed(ACCESS, since=SINCE)}


def test_it_says_when_it_may_not_read(fake: FakeMax) -> None:
    fake.teach_error("GET /messages", 403, "access.denied")
    with pytest.raises(Refused):
        list(MAX.fetch_missed(ACCESS, since=SINCE))


def test_one_thing_that_cannot_be_read_does_not_hide_its_neighbours(fake: FakeMax) -> None:
    teach_posts(fake, post(POST))
    broken: dict[str, Any] = {"recipient": {}, "body": None}
    fake.answers["GET /messages"] = [{"messages": [broken, post(POST)]}]
    assert [event.external_id for event in MAX.fetch_missed(ACCESS, since=SINCE)] == [POST]


def test_it_stops_when_it_has_asked_enough(fake: FakeMax) -> None:
    pages = [[post(f"mid.p{page}n{n}", at=NOW - 100 * page - n) for n in range(100)] for page in range(5)]
    teach_posts(fake, *(told for page in pages for told in page))
    fake.answers["GET /messages"] = [{"messages": page} for page in pages]
    list(MAX.fetch_missed(ACCESS, since=SINCE - timedelta(days=1)))
    assert len(fake.calls) == MOST_CALLS


def test_it_reads_the_private_talks_that_are_known(fake: FakeMax) -> None:
    fake.teach("GET /messages", {"messages": [
        private("mid.m2", "И тепла", sender=MARIA), private("mid.m1", "Нет света", sender=MARIA)]})  # fmt: skip
    events = list(MAX.fetch_talks(ACCESS, thread_ids=[f"chat{TALK}"], since=SINCE))
    assert {event.external_id for event in events} == {f"chat{TALK}/mid.m1", f"chat{TALK}/mid.m2"}
    assert fake.last.params["chat_id"] == str(TALK)


def test_what_has_the_same_time_keeps_its_order(fake: FakeMax) -> None:
    fake.teach("GET /messages", {"messages": [private(f"mid.m{n}", "Жду", sender=MARIA) for n in (3, 2, 1)]})
    events = MAX.fetch_talks(ACCESS, thread_ids=[f"chat{TALK}"], since=SINCE)
    assert [event.external_id[-2:] for event in events] == ["m1", "m2", "m3"]


def test_a_closed_talk_does_not_stop_the_reading(fake: FakeMax) -> None:
    fake.answers["GET /messages"] = []
    fake.teach_error("GET /messages", 404, "dialog.not.found")
    fake.teach("GET /messages", {"messages": [private("mid.m1", "Нет света", sender=MARIA)]})
    assert len(list(MAX.fetch_talks(ACCESS, thread_ids=["chat5", f"chat{TALK}"], since=SINCE))) == 1
