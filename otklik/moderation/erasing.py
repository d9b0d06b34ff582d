"""Erasing a person from moderation: evidence stays only while an objection or a hold needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.audit.services import Actor
from otklik.moderation.evidence.services import clear_decisions, forget
from otklik.moderation.locking import lock_decisions
from otklik.moderation.models import Ban, BanState, Decision, EvidenceFile, ManyDecided, OneOfMany, Review
from otklik.residents.erasing import ERASED, Person

_RUNNING = (BanState.PROPOSED, BanState.RUNNING, BanState.TO_LIFT)


@dataclass(frozen=True, slots=True)
class ErasedEvidence:
    """Decisions about the person: those whose evidence went, and those that something holds."""

    decision_ids: tuple[int, ...]
    held: tuple[int, ...]


def running_bans(person: Person) -> int:
    """Bans of the account that are not over: without its number nobody could lift them."""
    return Ban.objects.filter(account_id=person.account_id, state__in=_RUNNING).count()


def erase_in_many(message_ids: Sequence[int]) -> None:
    """Take the messages out of acts on many, before they are locked: deciding locks what was asked, then a message."""
    asked = OneOfMany.objects.filter(message_id__in=message_ids)
    ManyDecided.objects.filter(id__in=asked.values("many")).update(because="")
    asked.delete()


def erase_in_moderation(message_ids: Sequence[int], *, by: Actor | None, because: str, now: datetime) -> ErasedEvidence:
    """Take the person out of decisions and their evidence. Call it with the messages locked, still with their author.

    Everybody locks the message first, then its place in the queue and its decisions.
    """
    Review.objects.filter(message_id__in=message_ids).delete()
    decisions = list(Decision.objects.filter(message_id__in=message_ids).values_list("id", flat=True))
    lock_decisions(decisions)
    files = EvidenceFile.objects.filter(decision_id__in=decisions, forgotten_at=None)
    files.update(is_author_erased=True)
    forget(list(files.values_list("id", flat=True)), by=by, because=because, now=now)
    held = set(files.filter(forgotten_at=None).values_list("decision_id", flat=True))
    gone = [decision_id for decision_id in decisions if decision_id not in held]
    clear_decisions(gone)
    Decision.objects.filter(id__in=decisions).exclude(notice_text="").update(notice_text=ERASED)
    Decision.objects.filter(id__in=decisions).update(wording_hash="", because="")
    return ErasedEvidence(tuple(decisions), tuple(sorted(held)))
