"""When a message came, as a condition: days of the week and hours, over midnight too. Plain values."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

_ALL_DAYS = frozenset("1234567")
_MIDNIGHT = timedelta(days=1)
_Stretch = tuple[timedelta, timedelta]
"""From when, up to but not at which time after midnight."""


@dataclass(frozen=True)
class Hours:
    """Days of the week (Monday is «1»; empty: all) and hours of the day, from `since` up to but not at `until`.

    What begins in the evening and ends in the morning belongs to the day on which each of its parts lies.
    """

    days: str = ""
    since: time | None = None
    until: time | None = None

    def hold(self, at: datetime) -> bool:
        """Whether a local time lies in them."""
        if self.days and str(at.isoweekday()) not in self.days:
            return False
        moment = _after_midnight(at.time())
        return any(begins <= moment < ends for begins, ends in self._stretches)

    def cover(self, other: "Hours") -> bool:
        """Whether every time of the other lies in them."""
        theirs, mine = frozenset(other.days) or _ALL_DAYS, frozenset(self.days) or _ALL_DAYS
        return theirs <= mine and all(
            any(begins <= since and until <= ends for begins, ends in self._stretches)
            for since, until in other._stretches
        )

    def meet(self, other: "Hours") -> bool:
        """Whether some time lies in both."""
        days = (frozenset(self.days) or _ALL_DAYS) & (frozenset(other.days) or _ALL_DAYS)
        return bool(days) and any(
            begins < until and since < ends for begins, ends in self._stretches for since, until in other._stretches
        )

    @cached_property
    def _stretches(self) -> tuple[_Stretch, ...]:
        """One stretch of the day, or two that do not touch: what goes over midnight is its morning and its evening."""
        if self.since is None or self.until is None or self.since == self.until:
            return ((timedelta(), _MIDNIGHT),)
        since, until = _after_midnight(self.since), _after_midnight(self.until)
        if since < until:
            return ((since, until),)
        evening = (since, _MIDNIGHT)
        return ((timedelta(), until), evening) if until else (evening,)


def _after_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
