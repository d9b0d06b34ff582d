"""What the worker does for cases: give messages their case, wake deferred ones, give up on silent authors."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.opening import case_messages
from otklik.appeals.states import Act, Outcome, Party, State
from otklik.appeals.workflow import Reason
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import claim_messages, mark_cased, mark_failed
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.killpoints import reach

SILENCE = timedelta(days=10)
"""An author who was asked and says nothing for so long: the case is closed as not clarified."""
QUIET_AFTER_ANSWER = timedelta(days=30)
"""An answered case to which nobody writes for so long is closed."""


def case_waiting_messages(*, at_most: int = 100) -> int:
    """Give waiting messages their case, in one batch. Returns how many were taken."""
    return work_through(
        Queue(
            name="appeals",
            claim=lambda limit: claim_messages(Awaits.APPEALS, at_most=limit),
            handle=_case,
            set_aside=lambda message, _: mark_failed(message),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )


def _case(messages: Sequence[ResidentMessage]) -> None:
    case_messages(messages, now=read_clock())
    mark_cased(messages)
    reach("appeals.before_commit")


def move_cases_by_time(*, now: datetime, at_most: int = 200) -> int:
    """What time itself does: a deferral comes, a silent author is given up, an answered case is closed."""
    moves = [
        (Appeal.objects.filter(state=State.DEFERRED, deferred_until__lte=now), Act.DEFERRAL_COMES, Reason()),
        (Appeal.objects.filter(state=State.CLARIFYING, paused_at__lte=now - SILENCE), Act.GIVE_UP_CLARIFYING, Reason()),
        (
            Appeal.objects.filter(state=State.ANSWERED, changed_at__lte=now - QUIET_AFTER_ANSWER, wrote_again_at=None),
            Act.CLOSE,
            Reason(outcome=Outcome.EXPLAINED),
        ),
    ]
    count = 0
    for due, act, reason in moves:
        with transaction.atomic():
            cases = list(
                due.select_related("body").order_by("id").select_for_update(of=("self",), skip_locked=True)[:at_most]
            )
            for appeal in cases:
                make_move(appeal, Move(act, Party.SYSTEM, reason), now=now)
        count += len(cases)
    return count
