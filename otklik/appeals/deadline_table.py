"""Computes deadlines for the rows of a CSV table (start, term, hours, calendar, pauses), with the reasons.

Plain: text in, moments out. Used to check the counting against a table that somebody worked out by hand.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from otklik.appeals.deadline_reasons import Why, explain_days, explain_pauses, explain_term, in_words
from otklik.appeals.deadlines import add_term
from otklik.appeals.profiles import Term, Unit
from otklik.appeals.week_words import week_of
from otklik.shared.calendar import Hours, WorkingCalendar
from otklik.shared.words import marked as _
from otklik.shared.working_time import DayOffRule, Stretch, join_stretches

COLUMNS = ("start", "amount", "unit", "zone", "week", "calendar", "pauses", "day_off_rule")
UNITS = {
    "hours": Unit.MINUTES,
    "working_hours": Unit.WORKING_MINUTES,
    "working_days": Unit.WORKING_DAYS,
    "calendar_days": Unit.CALENDAR_DAYS,
}
_WORKING = (Unit.WORKING_MINUTES, Unit.WORKING_DAYS)
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
_OFFICE_DAY = (Hours(9 * 60, 18 * 60),)
_USUAL_WEEK = (*(_OFFICE_DAY,) * 5, (), ())
"""Where a row needs no hours but asks what a day off is: Saturday and Sunday are."""


class BadCell(ValueError):
    """A cell that cannot be understood: which column, and what is wrong with it."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(problem)
        self.column = column


@dataclass(frozen=True, slots=True)
class Evaluated:
    """When a row is due, in its own zone, and why."""

    due_at: datetime
    why: tuple[Why, ...]


def evaluate_row(row: Mapping[str, str]) -> Evaluated:
    """The deadline of one row. Raises BadCell."""
    start = _read(row, "start", moment_of)
    unit = _read(row, "unit", _unit_of)
    term = Term(_read(row, "amount", lambda text: _amount_of(text, unit)), unit)
    zone = _read(row, "zone", _zone_of)
    days_off = _read(row, "calendar", _keeps_days_off)
    week = _read(row, "week", lambda text: _week_of(text, unit))
    calendar = _calendar(zone, week, days_off)
    pauses = _read(row, "pauses", _pauses_of)
    rule = _read(row, "day_off_rule", _rule_of)
    try:
        due_at = add_term(start, term, calendar=calendar, pauses=pauses, rule=rule).astimezone(ZoneInfo(zone))
    except (ValueError, OverflowError) as problem:
        raise BadCell("amount", f"«{row['amount']}» is too much: it does not pass within 200 years") from problem
    return Evaluated(due_at, _why(term, start, due_at, calendar=calendar, pauses=pauses, rule=rule))


def moment_of(text: str) -> datetime:
    """A moment in ISO 8601 with its offset."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"«{text}» is no moment; write it as 2026-03-03T10:00:00+05:00") from None
    if moment.tzinfo is None:
        raise ValueError(f"«{text}» has no offset; write it as 2026-03-03T10:00:00+05:00")
    return moment


def _read[T](row: Mapping[str, str], column: str, read: Callable[[str], T]) -> T:
    try:
        return read((row.get(column) or "").strip())
    except ValueError as problem:
        raise BadCell(column, str(problem)) from problem


def _unit_of(text: str) -> Unit:
    if text not in UNITS:
        raise ValueError(f"«{text}» is no unit; there are {', '.join(UNITS)}")
    return UNITS[text]


def _amount_of(text: str, unit: Unit) -> Decimal:
    """Minutes, or days; hours may have a fraction."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"«{text}» is no amount; write a number from 0 on, with a point where it is not whole")
    amount = Decimal(text)
    if unit in (Unit.MINUTES, Unit.WORKING_MINUTES):
        return amount * 60
    if amount != int(amount):
        raise ValueError(f"«{text}» is not whole; only hours have a fraction")
    return amount


def _zone_of(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"«{text}» is no zone; write it as Asia/Yekaterinburg") from None
    return text


def _keeps_days_off(text: str) -> bool:
    if text not in ("ru", "none", ""):
        raise ValueError(f"«{text}» is no calendar; there are ru, none")
    return text == "ru"


def _week_of(text: str, unit: Unit) -> str:
    if not any(week_of(text)):
        if unit in _WORKING:
            raise ValueError("working time needs hours; write them as mon-fri 09:00-13:00,14:00-18:00")
        return ""
    return text


def _pauses_of(text: str) -> tuple[Stretch, ...]:
    stretches = []
    for pause in filter(None, (part.strip() for part in text.split(";"))):
        since, slash, until = pause.partition("/")
        if not slash:
            raise ValueError(f"«{pause}» is no pause; write it as from/to")
        stretches.append((moment_of(since.strip()), moment_of(until.strip())))
    return join_stretches(stretches)


def _rule_of(text: str) -> DayOffRule:
    if text and text not in list(DayOffRule):
        raise ValueError(f"«{text}» is no rule; there are {', '.join(DayOffRule)}")
    return DayOffRule(text or DayOffRule.KEEP)


@cache
def _calendar(zone: str, week: str, keeps_days_off: bool) -> WorkingCalendar:  # noqa: FBT001 (cached by its values)
    return WorkingCalendar(ZoneInfo(zone), week_of(week) if week else _USUAL_WEEK, keeps_days_off=keeps_days_off)


def _why(
    term: Term,
    start: datetime,
    due_at: datetime,
    *,
    calendar: WorkingCalendar,
    pauses: tuple[Stretch, ...],
    rule: DayOffRule,
) -> tuple[Why, ...]:
    lines = [explain_term(term), Why(_("Counted from %(moment)s."), {"moment": in_words(start, calendar=calendar)})]
    lines += explain_pauses([one for one in pauses if one[1] > start and one[0] < due_at], calendar=calendar)
    if term.unit in _WORKING:
        lines += explain_days(start, due_at, calendar=calendar)
    elif term.unit is Unit.CALENDAR_DAYS and rule is not DayOffRule.KEEP:
        kept = add_term(start, term, calendar=calendar, pauses=pauses)
        if kept != due_at:
            lines.append(
                Why(_("It would end on a day off, %(moment)s."), {"moment": in_words(kept, calendar=calendar)})
            )
    return tuple(lines)
