"""Letters to residents who left an address: «is it yours?», «an answer is there». No word of an answer stands in them.

The secret of a link is made when its letter leaves, and kept as a hash. A server that does not take a letter is asked
again with a back-off for a day; a letter in doubt is not repeated: the answer stands on the case page all the same.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from otklik.intake.models import ActLetter, ActLink, LetterKind, ResidentAct
from otklik.organizations.invitations import hash_token
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken, MailServerAway, send_letter
from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now as read_clock
from otklik.shared.personal_links import CASE_PAGE
from otklik.shared.wake import wake_workers

log = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 300
_CLAIM: Final = timedelta(minutes=2)
"""Longer than handing a letter over may take."""
UNCONFIRMED_DAYS: Final = 7


def want_letter(act: ResidentAct, kind: LetterKind, *, now: datetime) -> None:
    """Let a letter be sent, in the caller's transaction; one of its kind that waits already is enough."""
    ActLetter.objects.get_or_create(act=act, kind=kind, is_under_way=False, defaults={"due_at": now})
    with connection.cursor() as cursor:
        wake_workers(cursor, "notices")


def want_answer_letter(talk: str, *, now: datetime) -> None:
    """An answer stands on the case page of this talk: write to whoever confirmed an address, and to nobody else."""
    act = ResidentAct.objects.filter(number=talk, email_confirmed_at__isnull=False).exclude(email="").first()
    if act is not None:
        want_letter(act, LetterKind.ANSWERED, now=now)


def confirm_email(token: str, *, now: datetime) -> bool:
    """The holder of the letter says that the address is theirs. False where the link leads nowhere."""
    if not token:
        return False
    acts = ResidentAct.objects.filter(confirm_hash=hash_token(token)).exclude(email="")
    acts.filter(email_confirmed_at=None).update(email_confirmed_at=now)
    return acts.exists()


def forget_unconfirmed(*, now: datetime) -> int:
    """Addresses that nobody confirmed in a week go. Returns how many."""
    stale = ResidentAct.objects.filter(email_confirmed_at=None, at__lt=now - timedelta(days=UNCONFIRMED_DAYS))
    return forget_addresses(list(stale.exclude(email="").values_list("id", flat=True)))


def forget_addresses(act_ids: Sequence[int]) -> int:
    """Take the addresses of these acts out, and the letters that wait. Returns how many."""
    ActLetter.objects.filter(act_id__in=act_ids).delete()
    acts = ResidentAct.objects.filter(id__in=act_ids)
    return acts.update(email="", confirm_hash="", email_confirmed_at=None)


def send_waiting_act_letters(*, at_most: int = 5) -> int:
    """Send letters to residents that wait. Returns how many were taken up; 0 also where the mail server is away."""
    _give_up_doubtful(now=read_clock())
    taken = 0
    while taken < at_most and (claimed := _claim(now=read_clock())) is not None:
        taken += 1
        try:
            _send(*claimed)
        except MailServerAway:
            return 0
    return taken


def _give_up_doubtful(*, now: datetime) -> None:
    """Whoever sent these died over it: nobody can tell whether the mail server has them."""
    lost = ActLetter.objects.filter(is_under_way=True, due_at__lte=now).delete()[0]
    if lost:
        log.warning("%s letters to residents are in doubt", lost)


@transaction.atomic
def _claim(*, now: datetime) -> tuple[ActLetter, str] | None:
    """One letter for this worker, with the secret of its link."""
    waiting = ActLetter.objects.select_related("act").select_for_update(of=("self",), skip_locked=True)
    letter = waiting.filter(is_under_way=False, due_at__lte=now).exclude(act__email="").order_by("due_at", "id").first()
    if letter is None:
        return None
    token = secrets.token_urlsafe(24)
    letter.attempts += 1
    letter.due_at, letter.is_under_way = now + _CLAIM, True
    letter.save(update_fields=["attempts", "due_at", "is_under_way"])
    if letter.kind == LetterKind.CONFIRM:
        ResidentAct.objects.filter(id=letter.act_id).update(confirm_hash=hash_token(token))
    else:
        ActLink.objects.create(act_id=letter.act_id, token_hash=hash_token(token), made_at=now)
    return letter, token


def _send(letter: ActLetter, token: str) -> None:
    """Raises MailServerAway where it waits for the next try: the others need not ask."""
    with translation.override(letter.act.language):
        subject, text = _WORDS[LetterKind(letter.kind)](letter.act, token)
    try:
        send_letter(letter.act.email, subject=subject, text=text)
    except LetterNotTaken as refused:
        ActLink.objects.filter(token_hash=hash_token(token)).delete()  # it reached nobody
        if not refused.is_final and letter.attempts < MOST_ATTEMPTS:
            _try_later(letter)
            if isinstance(refused, MailServerAway):
                raise
            return
        log.warning("a letter of act %s was not taken: %s", letter.act.number, refused.reason[:3])
    except LetterInDoubt:
        log.warning("a letter of act %s is in doubt", letter.act.number)
    ActLetter.objects.filter(id=letter.id).delete()


@transaction.atomic
def _try_later(letter: ActLetter) -> None:
    """Unless a newer one of its kind waits by now: that one says the same."""
    ResidentAct.objects.select_for_update(of=("self",)).get(id=letter.act_id)
    if ActLetter.objects.filter(act_id=letter.act_id, kind=letter.kind, is_under_way=False).exists():
        ActLetter.objects.filter(id=letter.id).delete()
        return
    later = read_clock() + timedelta(seconds=delay_seconds(letter.attempts))
    ActLetter.objects.filter(id=letter.id).update(due_at=later, is_under_way=False)


def _asks_to_confirm(act: ResidentAct, token: str) -> tuple[str, str]:
    link = f"{settings.OTKLIK_SITE_URL}/mail/{token}/"
    text = gettext(
        "Somebody left this address with the message No. %(number)s, so that we write when an answer is there.\n\n"
        "If it was you, open this link and press the button:\n\n%(link)s\n\n"
        "If it was not you, do nothing: in %(days)s days we forget the address.\n"
    )
    values = {"number": act.number, "link": link, "days": UNCONFIRMED_DAYS}
    return gettext("Is this your address?"), text % values


def _tells_of_answer(act: ResidentAct, token: str) -> tuple[str, str]:
    link = f"{settings.OTKLIK_SITE_URL}{CASE_PAGE}{act.number}/{token}/"
    text = gettext(
        "An answer to your message No. %(number)s is there. Read it here:\n\n%(link)s\n\n"
        "Whoever has this link sees the message and the answer: do not pass it on.\n"
    )
    subject = gettext("An answer to your message No. %(number)s") % {"number": act.number}
    return subject, text % {"number": act.number, "link": link}


_WORDS: Final[dict[LetterKind, Callable[[ResidentAct, str], tuple[str, str]]]] = {
    LetterKind.CONFIRM: _asks_to_confirm,
    LetterKind.ANSWERED: _tells_of_answer,
}
