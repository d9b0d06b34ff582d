"""The kills: at named points in the code, and at any moment."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from otklik.bench.kills.stage import Stage

POINTS = (
    "delivery.after_claim",
    "delivery.before_send",
    "delivery.after_accept",
    "delivery.after_commit",
    "answers.before_commit",
    "intake.before_apply_commit",
    "intake.after_apply",
    "triage.before_commit",
    "appeals.before_commit",
    "intake.before_commit",
    "edge.after_commit",
)
"""All points in the code where a trial may kill; a test holds this list against the code."""
ANYWHERE = ("worker 1", "edge", "postgres", "worker 2", "pages", "edge", "postgres")
"""Whom the kills at any moment strike, in turn."""
REACHED_WITHIN_SECONDS = 8.0
LONGEST_PAUSE_SECONDS = 0.8


@dataclass
class Blows:
    """The kills that are to be dealt, and those that were."""

    wanted: int
    points: Path
    stage: Stage
    chance: random.Random
    dealt: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def count(self) -> int:
        """How many were dealt."""
        return sum(self.dealt.values())

    def deal_all(self) -> None:
        """Deal them: half at named points, half at any moment, beside each other."""
        named = threading.Thread(target=self._deal_named, daemon=True)
        named.start()
        self._deal_anywhere()
        named.join()

    def _deal_named(self) -> None:
        turn = 0
        while self.count < self.wanted:
            point = POINTS[turn % len(POINTS)]
            turn += 1
            if self._strike_at(point):
                self._note(point)

    def _strike_at(self, point: str) -> bool:
        """Lay the point out until somebody reaches it; given up after a while, so that the others get their turn."""
        file = self.points / point
        file.touch()
        until = time.monotonic() + REACHED_WITHIN_SECONDS
        while file.exists():
            if time.monotonic() > until or self.count >= self.wanted:
                break
            time.sleep(0.02)
        else:
            return True
        try:
            file.unlink()
        except FileNotFoundError:
            return True
        return False

    def _deal_anywhere(self) -> None:
        turn = 0
        while self.count < self.wanted:
            self.stage.check()
            # as many at any moment as at named points: the slower of the two sets the pace
            named = sum(self.dealt[point] for point in POINTS)
            if self.count - named > named:
                time.sleep(0.05)
                continue
            time.sleep(self.chance.uniform(0, LONGEST_PAUSE_SECONDS))
            name = ANYWHERE[turn % len(ANYWHERE)]
            turn += 1
            if self.stage.by_name[name].kill(self.chance):
                self._note(name)

    def _note(self, what: str) -> None:
        with self._lock:
            self.dealt[what] += 1
