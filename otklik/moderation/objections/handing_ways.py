"""The way to object for an author whom no notice reached: staff hand number and code over when asked for them."""

from datetime import datetime

from django.db import transaction

from otklik.audit.services import record
from otklik.moderation.evidence.services import add_fact
from otklik.moderation.locking import lock_decided
from otklik.moderation.models import Decision, EvidenceFile, Fact
from otklik.moderation.objections.objecting import WayToObject, open_way, takes_objections
from otklik.moderation.refusals import NoSuchDecision, NothingToObjectTo
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within


def can_hand_out_way(decision_id: int) -> bool:
    """Whether the decision stands, its evidence is kept, and nobody has objected to it yet."""
    return takes_objections().filter(id=decision_id).exists()


def hand_out_way(viewer: Viewer, decision_id: int, *, now: datetime) -> WayToObject:
    """Make a number and a code for the author of what was decided about; those from before end.

    That they were handed over, and by whom, is evidence. Raises NoSuchDecision, NothingToObjectTo.
    """
    with transaction.atomic():
        if not Decision.objects.filter(within(viewer.scope(Right.MODERATE)), id=decision_id).exists():
            raise NoSuchDecision
        decision = lock_decided(decision_id)
        if decision is None:
            raise NoSuchDecision
        if not can_hand_out_way(decision_id):
            raise NothingToObjectTo
        way = open_way(decision, now=now)
        record("objection_way_handed_out", subject=f"decision:{decision_id}", by=viewer, now=now)
        for file in EvidenceFile.objects.filter(decision=decision):
            add_fact(file, Fact.TOLD, by=viewer, details={"number": way.number}, now=now)
        return way
