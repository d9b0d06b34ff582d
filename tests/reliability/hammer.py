"""A process that asks VK as often as it may: half as if for answers, half for reading. For a test of shared budgets."""

import sys
import threading
import time

import django

from otklik.networks import budgets
from otklik.networks.budgets import A_SECOND, Keeper, Pace, Turn
from otklik.networks.calls import client_for
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.api import any_token, read, write
from otklik.networks.errors import OutOfTurn, TryLater

THREADS = 3
SLACK_SECONDS = A_SECOND - 1
"""So much later than its turn a call may reach the network without meeting calls of another span there."""


class Clock:
    """Turns as the keeper gives them, and how many calls were over later than the slack after theirs."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._mine = threading.local()
        self._lock = threading.Lock()
        self.late = 0

    def take_turn(self, key: str, pace: Pace, *, is_reading: bool) -> Turn:
        """Ask the keeper. A turn that is told late is late already, so its time counts from when it was asked for."""
        asked = time.monotonic()
        turn = self._keeper.take_turn(key, pace, is_reading=is_reading)
        self._mine.at = asked + turn.wait_seconds
        return turn

    def note(self) -> None:
        """The call of this thread is over."""
        with self._lock:
            self.late += time.monotonic() - self._mine.at > SLACK_SECONDS


def hammer(access: PageAccess, clock: Clock, *, calls: int) -> None:
    """Reach VK so many times, from several threads: who gets no turn asks again, what VK refuses is not asked again."""

    def ask() -> None:
        left = calls // THREADS
        while left:
            call = write if left % 2 else read
            try:
                call(access, any_token(access), "users.get", {"user_ids": 1})
            except OutOfTurn:
                continue  # reading waits while answers wait, and on a busy machine longer than a call may
            except TryLater:
                pass
            clock.note()
            left -= 1

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(api_url: str, token: str, calls: int) -> None:
    """Share the budgets of tokens as a worker does, say that all is ready, wait for the word, and ask.

    Prints how many calls were late.
    """
    django.setup()
    from otklik.pages.pace import share_budgets

    share_budgets()
    clock = Clock(budgets._keeper)
    budgets.share_turns(clock)
    access = PageAccess("vk", "7001", api_url=api_url, community_token=token)
    client_for(access)  # made beforehand: on a busy machine it takes longer than a turn
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    hammer(access, clock, calls=calls)
    sys.stdout.write(f"{clock.late}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
