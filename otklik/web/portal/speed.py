"""How fast each body answers: the median of working time, who waits still, what was in time, and how it is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from otklik.publication.published.selectors import AnswerSpeed, list_answer_speeds, newest_answer_time
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.register import Entry, Register, load_register

MOST_ROWS: Final = 500
"""Of a region with more bodies one chooses the municipality."""
_HALF_WAIT: Final = 10**9
_NOT_TOLD: Final = 10**10


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One body."""

    slug: str
    name: str
    place: str
    speed: AnswerSpeed


def _time_of(row: SpeedRow) -> int:
    """Where half wait still comes after all that have a time, and then those of whom too little is known."""
    if row.speed.minutes is not None:
        return row.speed.minutes
    return _HALF_WAIT if row.speed.is_enough else _NOT_TOLD


_ORDERS: Final[Mapping[str, tuple[str, Callable[[SpeedRow], Any]]]] = {
    "name": (gettext_noop("Body"), lambda row: row.name),
    "time": (gettext_noop("Half are answered within"), lambda row: (_time_of(row), row.name)),
    "in_time": (
        gettext_noop("Answered in time"),
        lambda row: (-1 if row.speed.percent_in_time is None else -row.speed.percent_in_time, row.name),
    ),
    "waiting": (gettext_noop("Waiting now"), lambda row: (-row.speed.overdue, -row.speed.waiting, row.name)),
    "solved": (
        gettext_noop("Solved, say residents"),
        lambda row: (1 if row.speed.percent_solved is None else -row.speed.percent_solved, row.name),
    ),
    "interim": (gettext_noop("First for now"), lambda row: (-row.speed.interim, row.name)),
    "answers": (gettext_noop("Messages"), lambda row: (-row.speed.cases, row.name)),
}
_RISING: Final = ("name", "time")

_kept: tuple[tuple[datetime | None, str], tuple[SpeedRow, ...]] = ((None, ""), ())


@require_safe
@kept_shortly
def speed(request: HttpRequest) -> HttpResponse:
    """All bodies that were asked anything, in the order that one asks for."""
    by, place = request.GET.get("by", ""), request.GET.get("place", "")[:200]
    by = by if by in _ORDERS else "time"
    every = _rows(load_register())
    rows = sorted((row for row in every if not place or row.place == place), key=_ORDERS[by][1])
    context = {
        "rows": rows[:MOST_ROWS],
        "left": max(0, len(rows) - MOST_ROWS),
        "orders": [
            (name, _(words), _address(by=name, place=place), name == by) for name, (words, _k) in _ORDERS.items()
        ],
        "rising": _RISING,
        "places": sorted({row.place for row in every if row.place} | ({place} if place else set())),
        "place": place,
        "by": by,
        "counted_at": rows[0].speed.counted_at if rows else None,
    }
    return render(request, "portal/speeds.html", context)


def _rows(register: Register) -> tuple[SpeedRow, ...]:
    """Read anew when they were counted or the register changed. Two processes may differ for a moment."""
    global _kept  # noqa: PLW0603
    mark = (newest_answer_time(), register.mark)
    if mark != _kept[0]:
        found = [one for one in list_answer_speeds() if one.body_slug in register.places]
        _kept = (mark, tuple(_row(register.entries[register.places[one.body_slug]], one) for one in found))
    return _kept[1]


def _row(entry: Entry, speed: AnswerSpeed) -> SpeedRow:
    return SpeedRow(entry.body.slug, entry.body.name, entry.place, speed)


def _address(**values: str) -> str:
    return f"{reverse('portal:speed')}?{urlencode({name: value for name, value in values.items() if value})}"
