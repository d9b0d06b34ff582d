"""What was seen of a page on one day: the only thing that checks look at. None always means «could not be seen»."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from otklik.networks.connector import Badge


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as it stood at `at`. What could not be seen is None, and `missing` says what it takes."""

    at: datetime
    on: date
    """The day in the zone of the page's body."""
    network: str
    category: str
    """A `PageCategory`."""
    is_there: bool | None = None
    """False: the network says that there is no such page any more."""
    is_blocked: bool | None = None
    name: str = ""
    url: str = ""
    badge: Badge = Badge.UNKNOWN
    has_avatar: bool | None = None
    has_description: bool | None = None
    has_cover: bool | None = None
    widgets_count: int | None = None
    """Widgets of the federal platform, 0 to 2."""
    is_in_component: bool | None = None
    posts_in_7_days: int | None = None
    last_post_at: datetime | None = None
    members_count: int | None = None
    weekly_reach: int | None = None
    post_reach: int | None = None
    are_comments_open: bool | None = None
    are_messages_open: bool | None = None
    unanswered_count: int | None = None
    """Comments of residents without an answer."""
    oldest_unanswered_at: datetime | None = None
    administrators_count: int | None = None
    is_two_factor_confirmed: bool | None = None
    missing: Mapping[str, str] = field(default_factory=dict)
    """Field → why it could not be seen and what to do, in words marked for translation."""
