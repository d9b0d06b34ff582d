"""What the worker does for notices in messengers: sends each once, and falls back to e-mail."""

import logging
from datetime import datetime

from django.db import transaction

from otklik.networks.bots import TalkClosed
from otklik.networks.errors import ConnectorError, OutOfTurn, TryLater
from otklik.notices.bots import line_of, words_of
from otklik.notices.letters import write_message
from otklik.notices.models import Notice, NoticeMessage, NoticeSending, SendingState, StaffBot, StaffTalk
from otklik.notices.sending import begin, end, notices_on_their_way, take_up, try_later, wait_for_turn
from otklik.shared.clock import now as read_clock
from otklik.shared.failpoints import failpoint
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
"""Then the letter goes out instead: a warning that comes hours late warns nobody."""
NOBODY_CAN_TELL = _("The worker stopped while it sent the message: it may have arrived.")
NO_TALK = _("There is no open talk with the bot any more.")


def send_waiting_messages(*, at_most: int = 20) -> int:
    """Send messages of notices that wait. Returns how many were taken up.

    Bots know no keys: a message in doubt becomes `unknown` and is not sent again; the desk has the notice.
    """
    taken = 0
    for message in take_up(notices_on_their_way(NoticeMessage), lost=NOBODY_CAN_TELL, at_most=at_most):
        taken += 1
        failpoint("notices.message_claimed")
        _hand_message(message)
    return taken


def _hand_message(message: NoticeMessage) -> None:
    notice = message.notice
    talk = StaffTalk.objects.filter(staff=notice.staff, network=message.network, closed_at=None).first()
    with transaction.atomic():  # what comes meanwhile waits for it, and has a message of its own
        if not begin(message):
            return
        text = write_message(message, now=read_clock())
    if talk is None:
        _give_up(message, NO_TALK, now=read_clock())
        return
    failpoint("notices.message_handing")
    try:
        line = line_of(StaffBot.objects.filter(network=message.network).first())
        line.connector.say(line.access, talk=talk.talk, text=text)
    except ConnectorError as why:
        _note_failure(message, talk, why, now=read_clock())
    else:
        end(message, SendingState.SENT)


def _note_failure(message: NoticeMessage, talk: StaffTalk, why: ConnectorError, *, now: datetime) -> None:
    log.info("notice %s did not go into %s: %s", message.notice_id, message.network, why.code)
    if isinstance(why, OutOfTurn):
        wait_for_turn(message, until=why.until or now)
    elif isinstance(why, TryLater) and why.is_uncertain:
        end(message, SendingState.UNKNOWN, words_of(why))
    elif isinstance(why, TryLater) and message.attempts < MOST_ATTEMPTS:
        try_later(message, words_of(why), now=now, until=why.until)
    else:
        with transaction.atomic():
            if isinstance(why, TalkClosed):
                StaffTalk.objects.filter(id=talk.pk, talk=talk.talk).update(closed_at=now)
            _give_up(message, words_of(why), now=now)


@transaction.atomic
def _give_up(message: NoticeMessage, trouble: str, *, now: datetime) -> None:
    """It certainly did not arrive: the letter goes out in its place, if nothing else tells the person."""
    # of two messages of one notice that fail at once the second sees the first
    Notice.objects.select_for_update(of=("self",)).get(id=message.notice_id)
    if not end(message, SendingState.FAILED, trouble):
        return
    others = NoticeMessage.objects.filter(notice_id=message.notice_id).exclude(state=SendingState.FAILED)
    if not others.exists():
        NoticeSending.objects.get_or_create(notice_id=message.notice_id, defaults={"due_at": now})
