"""What the worker does for notices: letters that wait go out, each once."""

import logging
from datetime import datetime

from django.db import transaction

from otklik.notices.letters import write_letter
from otklik.notices.models import NoticeSending, SendingState
from otklik.notices.sending import begin, end, notices_on_their_way, send_each, try_later
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken, MailServerAway, send_letter
from otklik.shared.clock import now as read_clock
from otklik.shared.failpoints import failpoint

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 60
"""With back-off some hours; what was to be told is then long known from the desk."""
NOBODY_CAN_TELL = "the worker stopped while it sent the letter"


def send_waiting_letters(*, at_most: int = 20) -> int:
    """Send letters of notices that wait. Returns how many were taken up; 0 also where the mail server is away.

    Mail servers know no keys: a letter in doubt becomes `unknown` and is not sent again; the desk has the notice.
    """
    return send_each(notices_on_their_way(NoticeSending), _hand_letter, lost=NOBODY_CAN_TELL, at_most=at_most)


def _hand_letter(sending: NoticeSending) -> None:
    """Raises MailServerAway, once it is noted."""
    failpoint("notices.claimed")
    with transaction.atomic():  # what comes meanwhile waits for it, and has a letter of its own
        if not begin(sending):
            return
        subject, text = write_letter(sending, now=read_clock())
    notice = sending.notice
    failpoint("notices.handing")
    try:
        send_letter(notice.staff.email, subject=subject, text=text)
    except LetterNotTaken as refused:
        _note_refusal(sending, refused, now=read_clock())
        if isinstance(refused, MailServerAway):
            raise
    except LetterInDoubt as doubt:
        log.warning("notice %s: %s", notice.id, doubt.reason)
        end(sending, SendingState.UNKNOWN, doubt.reason)
    else:
        end(sending, SendingState.SENT)


def _note_refusal(sending: NoticeSending, why: LetterNotTaken, *, now: datetime) -> None:
    if why.is_final or sending.attempts >= MOST_ATTEMPTS:
        end(sending, SendingState.FAILED, why.reason)
    else:
        try_later(sending, why.reason, now=now)
