"""Exponential backoff with jitter: how long to wait before a retry."""

import random

FIRST_CEILING_SECONDS = 1.0
LAST_CEILING_SECONDS = 300.0
LONGEST_OUTAGE_PAUSE = 5.0
_DOUBLINGS_THAT_MATTER = 30


def delay_seconds(failures: int) -> float:
    """Seconds to wait after so many failures in a row: between half and all of a ceiling that doubles up to 5 minutes.

    The second half is drawn by lot ("equal jitter"): many who failed together do not come back together, and nobody
    comes back at once however the lots fall.
    """
    if failures < 1:
        return 0.0
    ceiling = ceiling_seconds(failures)
    return random.uniform(ceiling / 2, ceiling)  # noqa: S311 - spreads load, keeps no secret


def ceiling_seconds(failures: int) -> float:
    """The longest that `delay_seconds` may ask for after so many failures in a row."""
    doublings = min(failures - 1, _DOUBLINGS_THAT_MATTER)
    return float(min(FIRST_CEILING_SECONDS * 2**doublings, LAST_CEILING_SECONDS))


def outage_pause_seconds(failures: int) -> float:
    """Seconds between two tries while our own database is away: seldom more than it takes to be started again."""
    return min(delay_seconds(failures), LONGEST_OUTAGE_PAUSE)
