"""What the worker does for organizations: invitations go out by e-mail, each once."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from otklik.audit.services import record
from otklik.organizations.invitations import make_token
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken, MailServerAway, send_letter
from otklik.organizations.models import Invitation, LetterState
from otklik.organizations.policy import rules_on
from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now as read_clock

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 300
"""With back-off about a day; then a person decides."""
CLAIM = timedelta(minutes=2)
"""Longer than handing a letter over may take (OTKLIK_MAIL_TIMEOUT_SECONDS at most 60)."""
NOBODY_CAN_TELL = "the worker stopped while it sent the letter"


def send_waiting_invitations(*, at_most: int = 5) -> int:
    """Send invitations that wait. Returns how many were taken up; 0 also where the mail server is away.

    Mail servers know no keys and cannot be asked: a letter in doubt becomes `unknown`, and a person decides.
    One letter in a round finds out whether the server is there again; the others keep their attempts.
    """
    _give_up_lost_claims(now=read_clock())
    taken = 0
    while taken < at_most and (claimed := _claim(now=read_clock())) is not None:
        taken += 1
        try:
            _send(*claimed)
        except MailServerAway:
            return 0
    return taken


def _give_up_lost_claims(*, now: datetime) -> None:
    lost = Invitation.objects.filter(letter=LetterState.SENDING, due_at__lte=now)
    lost.update(letter=LetterState.UNKNOWN, trouble=NOBODY_CAN_TELL)


@transaction.atomic
def _claim(*, now: datetime) -> tuple[Invitation, str] | None:
    """One invitation for this worker, with the secret of its link, which is made now and kept as a hash."""
    waiting = Invitation.objects.select_for_update(of=("self",), skip_locked=True).select_related("staff")
    found = waiting.filter(
        letter=LetterState.WAITING, due_at__lte=now, withdrawn_at=None, accepted_at=None, staff__is_active=True
    )
    invitation = found.order_by("due_at", "id").first()
    if invitation is None:
        return None
    token, invitation.token_hash = make_token()
    days = rules_on(timezone.localdate(now)).invitation_days
    invitation.letter, invitation.due_at = LetterState.SENDING, now + CLAIM
    invitation.attempts += 1
    invitation.expires_at = now + timedelta(days=days)
    invitation.save()
    return invitation, token


def _send(invitation: Invitation, token: str) -> None:
    """Raises MailServerAway, once it is noted."""
    subject, text = _letter(invitation, token)
    try:
        send_letter(invitation.staff.email, subject=subject, text=text)
    except LetterNotTaken as refused:
        _try_later(invitation, refused, now=read_clock())
        if isinstance(refused, MailServerAway):
            raise
    except LetterInDoubt as doubt:
        log.warning("invitation %s: %s", invitation.id, doubt.reason)
        _settle(invitation, LetterState.UNKNOWN, trouble=doubt.reason)
    else:
        _settle(invitation, LetterState.SENT)


def _try_later(invitation: Invitation, why: LetterNotTaken, *, now: datetime) -> None:
    if why.is_final or invitation.attempts >= MOST_ATTEMPTS:
        _settle(invitation, LetterState.FAILED, trouble=why.reason)
        return
    later = now + timedelta(seconds=delay_seconds(invitation.attempts))
    _mine(invitation).update(letter=LetterState.WAITING, due_at=later, trouble=why.reason)


@transaction.atomic
def _settle(invitation: Invitation, state: LetterState, *, trouble: str = "") -> None:
    if _mine(invitation).update(letter=state, trouble=trouble):
        subject = f"staff:{invitation.staff_id}"
        record("invitation_letter", subject=subject, by=None, now=read_clock(), details={"state": state.value})


def _mine(invitation: Invitation) -> QuerySet[Invitation]:
    """Only while this worker's claim holds."""
    return Invitation.objects.filter(
        id=invitation.id, letter=LetterState.SENDING, attempts=invitation.attempts, token_hash=invitation.token_hash
    )


def _letter(invitation: Invitation, token: str) -> tuple[str, str]:
    """Subject and text in the language of the person."""
    with translation.override(invitation.staff.language):
        link = f"{settings.OTKLIK_SITE_URL}/desk/invitation/{token}/"
        expires_at = invitation.expires_at or read_clock()
        until = timezone.localtime(expires_at).strftime("%d.%m.%Y %H:%M")
        text = gettext(
            "Hello, %(name)s!\n\n"
            "You are invited to the desk of Otklik, where the messages of residents are answered.\n"
            "Set your password here:\n\n%(link)s\n\n"
            "The link works once, until %(until)s. If you did not expect this letter, do nothing.\n"
        )
        return gettext("Your way into Otklik"), text % {"name": invitation.staff.name, "link": link, "until": until}
