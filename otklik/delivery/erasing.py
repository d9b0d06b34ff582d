"""Anonymises the outbox: that something was sent stays on record, to whom does not."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.db.models import F, Q, Value
from django.db.models.functions import Now, Replace

from otklik.delivery.models import SETTLED, OutboxAct, OutboxState
from otklik.networks.acts import ActKind
from otklik.residents.erasing import ERASED, Person, erased_name

_WORDS = ("text", "because", "target_id", "container_id", "receipt_id", "receipt_url", "reason")


@dataclass(frozen=True, slots=True)
class Written:
    """Where a person wrote, each by the page's id: threads, private talks among them, and their messages there."""

    page_ids: Collection[int]
    threads: Collection[tuple[int, str]]
    talks: Collection[tuple[int, str]]
    messages: Collection[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class ErasedWords:
    """Texts of which a person was taken out, as they were, and the addresses at which they stand in public."""

    texts: frozenset[str]
    urls: frozenset[str]

    @classmethod
    def of(cls, changed: Collection[tuple[str, str]]) -> Self:
        """Of texts with their addresses; "": no address, or none at which anybody reads it."""
        texts, urls = ({one[at] for one in changed if one[at]} for at in (0, 1))
        return cls(frozenset(texts), frozenset(urls))


def erase_in_outbox(written: Written, person: Person) -> ErasedWords:
    """Take the person out of acts of these pages; what waits to be written to them is not sent.

    All acts of a thread are looked at: an answer may call the person by first name alone, or inflect the surname.
    """
    addressed = Q(target_id=person.external_id) | _any_of(written.talks, "thread_id")
    addressed |= Q(kind__in=(ActKind.REPLY, ActKind.MESSAGE)) & _any_of(written.messages, "target_id")
    for needle in person.needles:
        addressed |= Q(text__icontains=needle) | Q(because__icontains=needle)
    concerns = addressed | _any_of(written.threads, "thread_id")
    for begun in person.beginnings:
        concerns |= Q(text__icontains=begun) | Q(because__icontains=begun)
    acts = OutboxAct.objects.filter(page_id__in=written.page_ids)
    waiting = acts.filter(addressed, state__in=(OutboxState.WAITING, OutboxState.HELD))
    waiting.update(state=OutboxState.CANCELLED)
    changed, talks = [], frozenset(written.talks)
    for act in acts.filter(concerns).order_by("id").select_for_update():
        before = {name: getattr(act, name) for name in _WORDS}
        if (act.page_id, act.thread_id) in talks:
            act.thread_id, act.text = erased_name(act.thread_id), ""
            act.target_id, act.receipt_id, act.receipt_url = erased_name(act.target_id), "", ""
        for name in _WORDS:
            setattr(act, name, person.taken_out_of(getattr(act, name)))
        if before == {name: getattr(act, name) for name in _WORDS}:
            continue
        act.save(update_fields=[*_WORDS, "thread_id"])
        if act.text != before["text"]:
            changed.append((before["text"], act.receipt_url if act.state == OutboxState.SENT else ""))
    return ErasedWords.of(changed)


def _any_of(places: Collection[tuple[int, str]], name: str) -> Q:
    """Acts at one of these places: ids of pages with what stands in the column `name`."""
    by_page: dict[int, list[str]] = {}
    for page_id, value in places:
        by_page.setdefault(page_id, []).append(value)
    found = Q(pk__in=())
    for page_id, values in by_page.items():
        found |= Q(("page_id", page_id), (f"{name}__in", values))
    return found


def forget_words(page_id: int, thread_id: str, *, words: str, unsent: Collection[str]) -> None:
    """Take these words out of what was written into a thread; texts among `unsent` that still wait are not sent.

    One that a worker is at is sent, if it was not yet, from the worker's own copy, or refused when it comes back.
    """
    said = OutboxAct.objects.filter(page_id=page_id, thread_id=thread_id, text__contains=words)
    waiting = said.filter(state=OutboxState.WAITING, text__in=unsent)
    waiting.update(state=OutboxState.CANCELLED, settled_at=Now(), is_taken_note_of=True)
    told = said.filter(Q(state__in=SETTLED) | Q(text__in=unsent))
    told.update(text=Replace(F("text"), Value(words), Value(ERASED)))
