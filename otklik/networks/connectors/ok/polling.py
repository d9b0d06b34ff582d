"""When a page is read next: a lively one within a minute, a quiet one within the hour, all within the quota. Pure.

OK pushes no comments, so each reading costs calls of a token that many pages share. `QUOTA` is what we allow ourselves;
`explain` prints it, so that whoever runs us can compare it with what OK's support granted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.networks.abilities import PageActivity

SOONEST = timedelta(seconds=20)
LATEST = timedelta(hours=1)
"""A quiet page is read at least this often, as the pages of every network are."""
FRESH = timedelta(hours=6)
"""So long a new topic draws comments: its page is read as if something had just been written."""
CALM = 30
"""A page that was quiet for an hour is read each two minutes: the thirtieth part of its quiet."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Calls that the readings of all pages together may make with one token, and what one reading costs."""

    calls_a_minute: int = 60
    calls_a_reading: int = 3
    """The list of discussions, one discussion with news, the list of chats."""

    @property
    def readings_a_minute(self) -> float:
        return self.calls_a_minute / self.calls_a_reading


QUOTA = Quota()


def decide_interval(activity: PageActivity, *, now: datetime) -> timedelta:
    """How long a page may wait when nobody else is there: the longer it is quiet, the longer."""
    if activity.last_post_at is not None and now - activity.last_post_at < FRESH:
        return SOONEST
    if activity.last_message_at is None:
        return LATEST
    quiet = max(now - activity.last_message_at, timedelta())
    return min(max(quiet / CALM, SOONEST), LATEST)


def decide_next_poll(
    activity: PageActivity, *, now: datetime, others: tuple[PageActivity, ...] = (), quota: Quota = QUOTA
) -> datetime:
    """When to read the page again. Where all pages together want more than the quota, each waits longer.

    All intervals grow by the same factor, so lively pages keep their lead; none grows beyond an hour, unless even
    hourly readings of all pages do not fit.
    """
    return activity.read_at + stretch(decide_interval(activity, now=now), now=now, of=(activity, *others), quota=quota)


def stretch(interval: timedelta, *, now: datetime, of: tuple[PageActivity, ...], quota: Quota) -> timedelta:
    """The interval as the quota allows it."""
    wanted = [decide_interval(one, now=now) for one in of]
    allowed = quota.readings_a_minute
    hourly = len(wanted) * (timedelta(minutes=1) / LATEST)
    if hourly >= allowed:
        return LATEST * (hourly / allowed)
    if sum(_readings(one) for one in wanted) <= allowed:
        return interval
    return min(interval * _factor(wanted, allowed=allowed), LATEST)


def _factor(wanted: list[timedelta], *, allowed: float) -> float:
    """By how much all must slow down so that they fit; those that reached an hour slow down no further."""
    low, high = 1.0, LATEST / SOONEST
    for _ in range(40):
        middle = (low + high) / 2
        if sum(_readings(min(one * middle, LATEST)) for one in wanted) > allowed:
            low = middle
        else:
            high = middle
    return high


def _readings(interval: timedelta) -> float:
    return timedelta(minutes=1) / interval


def explain(of: tuple[PageActivity, ...], *, now: datetime, quota: Quota = QUOTA) -> str:
    """The quota and what the pages make of it, on one line for the log."""
    wanted = sum(_readings(decide_interval(one, now=now)) for one in of)
    used = sum(_readings(stretch(decide_interval(one, now=now), now=now, of=of, quota=quota)) for one in of)
    return (
        f"OK: {quota.calls_a_minute} calls a minute for reading, {quota.calls_a_reading} a reading; {len(of)} pages "
        f"want {wanted * quota.calls_a_reading:.1f} and get {used * quota.calls_a_reading:.1f} calls a minute"
    )
