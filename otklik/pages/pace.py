"""The rate limiter of network tokens, in PostgreSQL: one limit a token, shared by all processes and machines.

One row a key, written by one statement in a transaction of its own: no lock is held while somebody waits. The table is
not logged: after a crash of the server it is empty, and a network hears at most one span's calls too many.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection

from otklik.networks.budgets import Pace, Turn, longest_wait, share_turns
from otklik.pages.models import TakenTurns

KEPT = timedelta(hours=1)
"""Longer than any pace looks back."""

_TAKE = """
insert into pages_takenturns as kept (key, turns, wait_seconds, is_taken, asked_at)
values (%(key)s, array[coalesce(%(now)s::float8, extract(epoch from clock_timestamp())::float8)], 0, true,
        clock_timestamp())
on conflict (key) do update set (turns, wait_seconds, is_taken, asked_at) = (
  select case when at - now <= %(longest)s
              then (kept.turns || at)[greatest(cardinality(kept.turns) + 2 - %(calls)s, 1):] else kept.turns end,
         at - now, at - now <= %(longest)s, clock_timestamp()
  from (
    select now, greatest(now, kept.turns[cardinality(kept.turns) + 1 - %(room)s] + %(seconds)s) as at
    from (select coalesce(%(now)s::float8, extract(epoch from clock_timestamp())::float8) as now offset 0) as clock
  ) as asked)
returning wait_seconds, is_taken
"""
"""The same as `otklik.networks.budgets.decide_turn`; the clock is the server's, read when the row is ours."""


class SharedTurns:
    """Keeps turns for all processes of an installation. The database being away is raised: nothing was asked then."""

    def __init__(self, tick: Callable[[], float | None] = lambda: None) -> None:
        self._tick = tick

    def take_turn(self, key: str, pace: Pace, *, is_reading: bool) -> Turn:
        """The next turn."""
        if connection.in_atomic_block:
            raise RuntimeError("a network is called inside a transaction, which would be held open for seconds")
        room = pace.calls_for_reading if is_reading else pace.calls
        asked = {"key": key, "now": self._tick(), "calls": pace.calls, "room": room, "seconds": pace.seconds}
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, asked | {"longest": longest_wait(is_reading=is_reading)})
            wait_seconds, is_taken = cursor.fetchone()
        return Turn(wait_seconds, is_taken)


def share_budgets() -> None:
    """Let this process share the budgets of tokens with all others of the installation."""
    share_turns(SharedTurns())


def forget_old_turns(*, now: datetime) -> int:
    """Forget the turns of tokens and chats that nobody used of late. Returns how many."""
    return TakenTurns.objects.filter(asked_at__lt=now - KEPT).delete()[0]
