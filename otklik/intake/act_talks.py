"""Where an answer is told of in a network: the author sends a page of ours a code, privately, from their own account.

The code stands on the private page of the act and is a keyed hash of its number, so nothing of it is kept. Whoever
sends it has the private link; the network says whose account it is. No word of an answer and no secret goes into such
a talk: administrators of the page read it, too.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from otklik.delivery.services import queue_answer
from otklik.intake.acts import opened_acts
from otklik.intake.letters import want_answer_letter
from otklik.intake.models import ActTalk, ResidentAct, ResidentMessage
from otklik.intake.selectors import find_talk, target_of_message
from otklik.intake.talk_codes import forget_talks, number_told
from otklik.networks.events import MessageKind
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)


_JOINED: Final = _(
    "We will write here when your message No. {number} is answered. What is there already stands on your private page."
    " To hear nothing here any more, answer «stop»."
)
_ANSWERED: Final = _("Your message No. {number} is answered: open your private page, by the link that you got with it.")
_LEFT: Final = _("Done: we do not write here about answers any more.")
_STOP: Final = re.compile(r"[/«\"]?(?:stop|стоп)[»\"]?[.!]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JoinedTalk:
    """The talk that an act is told of in."""

    network: str
    page: str
    """How the page is called."""


def take_codes(messages: Sequence[ResidentMessage], *, now: datetime) -> list[ResidentMessage]:
    """Join the talks of those that are codes, leave those of «stop», in the caller's transaction, and return them.

    Nobody else need look at these.
    """
    return [message for message in messages if _join(message, now=now) or _leave(message, now=now)]


def tell_of_answer(talk: str, *, now: datetime) -> None:
    """An answer stands on the case page of this talk of our own pages: tell its author wherever they wanted to hear."""
    want_answer_letter(talk, now=now)
    joined = ActTalk.objects.select_related("act").filter(act__number=talk).first()
    if joined is not None:
        said = find_talk(page_id=joined.page_id, author_id=joined.account_id)
        if said is not None:
            _say(said, joined.act, _ANSWERED, now=now)


def find_joined(number: int) -> JoinedTalk | None:
    """Where the author of this act is told; None: nowhere in a network."""
    found = ActTalk.objects.filter(act__number=number).values_list("page__network", "page__name").first()
    return JoinedTalk(*found) if found else None


def leave_talk(number: int, token: str) -> bool:
    """The holder of the private link wants to hear nothing in a network any more. False where nothing was told."""
    with transaction.atomic():
        return bool(forget_talks(ActTalk.objects.filter(act__in=opened_acts(number, token))))


def _join(message: ResidentMessage, *, now: datetime) -> bool:
    """False where the message is no code, or one that somebody else's account has used."""
    if message.kind != MessageKind.PRIVATE or message.page_id is None or message.author_id is None:
        return False
    number = number_told(message.text)
    act = ResidentAct.objects.select_for_update().filter(number=number, erase_due_at=None).first() if number else None
    if act is None:
        return False
    joined = {"page_id": message.page_id, "account_id": message.author_id}
    talk, is_new = ActTalk.objects.get_or_create(act=act, defaults=joined | {"joined_at": now})
    if talk.account_id != message.author_id:
        return False
    if is_new or talk.page_id != message.page_id:
        ActTalk.objects.filter(id=talk.id).update(page_id=message.page_id)
        _say(message, act, _JOINED, now=now)
    return True


def _leave(message: ResidentMessage, *, now: datetime) -> bool:
    """Whoever is told here may end it here: a link with a stranger's code joins whoever presses it.

    False where the message is no «stop», or nothing is told in this talk: it may mean something else then.
    """
    if message.kind != MessageKind.PRIVATE or not _STOP.fullmatch(message.text.strip()):
        return False
    talks = ActTalk.objects.filter(page=message.page_id, account=message.author_id)
    first = talks.select_related("act").order_by("id").first()
    if first is None:
        return False
    forget_talks(talks)
    _say(message, first.act, _LEFT, now=now)
    return True


def _say(said: ResidentMessage, act: ResidentAct, words: str, *, now: datetime) -> None:
    """Write into the talk; where the network has no way, the private page tells all the same."""
    with translation.override(act.language):
        text = gettext(words).format(number=act.number)
    try:
        with transaction.atomic():
            queue_answer(target_of_message(said), text=text, now=now)
    except OtklikError as why:
        log.info("intake: act %s is not told of in a network: %s", act.number, why)
