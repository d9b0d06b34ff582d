"""How often a network may be asked: calls wait for their turn at a pace. Budgets are shared in a process."""

import hashlib
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from otklik.networks.errors import TryLater
from otklik.shared.words import marked as _

A_SECOND = 1.05
"""A little more than the network's second: its clock and ours do not start together."""
LONGEST_WAIT_SECONDS = 5.0
_MOST_BUDGETS = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls within so many seconds."""

    calls: int
    seconds: float = A_SECOND


@dataclass
class Budget:
    """Calls at one pace. Callers wait for their turn, in the order in which they came."""

    pace: Pace
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
            now, calls, seconds = self.tick(), self.pace.calls, self.pace.seconds
            while self._taken and self._taken[0] <= now - seconds:
                self._taken.popleft()
            turn = now if len(self._taken) < calls else max(now, self._taken[-calls] + seconds)
            if turn - now > LONGEST_WAIT_SECONDS:
                until = datetime.now(UTC) + timedelta(seconds=turn - now)
                raise TryLater(_("Too many requests to the network wait for their turn."), until=until)
            self._taken.append(turn)
            return turn - now


_budgets: OrderedDict[str, Budget] = OrderedDict()
_budgets_lock = threading.Lock()


def budget_of(*names: str, pace: Pace) -> Budget:
    """The one budget of these names (a network, a token, perhaps a chat) in this process; no token is kept.

    The first who asks sets the pace. Budgets that nobody has asked for longest are forgotten when there are many.
    """
    key = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()
    with _budgets_lock:
        budget = _budgets.setdefault(key, Budget(pace))
        _budgets.move_to_end(key)
        while len(_budgets) > _MOST_BUDGETS:
            _budgets.popitem(last=False)
        return budget
