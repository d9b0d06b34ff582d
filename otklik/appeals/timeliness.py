"""Which cases count for speed, and which of them wait, are late or were due: for the desk, the public and open data.

What is not answered and whose deadline is over counts as well, as a wait longer than that of all that was answered:
else whoever leaves the difficult ones unanswered would look the faster for it.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from otklik.appeals.models import IS_OPEN
from otklik.appeals.states import State

FOREVER: Final = timedelta(days=1_000_000)
"""The wait of a case that is not answered and overdue."""
STILL_WAITS: Final = FOREVER / 20
"""A percentile from here on lies between the last that was answered and one that waits: by halves in a median, by
tenths in the slowest tenth."""
COUNTED: Final = Q(primary_due_at__isnull=False, duplicate_of=None) & ~Q(state=State.DECLINED)
"""It had to be answered: thanks, joined and declined cases had not."""
IS_ANSWERED: Final = Q(primary_answered_at__isnull=False)
"""For now or in full."""
_RUNS: Final = Q(paused_at=None) | Q(due_at__isnull=False)
"""Where the clocks stand (the author is asked, the case is withdrawn) nothing is late; the clock of the law runs on."""
WAITS: Final = IS_OPEN & (~Q(state=State.CLARIFYING) | _RUNS)
"""Open, and it is not the author whom we wait for. What was answered for now, was put off or came back waits, too."""


def is_overdue(now: datetime) -> Q:
    """Open, and its nearest deadline is over."""
    return IS_OPEN & Q(due_at__lt=now)


def waits_too_long(now: datetime) -> Q:
    """Not answered at all, and the deadline of the first answer is over."""
    return _RUNS & Q(primary_answered_at=None, primary_due_at__lt=now)


def is_late(now: datetime) -> Q:
    """Answered after the deadline of the first answer, or not at all though it is over."""
    return Q(primary_answered_at__gt=F("primary_due_at")) | waits_too_long(now)


def was_due(now: datetime) -> Q:
    """Answered, or the deadline is over: of these a share in time can be told, and a median."""
    return IS_ANSWERED | waits_too_long(now)
