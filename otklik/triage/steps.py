"""What the worker does for triage: judge the messages that wait."""

from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, transaction

from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import claim_messages, mark_failed
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.killpoints import reach
from otklik.triage.services import judge_messages


def judge_waiting_messages(*, at_most: int = 200) -> int:
    """Judge waiting messages in one batch. Returns how many were taken."""
    return work_through(
        Queue(
            name="triage",
            claim=lambda limit: claim_messages(Awaits.TRIAGE, at_most=limit),
            handle=_judge,
            set_aside=lambda message, _: mark_failed(message),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )


def _judge(messages: Sequence[ResidentMessage]) -> None:
    judge_messages(messages, now=read_clock())
    reach("triage.before_commit")
