"""Notifies authors of our own forms in a network: they link their account by sending a page of ours a code in private.

The code stands on the private page of the act and is a keyed hash of its number, so nothing of it is kept. Whoever
sends it has the private link; the network says whose account it is. No word of an answer and no secret goes into such
a talk: administrators of the page read it, too.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from otklik.delivery.services import queue_answer
from otklik.intake.acts import opened_acts
from otklik.intake.letters import want_answer_letter
from otklik.intake.models import ActTalk, ResidentAct, ResidentMessage
from otklik.intake.selectors import find_talk, target_of_message
from otklik.intake.talk_codes import forget_talks, number_told
from otklik.intake.talk_words import ANSWERED, JOINED, LEFT, is_stop, said
from otklik.networks.events import MessageKind
from otklik.shared.errors import OtklikError

log = logging.getLogger(__name__)


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
    told = {message: number for message in messages if (number := _number_in(message)) is not None}
    acts = _lock_acts(told.values()) if told else {}
    codes = {message for message, number in told.items() if number in acts and _join(message, acts[number], now=now)}
    return [message for message in messages if message in codes or _leave(message, now=now)]


def tell_of_answer(talk: str, *, now: datetime) -> None:
    """An answer stands on the case page of this talk of our own pages: tell its author wherever they wanted to hear."""
    want_answer_letter(talk, now=now)
    joined = ActTalk.objects.select_related("act").filter(act__number=talk).first()
    if joined is not None:
        last = find_talk(page_id=joined.page_id, author_id=joined.account_id)
        if last is not None:
            _say(last, joined.act, ANSWERED, now=now)


def find_joined(number: int) -> JoinedTalk | None:
    """Where the author of this act is told; None: nowhere in a network."""
    found = ActTalk.objects.filter(act__number=number).values_list("page__network", "page__name").first()
    return JoinedTalk(*found) if found else None


def leave_talk(number: int, token: str) -> bool:
    """The holder of the private link wants to hear nothing in a network any more. False where nothing was told."""
    with transaction.atomic():
        return bool(forget_talks(ActTalk.objects.filter(act__in=opened_acts(number, token))))


def _number_in(message: ResidentMessage) -> int | None:
    """The number of the act whose code this is; None for every other message."""
    if message.kind != MessageKind.PRIVATE or message.page_id is None or message.author_id is None:
        return None
    return number_told(message.text)


def _lock_acts(numbers: Iterable[int]) -> dict[int, ResidentAct]:
    """The acts by number, but those that are erased or shall be; locked after messages and by id, as erasing does."""
    locked = ResidentAct.objects.filter(number__in=set(numbers), erase_due_at=None).order_by("id").select_for_update()
    acts = {act.message_id: act for act in locked}
    # asked under the lock: one that was being erased meanwhile is empty by now
    there = ResidentMessage.objects.filter(id__in=acts, is_erased=False).values_list("id", flat=True)
    return {acts[message_id].number: acts[message_id] for message_id in there}


def _join(message: ResidentMessage, act: ResidentAct, *, now: datetime) -> bool:
    """False where somebody else's account has used the code."""
    joined = {"page_id": message.page_id, "account_id": message.author_id}
    talk, is_new = ActTalk.objects.get_or_create(act=act, defaults=joined | {"joined_at": now})
    if talk.account_id != message.author_id:
        return False
    if is_new or talk.page_id != message.page_id:
        ActTalk.objects.filter(id=talk.id).update(page_id=message.page_id)
        _say(message, act, JOINED, now=now)
    return True


def _leave(message: ResidentMessage, *, now: datetime) -> bool:
    """Whoever is told here may end it here: a link with a stranger's code joins whoever presses it.

    False where the message is no «stop», or nothing is told in this talk: it may mean something else then.
    """
    if message.kind != MessageKind.PRIVATE or not is_stop(message.text):
        return False
    talks = ActTalk.objects.filter(page=message.page_id, account=message.author_id)
    first = talks.select_related("act").order_by("id").first()
    if first is None:
        return False
    forget_talks(talks)
    _say(message, first.act, LEFT, now=now)
    return True


def _say(last: ResidentMessage, act: ResidentAct, words: str, *, now: datetime) -> None:
    """Write into the talk; where the network has no way, the private page tells all the same."""
    text = said(words, number=act.number, language=act.language)
    try:
        with transaction.atomic():
            queue_answer(target_of_message(last), text=text, now=now)
    except OtklikError as why:
        log.info("intake: act %s is not told of in a network: %s", act.number, why)
