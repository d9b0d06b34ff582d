"""Letters to subscribers: «is it yours?» and what is new. Nothing of a resident: only what stands on published pages.

What a letter tells is read when it leaves: what was taken back meanwhile stands in none. Every letter of news can be
ended with one click of the mail program (RFC 8058), without a cookie and without a page.
"""

import logging
from collections.abc import Sequence
from typing import Final

from django.utils import translation

from otklik.appeals.states import OVER
from otklik.notices.models import SendingState
from otklik.notices.sending import begin, end, mine, send_each, try_later
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken, MailServerAway, send_letter
from otklik.publication.models import JOINED, PublishedCase, Subscription, SubscriptionLetter, SubscriptionLetterKind
from otklik.publication.subscriptions.bouncing import note_refusal
from otklik.publication.subscriptions.links import LinkFor, link_to, return_address
from otklik.publication.subscriptions.news import waits_for_a_look
from otklik.publication.subscriptions.words import Letter, ask_to_confirm, show_page, tell_news, tell_of_case
from otklik.shared.clock import now as read_clock
from otklik.shared.failpoints import failpoint

log = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 60
"""With back-off some hours; what is new stands on the pages."""
NOBODY_CAN_TELL: Final = "the worker stopped while it sent the letter"


def send_waiting_subscription_letters(*, at_most: int = 20) -> int:
    """Send letters to subscribers that wait. Returns how many were taken up; 0 also where the mail server is away.

    A letter in doubt is not sent again.
    """
    rows = SubscriptionLetter.objects.select_related("subscription").order_by("due_at", "id")
    return send_each(rows, _hand_over, lost=NOBODY_CAN_TELL, at_most=at_most)


def _hand_over(letter: SubscriptionLetter) -> None:
    """Raises MailServerAway, once it is noted."""
    failpoint("publication.letter_claimed")
    subscription = letter.subscription
    # the one case as it stands now: it may be back since the letter was left
    numbers = [subscription.number] if subscription.number else letter.numbers
    cases = list(PublishedCase.objects.filter(number__in=numbers).order_by("-id"))
    with translation.override(subscription.language):
        written = _write(letter, cases)
    if not begin(letter):
        return
    if len(cases) < len(letter.numbers) and not subscription.number:
        # what is away now is told when it comes back
        mine(letter).update(numbers=[case.number for case in cases])
    if written is None:
        # all that it told of was taken back; or a person has to look first, and it is told once it is back
        Subscription.objects.filter(id=letter.subscription_id).exclude(number="").update(told_mark="")
        end(letter, SendingState.SENT)
        return
    failpoint("publication.letter_handing")
    try:
        send_letter(
            subscription.email, subject=written.subject, text=written.text, headers=_headers(letter),
            returns_to=return_address(subscription.key),
        )  # fmt: skip
    except LetterNotTaken as refused:
        _note(letter, refused)
        if isinstance(refused, MailServerAway):
            raise
    except LetterInDoubt as doubt:
        log.warning("letter %s to a subscriber is in doubt", letter.pk)
        end(letter, SendingState.UNKNOWN, doubt.reason[:3])
    else:
        end(letter, SendingState.SENT)
        _end_where_over(letter, cases)


def _write(letter: SubscriptionLetter, cases: Sequence[PublishedCase]) -> Letter | None:
    subscription = letter.subscription
    if letter.kind == SubscriptionLetterKind.CONFIRM:
        return ask_to_confirm(subscription) if subscription.confirmed_at is None else show_page(subscription)
    if subscription.number:
        case = next(iter(cases), None)
        return None if case is None and waits_for_a_look(subscription.number) else tell_of_case(subscription, case)
    return tell_news(subscription, cases) if cases else None


def _headers(letter: SubscriptionLetter) -> dict[str, str]:
    """No machine answers it (RFC 3834); one click ends it (RFC 8058)."""
    headers = {"Auto-Submitted": "auto-generated"}
    if letter.kind == SubscriptionLetterKind.NEWS:
        headers["List-Unsubscribe"] = f"<{link_to(letter.subscription.key, LinkFor.END)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _note(letter: SubscriptionLetter, refused: LetterNotTaken) -> None:
    # the server's words may name the mailbox: only its code is kept
    code = refused.reason[:3]
    if refused.is_no_mailbox:
        log.info("subscription %s ends: its mailbox is refused: %s", letter.subscription_id, code)
        note_refusal(letter.subscription)
    elif refused.is_final or letter.attempts >= MOST_ATTEMPTS:
        log.warning("letter %s to a subscriber was not taken: %s", letter.pk, code)
        end(letter, SendingState.FAILED, code)
    else:
        try_later(letter, code, now=read_clock())


def _end_where_over(letter: SubscriptionLetter, cases: Sequence[PublishedCase]) -> None:
    """Of one case that is closed, or published no more, nothing will come."""
    is_news = letter.kind == SubscriptionLetterKind.NEWS
    if is_news and letter.subscription.number and all(case.state in (*OVER, JOINED) for case in cases):
        Subscription.objects.filter(id=letter.subscription_id).delete()
