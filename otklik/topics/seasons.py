"""When in the year works of a topic can be done: asphalt is not laid in winter. Plain values: no Django, no clock.

Windows of the middle Urals and the centre of Russia; a topic that is not here can be worked on all the year round.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Season:
    """From this day of the year up to that one, both included; (month, day)."""

    since: tuple[int, int]
    until: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Whether works can be done on this day."""
        return self.since <= (day.month, day.day) <= self.until

    def next_start(self, after: date) -> date:
        """The first day of the season that comes next."""
        start = date(after.year, *self.since)
        return start if start > after else date(after.year + 1, *self.since)


_ASPHALT = Season((5, 15), (10, 15))
_PAINT = Season((5, 1), (10, 1))
SEASONS: Final = {
    "roads-nekachestvennoe-pokrytie-asfaltovykh-dorog": _ASPHALT,
    "roads-nekachestvennye-remont-i-rekonstruktsiia-dorog": _ASPHALT,
    "roads-obustroistvo-i-remont-trotuarov": _ASPHALT,
    "roads-soderzhanie-gruntovykh-dorog": Season((5, 1), (10, 15)),
    "roads-otsutstvie-razmetki-ili-nekachestvenno-nanesennaia-razmetka-na": _PAINT,
    "improvement-nenadlezhashchee-sostoianie-fasadov-nezhilykh-zdanii-obektov": _PAINT,
    "housing-nenadlezhashchee-soderzhanie-fasadov-i-krovli-mkd": _PAINT,
}
"""By the code of a topic."""


def next_season(code: str, *, on: date) -> date | None:
    """When works of the topic begin again; None where they can be done now, or at any time."""
    season = SEASONS.get(code)
    return None if season is None or season.holds(on) else season.next_start(on)
