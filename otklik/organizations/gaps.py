"""When nobody of a body may answer. Plain decisions: no Django, no database, no clock.

A body has answering people of its own: those who may send an answer by themselves. Bodies that never had any are
answered for by the body above and are not asked about here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from otklik.organizations.rights import Role

ANSWERING_ROLES = frozenset({Role.CONTENT_MANAGER, Role.APPROVER})
"""Who may send an answer without another: an executor only writes one."""
HORIZON_DAYS = 30
"""So far ahead absences are looked at: time enough to find a deputy."""


class GapKind(StrEnum):
    """What is wrong with who answers."""

    NOBODY = "nobody"
    ONE_ONLY = "one_only"
    """One person alone may answer: whoever is ill tomorrow leaves nobody."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An answering role of an active person in a body; no day means: open to that side."""

    staff_id: int
    body_id: int
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """A person is away; the deputy, if there is one who still works here, stands in."""

    staff_id: int
    since_on: date
    until_on: date
    deputy_id: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """From a day until a day, both included."""

    body_id: int
    kind: GapKind
    since_on: date
    until_on: date


def find_gaps(
    body_ids: Iterable[int],
    *,
    holdings: Iterable[Holding],
    away: Iterable[Away],
    today: date,
    days: int = HORIZON_DAYS,
) -> list[Gap]:
    """The gaps of these bodies in the coming days, by body and day; today is the first day.

    A set of days is a number: bit 0 is today.
    """
    every_day = (1 << days) - 1
    horizon = _Horizon(today, days)
    there = _presence(away, horizon)
    held: dict[int, dict[int, int]] = {}
    for one in holdings:
        days_held = horizon.between(one.since_on, one.until_on)
        if days_held:
            of_body = held.setdefault(one.body_id, {})
            of_body[one.staff_id] = of_body.get(one.staff_id, 0) | days_held
    gaps: list[Gap] = []
    for body_id in sorted(set(body_ids)):
        people = held.get(body_id, {})
        covered = 0
        for staff_id, days_held in people.items():
            covered |= days_held & there.get(staff_id, every_day)
        if covered != every_day:
            gaps += [Gap(body_id, GapKind.NOBODY, *stretch) for stretch in horizon.stretches(every_day & ~covered)]
        elif len(people) == 1:
            gaps.append(Gap(body_id, GapKind.ONE_ONLY, today, horizon.day(days - 1)))
    return gaps


@dataclass(frozen=True, slots=True)
class _Horizon:
    """The coming days as bits."""

    today: date
    days: int

    def day(self, number: int) -> date:
        return self.today + timedelta(days=number)

    def between(self, since: date | None, until: date | None) -> int:
        """The days from one until the other, both included, that lie within the horizon."""
        first = max((since - self.today).days, 0) if since else 0
        last = min((until - self.today).days, self.days - 1) if until else self.days - 1
        return (1 << last + 1) - (1 << first) if first <= last else 0

    def stretches(self, days: int) -> list[tuple[date, date]]:
        """Days that follow one another, as first and last."""
        found, first = [], None
        for number in range(self.days + 1):
            is_in = bool(days >> number & 1)
            if is_in and first is None:
                first = number
            elif not is_in and first is not None:
                found.append((self.day(first), self.day(number - 1)))
                first = None
        return found


def _presence(away: Iterable[Away], horizon: _Horizon) -> dict[int, int]:
    """On which days a person or their deputy is there, for those who are away at all. A deputy's own deputy is not."""
    absences = [(one, horizon.between(one.since_on, one.until_on)) for one in away]
    gone: dict[int, int] = {}
    for one, days in absences:
        gone[one.staff_id] = gone.get(one.staff_id, 0) | days
    every_day = (1 << horizon.days) - 1
    there = {staff_id: every_day & ~days for staff_id, days in gone.items()}
    for one, days in absences:
        if one.deputy_id is not None:
            there[one.staff_id] |= days & ~gone.get(one.deputy_id, 0)
    return there
