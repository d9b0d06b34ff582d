"""Who moderated in VK itself, and what VK filters by itself."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.networks.connectors.vk.moderated import filters_of, read_moderation
from otklik.networks.moderated import Moderated, ModeratedKind, OwnFilters


def body(kind: str, **thing: Any) -> bytes:
    return json.dumps({"type": kind, "group_id": 7001, "object": thing}).encode()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            body("wall_reply_delete", owner_id=-7001, id=501, post_id=77, deleter_id=9),
            Moderated(ModeratedKind.DELETED, "9", external_id="wall-7001_77_501"),
        ),
        (
            body("board_post_delete", topic_owner_id=-7001, id=5, topic_id=3, deleter_id=9),
            Moderated(ModeratedKind.DELETED, "9", external_id="topic-7001_3_5"),
        ),
        (
            body("user_block", admin_id=9, user_id=501, unblock_date=1_800_000_000, reason=0, comment=""),
            Moderated(ModeratedKind.BANNED, "9", author_id="501", until=datetime(2027, 1, 15, 8, tzinfo=UTC)),
        ),
        (
            body("user_block", admin_id=9, user_id=501, unblock_date=0),
            Moderated(ModeratedKind.BANNED, "9", author_id="501"),
        ),
        (
            body("user_unblock", admin_id=9, user_id=501, by_end_date=0),
            Moderated(ModeratedKind.UNBANNED, "9", author_id="501"),
        ),
        (body("user_unblock", admin_id=9, user_id=501, by_end_date=1), None),
        (body("wall_reply_delete", owner_id=-7001, id=501, post_id=77), None),
        (body("wall_reply_delete", deleter_id=9), None),
        (body("wall_reply_new", owner_id=-7001, id=501, post_id=77, text="deleter_id"), None),
        (b"\xff not JSON", None),
        (b"[1]", None),
    ],
)
def test_it_reads_who_did_what(told: bytes, found: Moderated | None) -> None:
    assert read_moderation(told, page_id="7001") == ((found,) if found else ())


def test_it_reads_all_of_a_long_poll() -> None:
    updates = [json.loads(body("user_block", admin_id=9, user_id=one, unblock_date=0)) for one in (1, 2)]
    assert len(read_moderation(json.dumps({"ts": "5", "updates": updates}).encode(), page_id="7001")) == 2


def test_it_tells_filters_that_the_answer_names() -> None:
    told = {"obscene_filter": 1, "toxic_filter": 0, "obscene_stopwords": 1, "obscene_words": ["мэр"]}
    assert filters_of(told) == OwnFilters(True, False, ("мэр",))
    assert filters_of({"obscene_stopwords": 0, "obscene_words": ["мэр"]}) == OwnFilters(stop_words=())
    assert filters_of({}) == OwnFilters()
