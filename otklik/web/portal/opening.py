"""When a body works: this week day by day, and whether it is open now, in its own zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.organizations.public_selectors import PublicBody
from otklik.shared.calendar import Hours, WorkingCalendar, hours_on, office_calendar

_MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of the week."""

    day: date
    hours: str
    """«8:00–17:00», the break left out; empty: closed."""
    is_today: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What residents read of working hours."""

    is_open: bool
    words: str
    """«Open until 17:00», «Closed, opens on Monday at 8:00»."""
    week: tuple[DayShown, ...]
    zone: str
    """What the clocks there show, by Moscow's: «MSK+2»."""


def opening_of(body: PublicBody, *, now: datetime) -> Opening:
    """When this body works in the week of `now`, days off and shortened days kept."""
    calendar = office_calendar(
        body.zone, opens=body.workday_from, closes=body.workday_to, break_from=body.break_from, break_to=body.break_to
    )
    local = now.astimezone(ZoneInfo(body.zone))
    monday = local.date() - timedelta(days=local.weekday())
    days = [monday + timedelta(days=place) for place in range(7)]
    week = tuple(DayShown(day, _told(hours_on(day, calendar=calendar)), day == local.date()) for day in days)
    minute = local.hour * 60 + local.minute
    until = next(
        (hours.to_minute for hours in hours_on(local.date(), calendar=calendar) if _holds(hours, minute)), None
    )
    if until is not None:
        words = _("Open now, until {hour}").format(hour=_clock(until))
    else:
        words = _opens_again(calendar, today=local.date(), minute=minute)
    return Opening(until is not None, words, week, _by_moscow(local))


def _opens_again(calendar: WorkingCalendar, *, today: date, minute: int) -> str:
    later = next((hours for hours in hours_on(today, calendar=calendar) if hours.from_minute > minute), None)
    if later is not None:
        return _("Closed now, opens at {hour}").format(hour=_clock(later.from_minute))
    for ahead in range(1, 15):
        day = today + timedelta(days=ahead)
        hours = hours_on(day, calendar=calendar)
        if hours:
            words = _("Closed now, opens tomorrow at {hour}") if ahead == 1 else _("Closed now, opens {day} at {hour}")
            return words.format(hour=_clock(hours[0].from_minute), day=date_format(day, "l, j E"))
    return _("Closed now")


def _by_moscow(local: datetime) -> str:
    moscow = local.astimezone(_MOSCOW)
    apart = round((local.replace(tzinfo=None) - moscow.replace(tzinfo=None)) / timedelta(hours=1))
    return _("MSK") + (f"{apart:+d}".replace("-", "−") if apart else "")


def _holds(hours: Hours, minute: int) -> bool:
    return hours.from_minute <= minute < hours.to_minute


def _told(day: Sequence[Hours]) -> str:
    return f"{_clock(day[0].from_minute)}–{_clock(day[-1].to_minute)}" if day else ""


def _clock(minute: int) -> str:
    return "24:00" if minute == 24 * 60 else f"{time(minute // 60, minute % 60):%H:%M}".removeprefix("0")
