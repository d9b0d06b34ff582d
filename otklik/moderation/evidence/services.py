"""Keeping evidence of every decision: what was known, who decided, and every later fact, only ever added."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from otklik.audit.chain import digest_words, new_salt
from otklik.audit.services import Actor, erase_words
from otklik.delivery.models import SETTLED, OutboxAct
from otklik.moderation.evidence.what_was_seen import look_at
from otklik.moderation.locking import lock_decisions
from otklik.moderation.models import (
    Decision,
    DecisionState,
    EvidenceFile,
    EvidenceRecord,
    Fact,
    Objection,
    ObjectionState,
)
from otklik.moderation.refusals import NotHeld, WordsMissing
from otklik.moderation.told import notice_of
from otklik.residents.erasing import ERASED

_NOT_ENDED = (DecisionState.PROPOSED, DecisionState.UNDER_WAY, DecisionState.UNKNOWN)


def record_evidence(decision: Decision, *, by: Actor | None, because: str, now: datetime) -> EvidenceFile:
    """Keep what is known of a decision, in the transaction that takes it. Without `by` the machine decided."""
    file = EvidenceFile.objects.create(
        decision=decision, opened_at=now, kept_until=now + timedelta(days=settings.OTKLIK_EVIDENCE_DAYS)
    )
    add_fact(file, Fact.DECIDED, by=by, because=because, details=look_at(decision), now=now)
    return file


def add_fact(
    file: EvidenceFile,
    fact: Fact,
    *,
    by: Actor | None,
    now: datetime,
    because: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add one fact about a decision, in the transaction of the caller."""
    salt, told = new_salt(), dict(details or {})
    EvidenceRecord.objects.create(
        file=file,
        at=now,
        actor_id=by.staff_id if by else None,
        actor_name=by.name if by else "system",
        act=fact,
        subject=f"decision:{file.decision_id}",
        because=because,
        details=told,
        salt=salt,
        words=digest_words(because, told, salt=salt),
    )


def is_evidence_held(message_ids: Sequence[int]) -> bool:
    """Whether evidence about these messages of an erased author is still kept, for an objection or by a hold."""
    files = EvidenceFile.objects.filter(decision__message_id__in=message_ids, is_author_erased=True)
    return files.filter(forgotten_at=None).exists()


def note_ends(*, now: datetime, at_most: int = 200) -> int:
    """Write down how acts and notices ended in the network. Returns of how many decisions something was noted."""
    waiting = EvidenceFile.objects.filter(awaits_ends=True).exclude(decision__state__in=_NOT_ENDED)
    waiting = waiting.filter(Q(decision__notice_act=None) | Q(decision__notice_act__state__in=SETTLED))
    with transaction.atomic():
        files = waiting.select_related(
            "decision__outbox_act", "decision__notice_act", "decision__second_by", "decision__message"
        )
        taken = list(files.select_for_update(of=("self",), skip_locked=True).order_by("id")[:at_most])
        for file in taken:
            _note_ends_of(file, now=now)
        EvidenceFile.objects.filter(id__in=[file.id for file in taken]).update(awaits_ends=False)
    return len(taken)


def _note_ends_of(file: EvidenceFile, *, now: datetime) -> None:
    decision = file.decision
    ended: dict[str, Any] = {"state": decision.state, "in_network": _look_at_act(decision.outbox_act)}
    if decision.second_by:
        ended["second_by"] = decision.second_by.name
    add_fact(file, Fact.SETTLED, by=None, details=ended, now=now)
    if decision.notice_act or decision.no_notice_because:
        notice = notice_of(decision)
        told = {"told": notice.told.value, "text": decision.notice_text, "not_told_because": notice.because}
        add_fact(file, Fact.TOLD, by=None, details=told | {"in_network": _look_at_act(decision.notice_act)}, now=now)


def _look_at_act(act: OutboxAct | None) -> dict[str, Any]:
    if act is None:
        return {}
    at = act.settled_at.isoformat() if act.settled_at else ""
    return {"state": act.state, "at": at, "id": act.receipt_id, "url": act.receipt_url, "reason": act.reason}


def hold_evidence(file: EvidenceFile, *, by: Actor, because: str, now: datetime) -> None:
    """Keep it until it is released, whatever the term: a court, a complaint. Raises WordsMissing."""
    if not because:
        raise WordsMissing
    with transaction.atomic():
        file.held_because, file.held_by_name, file.held_at = because, by.name, now
        file.save(update_fields=["held_because", "held_by_name", "held_at"])
        add_fact(file, Fact.HELD, by=by, because=because, now=now)


def release_evidence(file: EvidenceFile, *, by: Actor, because: str, now: datetime) -> None:
    """The term counts again. Raises NotHeld."""
    if not file.held_because:
        raise NotHeld
    with transaction.atomic():
        file.held_because, file.held_by_name, file.held_at = "", "", None
        file.save(update_fields=["held_because", "held_by_name", "held_at"])
        add_fact(file, Fact.RELEASED, by=by, because=because, now=now)


def forget_over_evidence(*, now: datetime, at_most: int = 500) -> int:
    """Take the words out of evidence whose term is over, or whose author was erased, and which nothing holds.

    Returns of how many decisions.
    """
    over = _unheld().filter(Q(kept_until__lte=now) | Q(is_author_erased=True), forgotten_at=None)
    over = over.order_by("kept_until")
    return forget(list(over.values_list("id", flat=True)[:at_most]), by=None, because="the term is over", now=now)


def forget(file_ids: Sequence[int], *, by: Actor | None, because: str, now: datetime) -> int:
    """Take the words out of evidence that nothing holds; rows and seals stay. Returns of how many decisions."""
    with transaction.atomic():
        lock_decisions(EvidenceFile.objects.filter(id__in=file_ids).values_list("decision_id", flat=True))
        # asked only now: an objection that was being taken down meanwhile holds the evidence
        free = _unheld().select_for_update(of=("self",)).filter(id__in=file_ids, forgotten_at=None)
        files = list(free.values_list("id", "decision_id"))
        ids = [file_id for file_id, _ in files]
        rows = EvidenceRecord.objects.filter(file_id__in=ids, erased_at=None).values_list("id", flat=True)
        erase_words(EvidenceRecord, list(rows), by=by, because=because, now=now)
        EvidenceFile.objects.filter(id__in=ids).update(forgotten_at=now, awaits_ends=False, held_because="")
        clear_decisions([decision_id for _, decision_id in files])
    return len(files)


def clear_decisions(decision_ids: Sequence[int]) -> None:
    """Take the words of residents out of decisions: who decided what, when and on what ground stays."""
    decisions = Decision.objects.filter(id__in=decision_ids)
    decisions.exclude(notice_text="").update(notice_text=ERASED)  # that they were told is counted for ever
    decisions.update(because="", no_notice_because="")
    Objection.objects.filter(decision_id__in=decision_ids).update(text="", answer="—", undone="")


def _unheld() -> QuerySet[EvidenceFile]:
    """Evidence that no hold and no open objection keeps."""
    return EvidenceFile.objects.filter(held_because="").exclude(decision__objection__state=ObjectionState.OPEN)
