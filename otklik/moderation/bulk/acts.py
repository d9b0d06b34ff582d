"""Many messages at once: what would happen is shown first, and one click takes it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from otklik.audit.services import record
from otklik.delivery.moderating import cancel_unsent, list_possible
from otklik.intake.models import ResidentMessage
from otklik.moderation.hiding.claims import hash_wording
from otklik.moderation.models import Decision, DecisionAct, DecisionState, Review, ReviewState
from otklik.moderation.services import (
    Charge,
    hide,
    let_be,
    lock_to_moderate,
    moderated,
    place_of,
    restore,
    wait_again,
)
from otklik.moderation.telling import tell_as_it_ended
from otklik.organizations.locks import waiting
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.personal_data.masking import masked_excerpt
from otklik.shared.errors import OtklikError
from otklik.triage.learning.keeping import forget_choices

__all__ = [
    "BULK_ACTS",
    "MOST_AT_ONCE",
    "DecisionAct",
    "Done",
    "ForeseenMessage",
    "decide_many",
    "foresee",
    "standing",
    "undo",
]

MOST_AT_ONCE = 50
NOT_READ = "-"
"""In place of no wording at all, which would stand for whatever the words are."""
DOES = {DecisionAct.HIDE: hide, DecisionAct.LAWFUL: let_be}
BULK_ACTS = tuple(DOES)
_ABOUT_WORDS = (DecisionAct.HIDE, DecisionAct.RESTORE, DecisionAct.DELETE, DecisionAct.LAWFUL)


@dataclass(frozen=True, slots=True)
class ForeseenMessage:
    """What would become of one message."""

    message_id: int
    author: str
    network: str
    text: str
    wording: str
    """Hash of the whole text as it is shown: goes back with the act."""
    reason: str = ""
    next_step: str = ""
    """Why it cannot be done, and what instead; both empty where it can."""
    warning: str = ""
    """What one has to know of the network before the click."""


@dataclass(frozen=True, slots=True)
class Done:
    """How many were decided; and those that were not, with the reason."""

    count: int
    refused: tuple[tuple[int, OtklikError], ...] = ()


def foresee(message_ids: Sequence[int], act: DecisionAct, *, by: Viewer, now: datetime) -> list[ForeseenMessage]:
    """What would happen to these messages; those that are not this person's are left out."""
    rows = ResidentMessage.objects.filter(
        id__in=message_ids[:MOST_AT_ONCE], has_arrived=True, is_by_page=False, page__isnull=False
    )
    seen = [one for one in rows.select_related("page", "author") if by.may_at(place_of(one), Right.MODERATE)]
    possible = list_possible([moderated(one) for one in seen], now=now)
    return [
        ForeseenMessage(
            one.id,
            one.author.name if one.author else "",
            one.network_page.network,
            masked_excerpt(one.text, at_most=200),
            hash_wording(one.text),
            reason=can.acts[act].reason if act in can.acts else "",
            next_step=can.acts[act].next_step if act in can.acts else "",
            warning=can.acts[act].warning if act in can.acts else "",
        )
        for one, can in zip(seen, possible, strict=True)
    ]


def decide_many(wordings: Mapping[int, str], act: DecisionAct, charge: Charge, *, by: Viewer, now: datetime) -> Done:
    """Hide or let be many messages, each in a transaction of its own. `wordings`: message → what was shown of it.

    Whose words were changed since stays undecided. `charge.batch` names them for undoing.
    """
    refused: list[tuple[int, OtklikError]] = []
    done = 0
    # in the order of their numbers, as undoing locks them: so two programs wait for each other, not crosswise
    for message_id, wording in sorted(wordings.items())[:MOST_AT_ONCE]:
        try:
            with transaction.atomic(), waiting():
                DOES[act](message_id, replace(charge, wording=wording or NOT_READ), by=by, now=now)
            done += 1
        except OtklikError as why:
            refused.append((message_id, why))
    return Done(done, tuple(refused))


def undo(batch: str, *, by: Viewer, now: datetime) -> Done:
    """Take back what this person decided by one click: it waits again. What the network did already is restored there.

    What was decided anew since stays. Where a case went on meanwhile, it stays where it is: it needs an answer all the
    same.
    """
    refused: list[tuple[int, OtklikError]] = []
    done = 0
    for decision_id, message_id in standing(batch, by=by).values_list("id", "message_id"):
        try:
            with transaction.atomic(), waiting():
                done += _undo_one(decision_id, message_id, batch, by=by, now=now)
        except OtklikError as why:
            refused.append((message_id, why))
    return Done(done, tuple(refused))


def standing(batch: str, *, by: Viewer) -> QuerySet[Decision]:
    """What this person decided by one click and nobody has decided anew since, in the order of the messages."""
    stands = Decision.objects.filter(act__in=_ABOUT_WORDS, state__in=(DecisionState.UNDER_WAY, DecisionState.DONE))
    last = stands.filter(message=OuterRef("message")).order_by("-id").values("id")[:1]
    mine = stands.filter(batch=batch, decided_by_id=by.staff_id, message__isnull=False).exclude(batch="")
    return mine.filter(id=Subquery(last)).order_by("message_id")


def _undo_one(decision_id: int, message_id: int, batch: str, *, by: Viewer, now: datetime) -> bool:
    message = lock_to_moderate(message_id, by=by)
    decision = standing(batch, by=by).select_for_update(of=("self",)).filter(id=decision_id).first()
    if decision is None:
        return False
    if decision.act == DecisionAct.LAWFUL or _is_taken_back(decision, now=now):
        decision.state, decision.settled_at = DecisionState.UNDONE, now
        decision.save(update_fields=["state", "settled_at"])
        tell_as_it_ended(decision, now=now)
        forget_choices(message, by=by, at=decision.decided_at)
        wait_again(message, now=now)
        record("moderation_undone", subject=f"message:{message_id}", by=by, now=now, details={"decision": decision_id})
        return True
    if decision.act != DecisionAct.HIDE:
        return False
    restore(message_id, Charge(because="undo"), by=by, now=now)
    forget_choices(message, by=by, at=now)  # a slip of the finger says nothing of the words
    Review.objects.filter(message=message).update(state=ReviewState.WAITING, since_at=now)
    return True


def _is_taken_back(decision: Decision, *, now: datetime) -> bool:
    return decision.outbox_act_id is not None and cancel_unsent(decision.outbox_act_id, now=now)
