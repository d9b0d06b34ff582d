"""How often MAX may be asked with one bot's token: 30 times a second. Shared in a process."""

import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from otklik.networks.errors import TryLater
from otklik.shared.words import marked as _

BOT_CALLS = 30
POLLS = 2
"""MAX answers its long poll at most twice a second."""
WINDOW_SECONDS = 1.05
"""A little more than MAX's second: its clock and ours do not start together."""
LONGEST_WAIT_SECONDS = 5.0


@dataclass
class Budget:
    """Calls of one token within the window. Callers wait for their turn, in the order in which they came."""

    calls: int
    tick: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    _taken: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> None:
        """Take a turn, waiting for it a few seconds at most. Raises TryLater when the queue is longer."""
        wait = self._reserve()
        if wait > 0:
            self.pause(wait)

    def _reserve(self) -> float:
        with self._lock:
            now = self.tick()
            while self._taken and self._taken[0] <= now - WINDOW_SECONDS:
                self._taken.popleft()
            turn = now if len(self._taken) < self.calls else max(now, self._taken[-self.calls] + WINDOW_SECONDS)
            if turn - now > LONGEST_WAIT_SECONDS:
                until = datetime.now(UTC) + timedelta(seconds=turn - now)
                raise TryLater(_("Too many requests to MAX wait for their turn."), until=until)
            self._taken.append(turn)
            return turn - now


_budgets: dict[tuple[str, int], Budget] = {}
_budgets_lock = threading.Lock()


def budget_of(token: str, *, calls: int = BOT_CALLS) -> Budget:
    """The one budget of a token for calls of this speed in this process; the token itself is not kept."""
    name = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
    with _budgets_lock:
        return _budgets.setdefault((name, calls), Budget(calls))
