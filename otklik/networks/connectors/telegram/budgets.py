"""The pace of Telegram: by a bot 30 times a second, once a second in a talk, 20 times a minute in a group."""

import hashlib
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from otklik.networks.errors import TryLater
from otklik.shared.words import marked as _

LONGEST_WAIT_SECONDS = 5.0
_MOST_CHATS = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls within so many seconds."""

    calls: int
    seconds: float


OF_BOT = Pace(30, 1.05)
"""A little more than Telegram's second: its clock and ours do not start together."""
OF_TALK = Pace(1, 1.05)
OF_GROUP = Pace(20, 61.0)


@dataclass
class Budget:
    """Calls of one bot, or of one bot in one chat. Callers wait for their turn, in the order in which they came."""

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
                raise TryLater(_("Too many requests to Telegram wait for their turn."), until=until)
            self._taken.append(turn)
            return turn - now


_budgets: OrderedDict[str, Budget] = OrderedDict()
_budgets_lock = threading.Lock()


def budget_of_bot(token: str) -> Budget:
    """The one budget of a bot in this process; the token itself is not kept."""
    return _budget(token, OF_BOT)


def budget_of_chat(token: str, chat: int) -> Budget:
    """The one budget of a bot in one chat: groups have negative numbers."""
    return _budget(f"{token} {chat}", OF_GROUP if chat < 0 else OF_TALK)


def _budget(name: str, pace: Pace) -> Budget:
    key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    with _budgets_lock:
        budget = _budgets.setdefault(key, Budget(pace))
        _budgets.move_to_end(key)
        while len(_budgets) > _MOST_CHATS:
            _budgets.popitem(last=False)
        return budget
