"""What the worker does for cases: give messages their case, wake deferred ones, give up on silent authors."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move, tell_changed
from otklik.appeals.opening import case_messages
from otklik.appeals.searching import index_cases
from otklik.appeals.states import Act, Outcome, Party, State
from otklik.appeals.subject import names_told
from otklik.appeals.workflow import Reason
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import claim_messages, mark_cased, mark_failed
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError
from otklik.shared.failpoints import failpoint

log = logging.getLogger(__name__)

SILENCE = timedelta(days=10)
"""An author who was asked and says nothing for so long: the case is closed as not clarified."""
QUIET_AFTER_ANSWER = timedelta(days=30)
"""An answered case to which nobody writes for so long is closed."""

NEWEST_TO_NAME = 2000
"""Names are read within seconds, so only the newest cases can lack one."""


def case_waiting_messages(*, at_most: int = 100) -> int:
    """Give waiting messages their case, in one batch. Returns how many were taken."""
    return work_through(
        Queue(
            name="appeals",
            claim=lambda limit: claim_messages(Awaits.APPEALS, at_most=limit, together_with=("page", "author")),
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
    failpoint("appeals.before_commit")


def name_cases(*, at_most: int = 100) -> int:
    """Take over names of authors that the network told after their case was opened. Returns how many cases got one."""
    newest = Appeal.objects.order_by("-id").values("id")[:NEWEST_TO_NAME]
    nameless = Appeal.objects.filter(
        id__in=newest,
        author_name="",
        messages__message__author__name__gt="",
        messages__message__is_by_page=False,
    )
    with transaction.atomic():
        cases = list(
            Appeal.objects.filter(id__in=nameless.values("id"))
            .order_by("id")
            .select_for_update(skip_locked=True)[:at_most]
        )
        names = names_told([case.id for case in cases])
        for appeal in cases:
            appeal.author_name = names.get(appeal.id, "")
        Appeal.objects.bulk_update(cases, ["author_name"])
        index_cases(cases)
        tell_changed(*cases)
    return len(cases)


def _move_by_time(due: QuerySet[Appeal], case_id: int, move: Move, *, now: datetime) -> bool:
    """One case in a transaction of its own: one that cannot be moved holds back no other."""
    try:
        with transaction.atomic():
            cases = due.select_related("body").select_for_update(of=("self",), skip_locked=True)
            appeal = cases.filter(id=case_id).first()
            if appeal is not None:
                make_move(appeal, _with_outcome(appeal, move), now=now)
    except OtklikError:
        log.exception("appeals: case %s could not be moved by time", case_id)
        return False
    return appeal is not None


def _with_outcome(appeal: Appeal, move: Move) -> Move:
    """A case that is closed ends as its answer said, where that is known."""
    if move.act is not Act.CLOSE or not appeal.outcome:
        return move
    return Move(Act.CLOSE, move.by, Reason(outcome=Outcome(appeal.outcome)))


def move_cases_by_time(*, now: datetime, at_most: int = 200) -> int:
    """What time itself does: a deferral comes, a silent author is given up, an answered case is closed."""
    moves = [
        (Appeal.objects.filter(state=State.DEFERRED, deferred_until__lte=now), Act.DEFERRAL_COMES, Reason()),
        # a question that never reached the author was not left unanswered
        (
            Appeal.objects.filter(
                state=State.CLARIFYING, paused_at__lte=now - SILENCE, is_sending=False, delivery_trouble=""
            ),
            Act.GIVE_UP_CLARIFYING,
            Reason(),
        ),
        (
            Appeal.objects.filter(state=State.ANSWERED, changed_at__lte=now - QUIET_AFTER_ANSWER, wrote_again_at=None),
            Act.CLOSE,
            Reason(outcome=Outcome.EXPLAINED),
        ),
    ]
    count = 0
    for due, act, reason in moves:
        ids = list(due.order_by("id").values_list("id", flat=True)[:at_most])
        count += sum(_move_by_time(due, id_, Move(act, Party.SYSTEM, reason), now=now) for id_ in ids)
    return count
