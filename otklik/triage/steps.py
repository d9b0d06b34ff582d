"""What the worker does for triage: judge the messages that wait."""

from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, transaction

from otklik.intake.act_talks import take_codes
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import claim_messages, mark_cased, mark_failed
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.failpoints import failpoint
from otklik.triage.services import Remember, judge_messages


def judge_waiting_messages(*, remember: Remember, at_most: int = 200) -> int:
    """Judge waiting messages in one batch. Returns how many were taken."""
    return work_through(
        Queue(
            name="triage",
            claim=lambda limit: claim_messages(Awaits.TRIAGE, at_most=limit),
            handle=lambda messages: _judge(messages, remember=remember),
            set_aside=lambda message, _: mark_failed(message),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )


def _judge(messages: Sequence[ResidentMessage], *, remember: Remember) -> None:
    now = read_clock()
    codes = take_codes(messages, now=now)
    if codes:
        mark_cased(codes)
    judge_messages([message for message in messages if message not in codes], now=now, remember=remember)
    failpoint("triage.before_commit")
