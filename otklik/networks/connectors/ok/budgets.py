"""How often OK may be asked with one token. OK publishes no number, only errors 8 and 11: ours stays well below."""

import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from otklik.networks.errors import TryLater
from otklik.shared.words import marked as _

REST_CALLS = 3
"""Calls a second with the token of an administrator."""
BOT_CALLS = 10
"""Calls a second with the key of a group."""
WINDOW_SECONDS = 1.05
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
                raise TryLater(_("Too many requests to OK wait for their turn."), until=until)
            self._taken.append(turn)
            return turn - now


_budgets: dict[str, Budget] = {}
_budgets_lock = threading.Lock()


def budget_of(token: str, *, calls: int) -> Budget:
    """The one budget of a token in this process; the token itself is not kept."""
    name = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
    with _budgets_lock:
        return _budgets.setdefault(name, Budget(calls))
