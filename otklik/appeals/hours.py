"""When a message came, as a condition: days of the week and hours, over midnight too. Plain values."""

from dataclasses import dataclass
from datetime import datetime, time

_ALL_DAYS = frozenset("1234567")


@dataclass(frozen=True, slots=True)
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
        return self._hold_at(at.time().replace(tzinfo=None))

    def cover(self, other: "Hours") -> bool:
        """Whether every time of the other lies in them."""
        theirs, mine = frozenset(other.days) or _ALL_DAYS, frozenset(self.days) or _ALL_DAYS
        if not theirs <= mine:
            return False
        if self.since is None or self.until is None or self.since == self.until:
            return True
        if other.since is None or other.until is None:
            return False
        return self._minutes() >= other._minutes()

    def meet(self, other: "Hours") -> bool:
        """Whether some time lies in both."""
        days = (frozenset(self.days) or _ALL_DAYS) & (frozenset(other.days) or _ALL_DAYS)
        return bool(days) and bool(self._minutes() & other._minutes())

    def _hold_at(self, at: time) -> bool:
        if self.since is None or self.until is None or self.since == self.until:
            return True
        if self.since < self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until

    def _minutes(self) -> frozenset[int]:
        return frozenset(at for at in range(24 * 60) if self._hold_at(time(at // 60, at % 60)))
