"""Time left, as a bar that drains and in words. Plain: `now` is an argument."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.notices.words import span

SOON_SHARE = 0.25
"""The last quarter of the time is «soon»."""


class Level(StrEnum):
    """How a deadline stands."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Drain:
    """A deadline as it is drawn: `percent` of the time is left."""

    level: Level
    percent: int
    words: str
    until: str = ""

    @property
    def icon(self) -> str:
        """The sign beside the bar."""
        return {
            Level.OK: "clock", Level.SOON: "clock-exclamation", Level.LATE: "alarm", Level.PAUSE: "player-pause",
        }[self.level]  # fmt: skip


def draining(
    due_at: datetime | None, *, since: datetime, now: datetime, paused: bool, is_short: bool = False
) -> Drain | None:
    """The bar of a deadline that runs since then; None where no deadline is set.

    `is_short`: without the moment in words, for lists.
    """
    if paused:
        return Drain(Level.PAUSE, percent=60, words=_("paused"))
    if due_at is None:
        return None
    until = "" if is_short else deadline(due_at, now=now)
    if due_at <= now:
        return Drain(
            Level.LATE, percent=100, words=_("overdue by %(time)s") % {"time": span(now - due_at)}, until=until
        )
    whole = max((due_at - since).total_seconds(), 1)
    share = min((due_at - now).total_seconds() / whole, 1)
    level = Level.SOON if share <= SOON_SHARE else Level.OK
    return Drain(level, percent=max(round(share * 100), 1), words=span(due_at - now), until=until)


def deadline(at: datetime, *, now: datetime) -> str:
    """Until when, to stand after «by»: the time today, else the day with the time."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate(now):
        return date_format(local, "H:i")
    return date_format(local, _("j M, H:i"))


def moment(at: datetime, *, now: datetime) -> str:
    """A moment as short as it is clear: the time today, «25 Nov, 12:00» this year, the full date else."""
    local, today = timezone.localtime(at), timezone.localtime(now)
    if local.date() == today.date():
        return date_format(local, "H:i")
    if local.date() == today.date() - timedelta(days=1):
        return _("yesterday, %(time)s") % {"time": date_format(local, "H:i")}
    if local.year == today.year:
        return date_format(local, _("j M, H:i"))
    return date_format(local, "d.m.Y, H:i")


def ago(at: datetime, *, now: datetime) -> str:
    """How long it is since a moment: 38 min ago; «just now» within a minute."""
    length = now - at
    if length < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": span(length)}


def short_moment(at: datetime, *, now: datetime) -> str:
    """For a row of the list: the time today, else the day."""
    local, today = timezone.localtime(at), timezone.localtime(now)
    if local.date() == today.date():
        return date_format(local, "H:i")
    return date_format(local, _("j M") if local.year == today.year else "d.m.Y")


def words_of(time: timedelta | None) -> str:
    """A time in the two largest units; a dash where there is none."""
    if time is None:
        return "—"
    minutes = round(time.total_seconds() / 60)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(h)s h %(m)s min") % {"h": minutes // 60, "m": minutes % 60}
    return _("%(d)s d %(h)s h") % {"d": minutes // 1440, "h": minutes % 1440 // 60}


def hours_of(time: timedelta | None) -> str:
    """Working time in hours, however many: a day of work is not 24 hours long. Nothing where there is none."""
    if time is None:
        return ""
    minutes = round(time.total_seconds() / 60)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(h)s h %(m)s min") % {"h": minutes // 60, "m": minutes % 60}


def share(percent: int | None) -> str:
    """A share; a dash where there is nothing to share."""
    return "—" if percent is None else f"{percent} %"
