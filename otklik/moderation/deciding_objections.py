"""Deciding upon objections: by somebody who had no part in the decision; what was wrong is undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext

from otklik.audit.services import record
from otklik.moderation.evidence.services import add_fact
from otklik.moderation.locking import lock_decided
from otklik.moderation.models import Decision, EvidenceFile, Fact, Objection, ObjectionState
from otklik.moderation.refusals import AlreadyDecided, NoSuchDecision, OwnDecision, WordsMissing
from otklik.moderation.rules.grounds import name_of
from otklik.moderation.telling import tell_outcome
from otklik.moderation.undoing import put_right
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer, within

LONGEST_ANSWER = 4000

_ORDER = {True: ("due_at", "id"), False: ("-decided_at", "-id")}
"""Open ones by deadline; decided ones the newest first."""


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection as the desk lists it. `is_own`: this person decided, so another must decide now."""

    id: int
    decision_id: int
    act: str
    ground: str
    clause: str
    because: str
    decided_by: str
    decided_at: datetime
    message_text: str
    message_url: str
    text: str
    made_at: datetime
    due_at: datetime
    is_late: bool
    state: str
    body: str
    page: str
    network: str
    answer: str
    objection_decided_by: str
    undone: str
    is_own: bool
    may_decide: bool


def list_objections(viewer: Viewer, *, now: datetime, is_open: bool = True, at_most: int = 100) -> list[ObjectionRow]:
    """The objections that this person sees: open ones by deadline, decided ones the newest first."""
    rows = _seen(viewer, is_open=is_open).order_by(*_ORDER[is_open])
    return [_row(one, viewer, now=now) for one in rows[:at_most]]


def list_objections_by_page(
    viewer: Viewer, *, now: datetime, is_open: bool = True, after: Mark | None = None
) -> tuple[list[ObjectionRow], Mark | None]:
    """The same, a page at a time: after what it goes on is a moment and an id."""
    rows, following = take_page(_seen(viewer, is_open=is_open), _ORDER[is_open], after=after)
    return [_row(one, viewer, now=now) for one in rows], following


def _seen(viewer: Viewer, *, is_open: bool) -> QuerySet[Objection]:
    seen, open_ones = Objection.objects.filter(within(viewer.scope(Right.SEE_EVIDENCE))), Q(state=ObjectionState.OPEN)
    return _with_all(seen.filter(open_ones if is_open else ~open_ones))


def open_objections(viewer: Viewer) -> QuerySet[Objection]:
    """Objections that wait for this person or a colleague."""
    return Objection.objects.filter(within(viewer.scope(Right.DECIDE_OBJECTION)), state=ObjectionState.OPEN)


def uphold(objection_id: int, *, by: Viewer, answer: str, now: datetime) -> Objection:
    """The objection is right: what can be undone in the network is, and the case goes on.

    `answer` is what the author reads. Raises NoSuchDecision, AlreadyDecided, OwnDecision, WordsMissing.
    """
    return _decide(objection_id, ObjectionState.UPHELD, by=by, answer=answer, now=now, follow=put_right)


def refuse(objection_id: int, *, by: Viewer, answer: str, now: datetime) -> Objection:
    """The decision stands; `answer` tells the author why. Raises as `uphold` does."""
    return _decide(objection_id, ObjectionState.REFUSED, by=by, answer=answer, now=now, follow=_let_stand)


def _decide(
    objection_id: int,
    state: ObjectionState,
    *,
    by: Viewer,
    answer: str,
    now: datetime,
    follow: Callable[[Decision, Viewer, str, datetime], str],
) -> Objection:
    answer = answer.replace("\0", "").strip()[:LONGEST_ANSWER]
    with transaction.atomic():
        objection = _lock(objection_id, by=by)
        if not answer:
            raise WordsMissing
        decision = objection.decision
        objection.state, objection.answer = state, answer
        objection.decided_by_id, objection.decided_at = by.staff_id, now
        objection.undone = follow(decision, by, answer, now)[:300]
        objection.save()
        is_written = tell_outcome(decision, _in_words(objection), now=now)
        fact = Fact.OBJECTION_UPHELD if state is ObjectionState.UPHELD else Fact.OBJECTION_REFUSED
        for file in EvidenceFile.objects.filter(decision=decision):
            details = {"undone": objection.undone, "written_privately": is_written}
            add_fact(file, fact, by=by, because=answer, details=details, now=now)
        record(fact.value, subject=f"decision:{decision.id}", by=by, now=now)
    return objection


def _lock(objection_id: int, *, by: Viewer) -> Objection:
    seen = Objection.objects.filter(within(by.scope(Right.DECIDE_OBJECTION)))
    for decision_id in seen.filter(id=objection_id).values_list("decision_id", flat=True):
        lock_decided(decision_id)  # what is put right locks the message and its case, and so does erasing
    locked = seen.select_related("decision__page", "decision__body", "decision__message__author")
    objection = locked.select_for_update(of=("self",)).filter(id=objection_id).first()
    if objection is None:
        raise NoSuchDecision
    if objection.state != ObjectionState.OPEN:
        raise AlreadyDecided
    if _had_part(objection.decision, by):
        raise OwnDecision
    return objection


def _had_part(decision: Decision, viewer: Viewer) -> bool:
    """Whoever decided or confirmed it, and no deputy changes that."""
    return viewer.staff_id in (decision.decided_by_id, decision.second_by_id)


def _in_words(objection: Objection) -> str:
    """What the author reads, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        if objection.state == ObjectionState.UPHELD:
            first = gettext("You objected, and you were right.")
        else:
            first = gettext("You objected; another person looked at it, and the decision stands.")
        undone = gettext(objection.undone) if objection.undone else ""
    return "\n\n".join(filter(None, (first, objection.answer, undone)))


def _let_stand(_decision: Decision, _by: Viewer, _answer: str, _now: datetime) -> str:
    return ""


def _with_all(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    return rows.select_related(
        "body", "decision__page", "decision__message", "decision__decided_by", "decided_by"
    )  # fmt: skip


def _row(one: Objection, viewer: Viewer, *, now: datetime) -> ObjectionRow:
    decision, message = one.decision, one.decision.message
    place = Place(one.body_id, one.municipality_id, one.founder_id)
    is_own = _had_part(decision, viewer)
    return ObjectionRow(
        id=one.id,
        decision_id=decision.id,
        act=decision.act,
        ground=name_of(decision.ground),
        clause=decision.clause,
        because=decision.because,
        decided_by=decision.decided_by.name if decision.decided_by else "",
        decided_at=decision.decided_at,
        message_text=message.text if message else "",
        message_url=message.url if message else "",
        text=one.text,
        made_at=one.made_at,
        due_at=one.due_at,
        is_late=one.state == ObjectionState.OPEN and one.due_at < now,
        state=one.state,
        body=one.body.short_name,
        page=decision.page.name,
        network=decision.page.network,
        answer=one.answer,
        objection_decided_by=one.decided_by.name if one.decided_by else "",
        undone=one.undone,
        is_own=is_own,
        may_decide=not is_own and one.state == ObjectionState.OPEN and viewer.may_at(place, Right.DECIDE_OBJECTION),
    )
