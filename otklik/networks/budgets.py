"""Rate limits of calls to a network: a call waits for its turn.

Who keeps the turns is settled when a process starts (`share_turns`): by itself a process keeps its own; processes that
share tokens share a keeper. Answers go before reading: reading leaves room, and waits while an answer waits.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from otklik.networks.errors import OutOfTurn
from otklik.shared.words import marked as _

A_SECOND = 1.05
"""A little more than the network's second: its clock and ours do not start together."""
LONGEST_WAIT_SECONDS = 5.0
_SHORTEST_PAUSE_SECONDS = 0.02
_MOST_BUDGETS = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls within so many seconds."""

    calls: int
    seconds: float = A_SECOND

    @property
    def calls_for_reading(self) -> int:
        """How many of them reading may use up: a third stays free for answers, where there are enough to share."""
        return self.calls - self.calls // 3


@dataclass(frozen=True, slots=True)
class Turn:
    """When a call may go out. One that is not taken was not put down: wait, then ask again."""

    wait_seconds: float
    is_taken: bool


class Keeper(Protocol):
    """Keeps the turns of everybody who asks with the same key."""

    def take_turn(self, key: str, pace: Pace, *, is_reading: bool) -> Turn:
        """The next turn: for an answer within `LONGEST_WAIT_SECONDS`, for reading only at once; else none is taken."""
        ...


class OwnTurns:
    """Keeps turns for this process alone. Those that nobody has asked for longest are forgotten when there are many."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self._taken: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take_turn(self, key: str, pace: Pace, *, is_reading: bool) -> Turn:
        """The next turn."""
        with self._lock:
            taken = self._taken.setdefault(key, [])
            self._taken.move_to_end(key)
            while len(self._taken) > _MOST_BUDGETS:
                self._taken.popitem(last=False)
            now = self._tick()
            at = decide_turn(taken, pace, is_reading=is_reading, now=now)
            is_taken = at - now <= longest_wait(is_reading=is_reading)
            if is_taken:
                taken.append(at)
                del taken[: -pace.calls]
            return Turn(at - now, is_taken)


def decide_turn(taken: Sequence[float], pace: Pace, *, is_reading: bool, now: float) -> float:
    """When the next call may go out, after the turns that are taken, in their order.

    No span of `pace.seconds` ever holds more than `pace.calls`. Turns in the future are answers that wait: whoever
    reads finds no room before they are gone.
    """
    room = pace.calls_for_reading if is_reading else pace.calls
    return now if len(taken) < room else max(now, taken[-room] + pace.seconds)


def longest_wait(*, is_reading: bool) -> float:
    """How far ahead a turn may be taken, in seconds. Reading takes none ahead, so that no answer stands behind it."""
    return 0.0 if is_reading else LONGEST_WAIT_SECONDS


_keeper: Keeper = OwnTurns()


def share_turns(keeper: Keeper) -> None:
    """From now on this process asks that keeper for its turns."""
    global _keeper  # noqa: PLW0603 - set once, when a process starts
    _keeper = keeper


@dataclass(frozen=True, slots=True)
class Budget:
    """Calls at one pace, shared by all who name it alike."""

    pace: Pace
    key: str = ""
    keeper: Keeper | None = field(default=None, compare=False)
    """Only for trying it out; usually the one of the process."""
    pause: Callable[[float], None] = field(default=time.sleep, compare=False)

    def take(self, *, is_reading: bool = False) -> None:
        """Take a turn, waiting for it a few seconds at most. Raises OutOfTurn when it would take longer."""
        keeper = self.keeper or _keeper
        waited = 0.0
        while True:
            turn = keeper.take_turn(self.key, self.pace, is_reading=is_reading)
            wait = turn.wait_seconds if turn.is_taken else max(turn.wait_seconds, _SHORTEST_PAUSE_SECONDS)
            if waited + wait > LONGEST_WAIT_SECONDS:
                raise _out_of_turn(wait)
            if wait > 0:
                self.pause(wait)
            if turn.is_taken:
                return
            waited += wait

    def take_ahead(self, more: int) -> float:
        """Take an answer's turn and `more` behind it, all before the first is used; waits for the first alone.

        Returns in how many seconds after the first the last one comes. Raises OutOfTurn when one of them would come
        too late: then nothing was begun.
        """
        keeper = self.keeper or _keeper
        waits = []
        for _turn in range(1 + more):
            turn = keeper.take_turn(self.key, self.pace, is_reading=False)
            if not turn.is_taken:
                raise _out_of_turn(turn.wait_seconds)
            waits.append(turn.wait_seconds)
        if waits[0] > 0:
            self.pause(waits[0])
        return max(0.0, waits[-1] - waits[0])


def _out_of_turn(seconds: float) -> OutOfTurn:
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    return OutOfTurn(_("Too many requests to the network wait for their turn."), until=until)


def budget_of(*names: str, pace: Pace) -> Budget:
    """The one budget of these names (a network, a token, perhaps a chat); no token is kept."""
    return Budget(pace, hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest())
