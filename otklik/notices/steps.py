"""What the worker does for notices: letters that wait go out, each once."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, QuerySet, When

from otklik.notices.letters import write_letter
from otklik.notices.models import NoticeKind, NoticeSending, SendingState
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken, send_letter
from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now as read_clock
from otklik.shared.killpoints import reach

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 60
"""With back-off some hours; what was to be told is then long known from the desk."""
CLAIM = timedelta(minutes=2)
"""Longer than handing a letter over may take (OTKLIK_MAIL_TIMEOUT_SECONDS at most 60)."""
NOBODY_CAN_TELL = "the worker stopped while it sent the letter"


def send_waiting_letters(*, at_most: int = 20) -> int:
    """Send letters of notices that wait. Returns how many were taken up.

    Mail servers know no keys: a letter in doubt becomes `unknown` and is not sent again; the desk has the notice.
    """
    _give_up_lost_claims(now=read_clock())
    taken = 0
    while taken < at_most and (sending := _claim(now=read_clock())) is not None:
        taken += 1
        reach("notices.claimed")
        _send(sending)
    return taken


def _give_up_lost_claims(*, now: datetime) -> None:
    lost = NoticeSending.objects.filter(state=SendingState.SENDING, due_at__lte=now)
    lost.update(state=SendingState.UNKNOWN, trouble=NOBODY_CAN_TELL)


@transaction.atomic
def _claim(*, now: datetime) -> NoticeSending | None:
    waiting = NoticeSending.objects.select_for_update(of=("self",), skip_locked=True).select_related("notice__staff")
    found = waiting.filter(state=SendingState.WAITING, due_at__lte=now, notice__staff__is_active=True)
    # an alarm does not stand in line behind warnings
    alarms_first = Case(When(notice__kind=NoticeKind.EMERGENCY, then=0), default=1)
    sending = found.order_by(alarms_first, "due_at", "notice_id").first()
    if sending is None:
        return None
    # a lease: a worker that dies before the mail server has anything gives it back by this
    sending.due_at, sending.attempts = now + CLAIM, sending.attempts + 1
    sending.save(update_fields=["due_at", "attempts"])
    return sending


def _send(sending: NoticeSending) -> None:
    notice = sending.notice
    subject, text = write_letter(notice, now=read_clock())
    mine = NoticeSending.objects.filter(
        notice_id=notice.id, state=SendingState.WAITING, attempts=sending.attempts, due_at=sending.due_at
    )
    if not mine.update(state=SendingState.SENDING, due_at=read_clock() + CLAIM):
        return  # the lease ran out, another worker has it
    reach("notices.handing")
    try:
        send_letter(notice.staff.email, subject=subject, text=text)
    except LetterNotTaken as refused:
        _try_later(sending, refused, now=read_clock())
    except LetterInDoubt as doubt:
        log.warning("notice %s: %s", notice.id, doubt.reason)
        _mine(sending).update(state=SendingState.UNKNOWN, trouble=doubt.reason)
    else:
        _mine(sending).update(state=SendingState.SENT, trouble="")


def _try_later(sending: NoticeSending, why: LetterNotTaken, *, now: datetime) -> None:
    if why.is_final or sending.attempts >= MOST_ATTEMPTS:
        _mine(sending).update(state=SendingState.FAILED, trouble=why.reason)
        return
    later = now + timedelta(seconds=delay_seconds(sending.attempts))
    _mine(sending).update(state=SendingState.WAITING, due_at=later, trouble=why.reason)


def _mine(sending: NoticeSending) -> QuerySet[NoticeSending]:
    """Only while this worker's claim holds."""
    return NoticeSending.objects.filter(
        notice_id=sending.notice_id, state=SendingState.SENDING, attempts=sending.attempts
    )
