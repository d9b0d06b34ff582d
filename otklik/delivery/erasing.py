"""Erasing a person from the outbox: what was sent stays on record, to whom does not."""

from collections.abc import Collection, Sequence

from django.db.models import F, Q, Value
from django.db.models.functions import Now, Replace

from otklik.delivery.models import SETTLED, OutboxAct, OutboxState
from otklik.residents.erasing import ERASED, Person, erased_name

_WORDS = ("text", "because", "target_id", "container_id", "receipt_id", "receipt_url", "reason")


def erase_in_outbox(page_ids: Sequence[int], person: Person, *, talks: Sequence[tuple[int, str]]) -> None:
    """Take the person out of acts of these pages; what waits to be written to them is not sent."""
    concerns = Q(target_id=person.external_id)
    for needle in person.needles:
        concerns |= Q(text__icontains=needle) | Q(because__icontains=needle)
    for page_id, thread_id in talks:
        concerns |= Q(page_id=page_id, thread_id=thread_id)
    acts = OutboxAct.objects.filter(concerns, page_id__in=page_ids)
    acts.filter(state__in=(OutboxState.WAITING, OutboxState.HELD)).update(state=OutboxState.CANCELLED)
    threads = dict.fromkeys(talks)
    for act in acts.select_for_update():
        if (act.page_id, act.thread_id) in threads:
            act.thread_id, act.text = erased_name(act.thread_id), ""
            act.target_id, act.receipt_id, act.receipt_url = erased_name(act.target_id), "", ""
        for name in _WORDS:
            setattr(act, name, person.taken_out_of(getattr(act, name)))
        act.save(update_fields=[*_WORDS, "thread_id"])


def forget_words(page_id: int, thread_id: str, *, words: str, unsent: Collection[str]) -> None:
    """Take these words out of what was written into a thread; texts among `unsent` that still wait are not sent.

    One that a worker is at is sent, if it was not yet, from the worker's own copy, or refused when it comes back.
    """
    said = OutboxAct.objects.filter(page_id=page_id, thread_id=thread_id, text__contains=words)
    waiting = said.filter(state=OutboxState.WAITING, text__in=unsent)
    waiting.update(state=OutboxState.CANCELLED, settled_at=Now(), is_taken_note_of=True)
    told = said.filter(Q(state__in=SETTLED) | Q(text__in=unsent))
    told.update(text=Replace(F("text"), Value(words), Value(ERASED)))
