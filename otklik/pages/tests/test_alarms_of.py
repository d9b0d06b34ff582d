"""Which signs a look gives: a table of what was known before, what is seen now, and what follows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from otklik.networks.connector import Badge
from otklik.pages.alarms import ADVICE, Access, AlarmKind, alarms_of
from otklik.pages.checks.seen import Seen

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SEEN = Seen(
    at=NOW, on=NOW.date(), network="vk", category="active", is_there=True, is_blocked=False, name="Школа № 8",
    url="https://vk.ru/school8", badge=Badge.CONFIRMED, are_comments_open=True, posts_in_7_days=3,
    last_post_at=NOW - timedelta(days=1),
)  # fmt: skip
KIND = AlarmKind
RENAMED = {KIND.RENAMED: {"before": "Школа № 8, https://vk.ru/school8", "now": "Казино, https://vk.ru/school8"}}
UNSEEN: dict[str, Any] = {
    "is_there": None, "is_blocked": None, "name": "", "url": "", "badge": Badge.UNKNOWN, "are_comments_open": None,
    "posts_in_7_days": None, "last_post_at": None,
}  # fmt: skip

CASES: list[tuple[str, dict[str, Any] | None, dict[str, Any], dict[AlarmKind, bool | None]]] = [
    ("all is well", {}, {}, dict.fromkeys(set(KIND) - {KIND.RENAMED, KIND.TOKEN_DEAD, KIND.DANGER}, False)),
    ("nothing could be seen", {}, UNSEEN, {}),
    ("deleted, and nothing else is said of it", {}, {"is_there": False}, {KIND.DELETED: True, KIND.BLOCKED: False}),
    ("blocked", {}, {"is_blocked": True}, {KIND.DELETED: False, KIND.BLOCKED: True}),
    ("renamed", {}, {"name": "Казино"}, {KIND.RENAMED: True}),
    ("another address", {}, {"url": "https://vk.ru/casino"}, {KIND.RENAMED: True}),
    ("the network moved to another host", {"url": "https://vk.com/School8/"}, {}, {KIND.RENAMED: None}),
    (
        "the first look tells no change",
        None,
        {"name": "Казино", "badge": Badge.ABSENT, "are_comments_open": False},
        dict.fromkeys((KIND.RENAMED, KIND.BADGE_LOST, KIND.COMMENTS_CLOSED)),
    ),
    ("badge lost", {}, {"badge": Badge.ABSENT}, {KIND.BADGE_LOST: True}),
    ("the network does not tell of the badge", {}, {"badge": Badge.UNKNOWN}, {KIND.BADGE_LOST: None}),
    ("never had a badge", {"badge": Badge.ABSENT}, {"badge": Badge.ABSENT}, {KIND.BADGE_LOST: None}),
    ("comments closed", {}, {"are_comments_open": False}, {KIND.COMMENTS_CLOSED: True}),
    (
        "comments were closed from the beginning",
        {"are_comments_open": False},
        {"are_comments_open": False},
        {KIND.COMMENTS_CLOSED: None},
    ),
    ("silent for fourteen days", {}, {"last_post_at": NOW - timedelta(days=14)}, {KIND.SILENT: True}),
    ("silent for thirteen days", {}, {"last_post_at": NOW - timedelta(days=13)}, {KIND.SILENT: False}),
    ("nothing was ever posted", {}, {"last_post_at": None, "posts_in_7_days": 0}, {KIND.SILENT: True}),
    ("posts could not be seen", {}, {"last_post_at": None, "posts_in_7_days": None}, {KIND.SILENT: None}),
]  # fmt: skip


def signs(
    before: dict[str, Any] | None, now: dict[str, Any], *, access: Access | None = None, ringing: Any = None
) -> dict[AlarmKind, bool]:
    found = alarms_of(
        None if before is None else replace(SEEN, **before),
        replace(SEEN, **now),
        access=access or Access(),
        ringing=ringing or {},
        silent_after=timedelta(days=14),
    )
    return {kind: sign.is_on for kind, sign in found.items()}


@pytest.mark.parametrize(("what", "before", "now", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_follows_from_a_look(
    what: str, before: dict[str, Any] | None, now: dict[str, Any], expected: dict[AlarmKind, bool | None]
) -> None:
    del what
    found = signs(before, now)
    if expected:
        assert {kind: found.get(kind) for kind in expected} == expected
    else:
        assert found == {}


def test_a_token_is_dead_alive_or_nobody_knows() -> None:
    assert signs({}, {}, access=Access(lost="VK does not accept the token."))[KIND.TOKEN_DEAD] is True
    assert signs({}, {}, access=Access(is_proved=True))[KIND.TOKEN_DEAD] is False
    assert KIND.TOKEN_DEAD not in signs({}, {}, access=Access())


def test_a_rename_is_over_when_the_old_name_is_back_and_stays_otherwise() -> None:
    assert signs({"name": "Казино"}, {}, ringing=RENAMED)[KIND.RENAMED] is False
    assert KIND.RENAMED not in signs({"name": "Казино"}, {"name": "Казино"}, ringing=RENAMED)
    found = alarms_of(
        replace(SEEN, name="Казино"),
        replace(SEEN, name="Казино 777"),
        access=Access(),
        ringing=RENAMED,
        silent_after=timedelta(days=14),
    )
    assert found[KIND.RENAMED].told["before"] == RENAMED[KIND.RENAMED]["before"], "the first name is kept"


def test_every_alarm_says_what_happened_and_what_to_do() -> None:
    assert set(ADVICE) == set(AlarmKind)
    assert all(advice.title and advice.what and advice.mend for advice in ADVICE.values())
