"""What the worker does for notices in messengers: those that wait go out, each once; what cannot, goes by e-mail."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, QuerySet, When

from otklik.networks.bots import TalkClosed
from otklik.networks.errors import ConnectorError, TryLater
from otklik.notices.bots import line_of, words_of
from otklik.notices.letters import write_message
from otklik.notices.models import NoticeKind, NoticeMessage, NoticeSending, SendingState, StaffBot, StaffTalk
from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now as read_clock
from otklik.shared.killpoints import reach
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=2)
"""Longer than one call may take."""
MOST_ATTEMPTS = 6
"""Then the letter goes out instead: a warning that comes hours late warns nobody."""
NOBODY_CAN_TELL = _("The worker stopped while it sent the message: it may have arrived.")
NO_TALK = _("There is no open talk with the bot any more.")


def send_waiting_messages(*, at_most: int = 20) -> int:
    """Send messages of notices that wait. Returns how many were taken up.

    Bots know no keys: a message in doubt becomes `unknown` and is not sent again; the desk has the notice.
    """
    lost = NoticeMessage.objects.filter(state=SendingState.SENDING, due_at__lte=read_clock())
    lost.update(state=SendingState.UNKNOWN, trouble=NOBODY_CAN_TELL)
    taken = 0
    while taken < at_most and (message := _claim(now=read_clock())) is not None:
        taken += 1
        reach("notices.message_claimed")
        _send(message)
    return taken


@transaction.atomic
def _claim(*, now: datetime) -> NoticeMessage | None:
    """A lease: a worker that dies before the network has anything gives the message back by it."""
    waiting = NoticeMessage.objects.select_for_update(of=("self",), skip_locked=True).select_related("notice__staff")
    found = waiting.filter(state=SendingState.WAITING, due_at__lte=now, notice__staff__is_active=True)
    alarms_first = Case(When(notice__kind=NoticeKind.EMERGENCY, then=0), default=1)
    message = found.order_by(alarms_first, "due_at", "id").first()
    if message is None:
        return None
    message.due_at, message.attempts = now + CLAIM, message.attempts + 1
    message.save(update_fields=["due_at", "attempts"])
    return message


def _send(message: NoticeMessage) -> None:
    notice = message.notice
    talk = StaffTalk.objects.filter(staff=notice.staff, network=message.network, closed_at=None).first()
    text = write_message(notice, now=read_clock())
    claimed = NoticeMessage.objects.filter(
        id=message.pk, state=SendingState.WAITING, attempts=message.attempts, due_at=message.due_at
    )
    if not claimed.update(state=SendingState.SENDING, due_at=read_clock() + CLAIM):
        return  # the lease ran out, another worker has it
    if talk is None:
        _give_up(message, NO_TALK, now=read_clock())
        return
    reach("notices.message_handing")
    try:
        line = line_of(StaffBot.objects.filter(network=message.network).first())
        line.connector.say(line.access, talk=talk.talk, text=text)
    except ConnectorError as why:
        _note_failure(message, talk, why, now=read_clock())
    else:
        _mine(message).update(state=SendingState.SENT, trouble="")


def _note_failure(message: NoticeMessage, talk: StaffTalk, why: ConnectorError, *, now: datetime) -> None:
    log.info("notice %s did not go into %s: %s", message.notice_id, message.network, why.code)
    if isinstance(why, TryLater) and why.is_uncertain:
        _mine(message).update(state=SendingState.UNKNOWN, trouble=words_of(why))
    elif isinstance(why, TryLater) and message.attempts < MOST_ATTEMPTS:
        later = now + timedelta(seconds=delay_seconds(message.attempts))
        due_at = max(later, why.until) if why.until else later
        _mine(message).update(state=SendingState.WAITING, due_at=due_at, trouble=words_of(why))
    else:
        if isinstance(why, TalkClosed):
            StaffTalk.objects.filter(id=talk.pk, talk=talk.talk).update(closed_at=now)
        _give_up(message, words_of(why), now=now)


@transaction.atomic
def _give_up(message: NoticeMessage, trouble: str, *, now: datetime) -> None:
    """It certainly did not arrive: the letter goes out in its place, if none does anyway."""
    if _mine(message).update(state=SendingState.FAILED, trouble=trouble):
        NoticeSending.objects.get_or_create(notice_id=message.notice_id, defaults={"due_at": now})


def _mine(message: NoticeMessage) -> QuerySet[NoticeMessage]:
    """Only while this worker's claim holds."""
    return NoticeMessage.objects.filter(id=message.pk, state=SendingState.SENDING, attempts=message.attempts)
