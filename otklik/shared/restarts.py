"""When a process that died is restarted: at once at first, then with a growing backoff while it keeps dying."""

from typing import Final

FIRST_PAUSE_SECONDS: Final = 0.2
LONGEST_PAUSE_SECONDS: Final = 10.0
WELL_AFTER_SECONDS: Final = 10.0
"""One that ran so long was well: when it dies later, it starts again at once."""


class Restarts:
    """Starts and deaths of one process. Moments are those of the monotonic clock, in seconds."""

    def __init__(self) -> None:
        self.deaths = 0
        self._started_at = 0.0
        self._start_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS

    def started(self, moment: float) -> None:
        """It was started."""
        self._started_at = moment

    def died(self, moment: float) -> None:
        """It died by itself."""
        self.deaths += 1
        if moment - self._started_at > WELL_AFTER_SECONDS:
            self._pause = FIRST_PAUSE_SECONDS
        self._start_at = moment + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    def is_due(self, moment: float) -> bool:
        """Whether its pause is over."""
        return moment >= self._start_at
