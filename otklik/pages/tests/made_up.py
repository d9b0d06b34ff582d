"""A page on which all is well, to be spoilt by tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from otklik.networks.connector import Badge
from otklik.pages.checks.seen import Seen

AT = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
WELL = Seen(
    at=AT,
    on=AT.date(),
    network="vk",
    category="active",
    is_there=True,
    is_blocked=False,
    badge=Badge.CONFIRMED,
    has_avatar=True,
    has_description=True,
    has_cover=True,
    widgets_count=2,
    is_in_component=True,
    posts_in_7_days=4,
    last_post_at=AT - timedelta(days=1),
    members_count=1000,
    weekly_reach=800,
    post_reach=400,
    are_comments_open=True,
    are_messages_open=True,
    unanswered_count=0,
    administrators_count=2,
    is_two_factor_confirmed=True,
)


def seen(**spoilt: Any) -> Seen:
    """The page with some things otherwise."""
    return replace(WELL, **spoilt)
