"""Letters to residents who left an address: «is it yours?», «an answer is there». No word of an answer stands in them.

The secret of a link is made when its letter leaves, and stored as a hash. Where the mail server refuses, sending is
retried with a backoff for a day. A letter in doubt is not repeated: the answer is on the case page all the same.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from otklik.intake.expecting import Expected
from otklik.intake.models import ActLetter, ActLink, LetterKind, ResidentAct
from otklik.notices.models import SendingState
from otklik.notices.sending import begin, mine, send_each, try_later
from otklik.organizations.invitations import hash_token
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken, MailServerAway, send_letter
from otklik.shared.clock import now as read_clock
from otklik.shared.personal_links import CASE_PAGE, UNCONFIRMED_DAYS
from otklik.shared.wake import wake_workers

log = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 300


def want_letter(act: ResidentAct, kind: LetterKind, *, now: datetime) -> None:
    """Let a letter be sent, in the caller's transaction; one of its kind that waits already is enough."""
    ActLetter.objects.get_or_create(act=act, kind=kind, state=SendingState.WAITING, defaults={"due_at": now})
    with connection.cursor() as cursor:
        wake_workers(cursor, "notices")


def want_answer_letter(talk: str, *, now: datetime) -> None:
    """An answer stands on the case page of this talk: write to whoever confirmed an address, and to nobody else."""
    act = ResidentAct.objects.filter(number=talk, email_confirmed_at__isnull=False).exclude(email="").first()
    if act is not None:
        want_letter(act, LetterKind.ANSWERED, now=now)


def want_link_letter(number: int, email: str, *, expected: Expected | None, now: datetime) -> None:
    """Send the private link to this address, in the caller's transaction; from now on it is that of the act.

    `expected`: who answers and until when, as it stands now.
    """
    act = ResidentAct.objects.select_for_update().get(number=number)
    if act.email != email:
        act.email, act.email_confirmed_at = email, None
    act.expected = expected.told() if expected else act.expected
    act.save(update_fields=["email", "email_confirmed_at", "expected"])
    want_letter(act, LetterKind.LINK, now=now)


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
    rows = ActLetter.objects.select_related("act").exclude(act__email="").order_by("due_at", "id")
    taken = send_each(rows, _send, lost="", at_most=at_most)
    # whoever sent these died over it: nobody can tell whether the mail server has them
    if lost := ActLetter.objects.filter(state=SendingState.UNKNOWN).delete()[0]:
        log.warning("%s letters to residents are in doubt", lost)
    return taken


def _send(letter: ActLetter) -> None:
    """Raises MailServerAway where it waits for the next try: the others need not ask."""
    token = secrets.token_urlsafe(24)
    if not _begin(letter, token):
        return
    with translation.override(letter.act.language):
        subject, text = _WORDS[LetterKind(letter.kind)](letter.act, token)
    try:
        send_letter(letter.act.email, subject=subject, text=text)
    except LetterNotTaken as refused:
        ActLink.objects.filter(token_hash=hash_token(token)).delete()  # it reached nobody
        if not refused.is_final and letter.attempts < MOST_ATTEMPTS:
            _try_later(letter, refused.reason[:3])
            if isinstance(refused, MailServerAway):
                raise
            return
        log.warning("a letter of act %s was not taken: %s", letter.act.number, refused.reason[:3])
    except LetterInDoubt:
        log.warning("a letter of act %s is in doubt", letter.act.number)
    mine(letter).delete()


@transaction.atomic
def _begin(letter: ActLetter, token: str) -> bool:
    """From now on the mail server may have it, with the secret of its link."""
    if not begin(letter):
        return False
    if letter.kind != LetterKind.ANSWERED and letter.act.email_confirmed_at is None:
        ResidentAct.objects.filter(id=letter.act_id).update(confirm_hash=hash_token(token))
    if letter.kind != LetterKind.CONFIRM:
        ActLink.objects.create(act_id=letter.act_id, token_hash=hash_token(token), made_at=read_clock())
    return True


@transaction.atomic
def _try_later(letter: ActLetter, trouble: str) -> None:
    """Unless a newer one of its kind waits by now: that one says the same."""
    ResidentAct.objects.select_for_update(of=("self",)).get(id=letter.act_id)
    if ActLetter.objects.filter(act_id=letter.act_id, kind=letter.kind, state=SendingState.WAITING).exists():
        mine(letter).delete()
        return
    try_later(letter, trouble, now=read_clock())


def _asks_to_confirm(act: ResidentAct, token: str) -> tuple[str, str]:
    link = f"{settings.OTKLIK_SITE_URL}/mail/{token}/"
    text = gettext(
        "Somebody left this address with the message No. %(number)s, so that we write when an answer is there.\n\n"
        "If it was you, open this link and press the button:\n\n%(link)s\n\n"
        "If it was not you, do nothing: in %(days)s days we forget the address.\n"
    )
    values = {"number": act.number, "link": link, "days": UNCONFIRMED_DAYS}
    return gettext("Is this your address?"), text % values + _expected_of(act)


def _brings_link(act: ResidentAct, token: str) -> tuple[str, str]:
    text = gettext(
        "The private link to your message No. %(number)s:\n\n%(link)s\n\n"
        "Whoever has this link sees the message and the answer: do not pass it on.\n"
    )
    if act.email_confirmed_at is None:
        text += gettext("\nTo get a letter when an answer is there, open this link and press the button:\n\n%(mail)s\n")
    site = settings.OTKLIK_SITE_URL
    links = {"link": f"{site}{CASE_PAGE}{act.number}/{token}/", "mail": f"{site}/mail/{token}/"}
    subject = gettext("Your message No. %(number)s: the private link") % {"number": act.number}
    return subject, text % {"number": act.number, **links} + _expected_of(act)


def _expected_of(act: ResidentAct) -> str:
    """Who answers and until when, as far as it is known."""
    expected = Expected.read(act.expected)
    if expected is None or expected.needs_sorting or expected.answer_by is None:
        return ""
    until = date_format(expected.answer_by.astimezone(ZoneInfo(expected.zone)), "j E, H:i")
    told = gettext("\nWho answers: %(body)s, until %(until)s.\n")
    return told % {"body": expected.body, "until": until}


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
    LetterKind.LINK: _brings_link,
}
