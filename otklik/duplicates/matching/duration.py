"""How long what residents tell of usually lasts: who writes later rather tells that it happened again."""

from collections.abc import Iterable
from math import log2
from typing import Final

USUAL_DAYS: Final = 21
DAYS: Final[dict[int, str]] = {
    2: "gas smoke jam accident ambulance bus_late bus_past bus_full rude lost poison",
    4: "power water noise signal internet",
    7: "smell queue meals cash icicle",
    12: "garbage snow ice heating lift leak sewage puddle leaves",
    45: "lamp dogs vermin grass basement doctor medicine stairs_cleaning mud dust",
    90: "pit kerb manhole crossing sign roof playground bench fence graffiti tree stop facade ramp bridge building"
    " stairs paving monument parking dug car_wreck entrance_door construction_waste river",
}
"""Days → what lasts so long, by the codes of `matters.THINGS`; everything else lasts `USUAL_DAYS`."""
_DAYS_OF: Final = {code: days for days, codes in DAYS.items() for code in codes.split()}
AGAIN_DAYS: Final = 7
"""Who says days later that it is so again tells of another time."""
_FRESH_SHARE: Final = 2
"""For so large a part of the time it is fresh."""
_DAY: Final = 24.0


def days_of(subjects: Iterable[str]) -> int:
    """How many days later somebody may still tell of the same; of several things the longest."""
    return max((_DAYS_OF.get(code, USUAL_DAYS) for code in subjects), default=USUAL_DAYS)


def freshness(hours_apart: float, days: int) -> float:
    """1 for the first half of these days, then less; a half at their end, nothing after twice as many."""
    fresh = days * _DAY / _FRESH_SHARE
    hours = abs(hours_apart)
    return 1.0 if hours <= fresh else max(0.0, 1 - 0.5 * log2(hours / fresh) / log2(_FRESH_SHARE))
