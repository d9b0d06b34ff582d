"""The file for a lawyer: everything that is kept of one decision, as it is kept, with the seals to check it by."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from otklik.audit.services import record, record_access
from otklik.moderation.evidence.services import add_fact, hold_evidence, release_evidence
from otklik.moderation.locking import lock_decisions
from otklik.moderation.models import EvidenceFile, Fact
from otklik.moderation.refusals import Forgotten, NoSuchDecision
from otklik.moderation.rules.grounds import name_of
from otklik.moderation.told import NoticeShown, notice_of
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within


@dataclass(frozen=True, slots=True)
class KeptFact:
    """One row of evidence, with what its seal covers."""

    fact: str
    at: datetime
    by: str
    because: str
    details: Mapping[str, Any]
    row: int
    file: int
    actor_id: int | None
    salt: str
    words: str
    number: int | None
    seal: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The evidence of one decision. The first fact holds what was known when it was decided."""

    decision_id: int
    act: str
    ground: str
    """What is held against the message, in words; `ground_code` names it for good."""
    ground_code: str
    body: str
    page: str
    network: str
    decided_at: datetime
    decided_by: str
    kept_until: datetime
    held_because: str
    held_by: str
    is_forgotten: bool
    notice: NoticeShown
    """How it stands with the notice to the author now."""
    facts: tuple[KeptFact, ...]

    @property
    def seen(self) -> Mapping[str, Any]:
        """What was known when it was decided (`what_was_seen`); empty once its words were taken out."""
        return self.facts[0].details if self.facts else {}


def access_dossier(viewer: Viewer, decision_id: int, *, now: datetime) -> Dossier:
    """The evidence of a decision, for a person who may see it; that they looked is noted. Raises NoSuchDecision."""
    file = _file(viewer, decision_id)
    record_access(viewer, subject=f"decision:{decision_id}", now=now)
    return _dossier(file)


def hand_out(viewer: Viewer, decision_id: int, *, form: str, now: datetime) -> Dossier:
    """The same, to be taken out as a file of this form: who took it is itself evidence. Raises Forgotten too."""
    with transaction.atomic():
        file = _lock_kept(viewer, decision_id)
        record_access(viewer, subject=f"decision:{decision_id}", now=now)
        record("evidence_handed_out", subject=f"decision:{decision_id}", by=viewer, now=now, details={"form": form})
        add_fact(file, Fact.HANDED_OUT, by=viewer, details={"form": form}, now=now)
        return _dossier(file)


def hold(viewer: Viewer, decision_id: int, *, because: str, now: datetime) -> None:
    """Keep the evidence until it is released. Raises NoSuchDecision, Forgotten, WordsMissing."""
    with transaction.atomic():
        file = _lock_kept(viewer, decision_id)
        hold_evidence(file, by=viewer, because=because.replace("\0", "").strip()[:1000], now=now)


def release(viewer: Viewer, decision_id: int, *, now: datetime) -> None:
    """Let the term count again. Raises NoSuchDecision, NotHeld."""
    release_evidence(_file(viewer, decision_id), by=viewer, because="", now=now)


def find_evidence_of(viewer: Viewer, message_ids: Collection[int]) -> dict[int, int]:
    """Of each of these messages the newest decision whose evidence this person may see."""
    if not message_ids:
        return {}
    files = _seen_by(viewer).filter(decision__message_id__in=message_ids).order_by("decision_id")
    return dict(files.values_list("decision__message_id", "decision_id"))


def _seen_by(viewer: Viewer) -> QuerySet[EvidenceFile]:
    scope = viewer.scope(Right.SEE_EVIDENCE)
    return EvidenceFile.objects.filter(
        within(scope, body="decision__body", municipality="decision__municipality", founder="decision__founder")
    )


def _file(viewer: Viewer, decision_id: int) -> EvidenceFile:
    files = _seen_by(viewer).filter(decision_id=decision_id)
    file = files.select_related(
        "decision__body", "decision__page", "decision__decided_by", "decision__notice_act", "decision__message"
    ).first()
    if file is None:
        raise NoSuchDecision
    return file


def _lock_kept(viewer: Viewer, decision_id: int) -> EvidenceFile:
    """A file that cannot be forgotten before the transaction ends. Raises NoSuchDecision, Forgotten."""
    _file(viewer, decision_id)
    lock_decisions([decision_id])
    file = _file(viewer, decision_id)  # anew: its term may have ended while we waited
    if file.forgotten_at is not None:
        raise Forgotten
    return file


def _dossier(file: EvidenceFile) -> Dossier:
    decision = file.decision
    return Dossier(
        decision_id=decision.id,
        act=decision.act,
        ground=name_of(decision.ground) if decision.ground else "",
        ground_code=decision.ground,
        body=decision.body.name,
        page=decision.page.name,
        network=decision.page.network,
        decided_at=decision.decided_at,
        decided_by=decision.decided_by.name if decision.decided_by else "",
        kept_until=file.kept_until,
        held_because=file.held_because,
        held_by=file.held_by_name,
        is_forgotten=file.forgotten_at is not None,
        notice=notice_of(decision),
        facts=tuple(
            KeptFact(
                fact=row.act,
                at=row.at,
                by=row.actor_name if row.actor_id else "",
                because=row.because,
                details=row.details,
                row=row.id,
                file=row.file_id,
                actor_id=row.actor_id,
                salt=row.salt,
                words=row.words,
                number=row.sealed_no,
                seal=row.seal,
            )
            for row in file.records.order_by("id")
        ),
    )
