"""How fast each body answers: the median of working time, of how many answers, and how it is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from otklik.publication.public_selectors import ENOUGH_ANSWERS, SPEED_DAYS, list_answer_speeds, newest_answer_time
from otklik.shared import clock
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.register import Entry, Register, load_register

MOST_ROWS: Final = 500
"""Of a region with more bodies one chooses the municipality."""
_NOT_TOLD: Final = 10**9


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One body."""

    slug: str
    name: str
    place: str
    answers: int
    median_minutes: int | None
    """None: too few answers to tell."""


_ORDERS: Final[Mapping[str, tuple[str, Callable[[SpeedRow], Any]]]] = {
    "name": (gettext_noop("Body"), lambda row: row.name),
    "time": (
        gettext_noop("Half were answered sooner than"),
        lambda row: (_NOT_TOLD if row.median_minutes is None else row.median_minutes, row.name),
    ),
    "answers": (gettext_noop("Number of answers"), lambda row: (-row.answers, row.name)),
}

_kept: tuple[tuple[int, str, str], tuple[SpeedRow, ...]] = ((0, "", ""), ())


@require_safe
@kept_shortly
def speed(request: HttpRequest) -> HttpResponse:
    """All bodies that answered anything, in the order that one asks for."""
    by, place, now = request.GET.get("by", ""), request.GET.get("place", "")[:200], clock.now()
    by = by if by in _ORDERS else "time"
    every = _rows(load_register(), now=now)
    rows = sorted((row for row in every if not place or row.place == place), key=_ORDERS[by][1])
    context = {
        "rows": rows[:MOST_ROWS],
        "left": max(0, len(rows) - MOST_ROWS),
        "orders": [
            (name, _(words), _address(by=name, place=place), name == by) for name, (words, _k) in _ORDERS.items()
        ],
        "places": sorted({row.place for row in every if row.place} | ({place} if place else set())),
        "place": place,
        "by": by,
        "enough": ENOUGH_ANSWERS,
        "days": SPEED_DAYS,
        "untold": any(row.median_minutes is None for row in rows),
    }
    return render(request, "portal/speeds.html", context)


def _rows(register: Register, *, now: datetime) -> tuple[SpeedRow, ...]:
    """Counted anew when an answer came, the day changed or the register did. Two processes may differ for a moment."""
    global _kept  # noqa: PLW0603
    mark = (newest_answer_time(), timezone.localdate(now).isoformat(), register.mark)
    if mark != _kept[0]:
        days = {entry.body.slug: now.astimezone(ZoneInfo(entry.body.zone)).date() for entry in register.entries}
        found = [(register.entries[register.places[one.body_slug]], one) for one in list_answer_speeds(days)]
        _kept = (mark, tuple(_row(entry, one.answers, one.median_minutes) for entry, one in found))
    return _kept[1]


def _row(entry: Entry, answers: int, median_minutes: int | None) -> SpeedRow:
    return SpeedRow(entry.body.slug, entry.body.name, entry.place, answers, median_minutes)


def _address(**values: str) -> str:
    return f"{reverse('portal:speed')}?{urlencode({name: value for name, value in values.items() if value})}"
