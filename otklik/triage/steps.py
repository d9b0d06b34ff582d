"""What the worker does for triage: judge the messages that wait."""

from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, transaction

from otklik.duplicates.services import claim_fingerprints, compare_fingerprints, set_aside
from otklik.intake.act_talks import take_codes
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import claim_messages, mark_cased, mark_failed
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.duplicates.services import claim_fingerprints, compare_fingerprints, set_aside
from otklik.shared.failpoints import failpoint
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
    now = read_clock()
    codes = take_codes(messages, now=now)
    if codes:
        mark_cased(codes)
    judge_messages([message for message in messages if message not in codes], now=now)
    failpoint("triage.before_commit")


def compare_waiting_texts(*, at_most: int = 100) -> int:
    """Look for what was said before of the same, for texts that wait. Returns how many were compared.

    In a loop of its own: no message waits for it on its way to a case.
    """
    return work_through(
        Queue(
            name="seen before",
            claim=lambda limit: claim_fingerprints(at_most=limit),
            handle=compare_fingerprints,
            set_aside=lambda waiting, _: set_aside(waiting),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )
