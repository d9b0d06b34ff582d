"""Erasing a person from the outbox: what was sent stays on record, to whom does not."""

from collections.abc import Sequence

from django.db.models import Q

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.residents.erasing import Person, erased_name

_WORDS = ("text", "because", "target_id", "container_id", "receipt_id", "receipt_url", "reason")


def erase_in_outbox(page_ids: Sequence[int], person: Person, *, talks: Sequence[tuple[int, str]]) -> None:
    """Take the person out of acts of these pages; what waits to be written to them is not sent."""
    concerns = Q(target_id=person.external_id)
    for needle in person.needles:
        concerns |= Q(text__icontains=needle) | Q(because__icontains=needle)
    for page_id, thread_id in talks:
        concerns |= Q(page_id=page_id, thread_id=thread_id)
    acts = OutboxAct.objects.filter(concerns, page_id__in=page_ids)
    acts.filter(state=OutboxState.WAITING).update(state=OutboxState.CANCELLED)
    threads = dict.fromkeys(talks)
    for act in acts.select_for_update():
        if (act.page_id, act.thread_id) in threads:
            act.thread_id, act.text = erased_name(act.thread_id), ""
            act.target_id, act.receipt_id, act.receipt_url = erased_name(act.target_id), "", ""
        for name in _WORDS:
            setattr(act, name, person.taken_out_of(getattr(act, name)))
        act.save(update_fields=[*_WORDS, "thread_id"])
