"""One step of a case: decide by the table, write state, clocks and history, tell the desk; in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from otklik.appeals.clocks import end_of_date, run_clocks
from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.appeals.floods import unfold
from otklik.appeals.following import tell_followers
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import CLOSED_STATES, PART_CHANNEL, Act, Party, State
from otklik.appeals.workflow import Actor, Decision, Reason, Situation, Step, decide, state_before
from otklik.audit.services import record
from otklik.intake.acts import OWN_PAGE
from otklik.organizations.models import Body
from otklik.organizations.rights import Place, Right, Role
from otklik.organizations.selectors import Viewer
from otklik.shared.wake import tell_desk
from otklik.shared.words import marked as _

REOPEN_WITHIN = timedelta(days=30)
"""A resident who writes later than this after the closing opens a new case."""

NO_REASON = Reason()
SEEN_IN_PUBLIC = CLOSED_STATES | {State.DEFERRED}
"""Whoever comes from there or gets there may look different to the public."""
COMES = frozenset(
    {
        Act.ASSIGN, Act.RETURN_NOT_OURS, Act.SEND_BACK, Act.REOPEN, Act.TAKE_APART, Act.UPHOLD_OBJECTION,
        Act.PASS_MODERATION, Act.DECIDE_ANEW, Act.EXTERNAL_ANSWERS, Act.AUTHOR_ANSWERS,
    }
)  # fmt: skip
"""Acts that put a case before somebody who is to go on with it: they are told (`handing.py`)."""
_SAVED = tuple(field.name for field in Appeal._meta.concrete_fields if field.name not in ("id", "search"))
"""The search vector is written by `index_cases` alone: a case that was loaded before it must not undo it."""


@dataclass(frozen=True, slots=True)
class Move:
    """An act on a case, by a person or by a party that is no staff."""

    act: Act
    by: Viewer | Party
    reason: Reason = NO_REASON
    body: Body | None = None
    """Whom the case goes to."""
    wrote_the_answer: bool = False
    approval_required: bool | None = None
    """Whether the answer needs another person's word; None: as the body is set."""
    is_taken_back: bool = False
    """Whether the network tells that its author deleted what the case is about (`taking_back.py`)."""
    noted_at: datetime | None = None
    """When we learnt of it, where that is later than it happened."""
    also: frozenset[Role] = frozenset()
    """What the person counts as besides, for this act: the founder approves where the body has nobody."""


def place_of(appeal: Appeal) -> Place:
    """Where a case stands, for the question who sees it."""
    return Place(body_id=appeal.body_id, municipality_id=appeal.municipality_id, founder_id=appeal.founder_id)


def stand_with(appeal: Appeal, body: Body) -> None:
    """Let a case stand with a body. What came by our own pages stays in its town under a body of the whole region."""
    appeal.body, appeal.founder_id = body, body.founder_id
    town = appeal.municipality_id if appeal.channel == OWN_PAGE else None
    appeal.municipality_id = body.municipality_id or town


def lock_case(number: int, *, by: Viewer, version: int | None) -> Appeal:
    """The case, locked, for a person who sees it. Raises NoSuchCase, or StaleCase when it changed since `version`."""
    appeal = Appeal.objects.select_related("body", "page").select_for_update(of=("self",)).filter(number=number).first()
    if appeal is None or not by.may_at(place_of(appeal), Right.SEE_CASES):
        raise NoSuchCase
    if version is not None and appeal.version != version:
        raise StaleCase(version=appeal.version, number=number)
    return appeal


def demand_right(by: Viewer, appeal: Appeal, *rights: Right) -> None:
    """One of these rights over the case. Raises NotYourAct."""
    if not any(by.may_at(place_of(appeal), right) for right in rights):
        raise NotYourAct(_("None of your roles allows this here."), mend=_("Ask the coordinator."))


def make_move(appeal: Appeal, move: Move, *, now: datetime) -> Decision:
    """Do an act on a locked case and write it down. Raises NotAllowedNow, NotYourAct or ReasonMissing."""
    main = appeal.duplicate_of
    had_answer = appeal.state == State.AWAITING_APPROVAL or appeal.is_sending or appeal.delivery_trouble != ""
    was_held = appeal.channel == OWN_PAGE and appeal.state == State.IN_MODERATION
    decision, transition = apply_move(appeal, move, now=now)
    if was_held and appeal.state != State.IN_MODERATION:
        appeal.folded_in_id = None
        unfold(appeal)
    if had_answer:
        tell_followers(appeal, now=now)
    save_case(appeal, now=move.noted_at or now)
    transition.save()
    if isinstance(move.by, Viewer):
        record(move.act.value, subject=f"appeal:{appeal.number}", by=move.by, now=now, because=_in_words(move.reason))
    if main is not None and (move.act is Act.JOIN or appeal.duplicate_of_id is None):
        _tell_main(main, appeal, by=move.by, now=now)
    return decision


def _tell_main(main: Appeal, joined: Appeal, *, by: Viewer | Party, now: datetime) -> None:
    """The log tells of the main case, too, that another was joined to it, or is joined to it no more."""
    record(
        "take_in" if joined.duplicate_of_id else "let_go",
        subject=f"appeal:{main.number}",
        by=by if isinstance(by, Viewer) else None,
        now=now,
        details={"other": joined.number},
    )


def apply_move(appeal: Appeal, move: Move, *, now: datetime) -> tuple[Decision, Transition]:
    """Do an act on a case in memory; the caller saves the case and the line of its history."""
    before = State(appeal.state) if appeal.state else None
    decision = decide(
        before,
        move.act,
        actors=_actors(appeal, move),
        reason=move.reason,
        situation=situation_of(appeal, move, now=now),
    )
    _carry_out(appeal, move, decision, now=now)
    return decision, _line_of_history(appeal, move, before=before or "", now=now)


def situation_of(appeal: Appeal, move: Move, *, now: datetime) -> Situation:
    """What is true of the case and the person besides state and roles."""
    return Situation(
        approval_required=appeal.body.requires_approval if move.approval_required is None else move.approval_required,
        wrote_the_answer=move.wrote_the_answer,
        declined_it=move.act is Act.UPHOLD_OBJECTION and _declined_by(appeal, move.by),
        is_sending=appeal.is_sending,
        is_joined=appeal.duplicate_of_id is not None,
        is_too_late_to_reopen=appeal.closed_at is not None and appeal.closed_at < now - REOPEN_WITHIN,
        is_part=appeal.channel == PART_CHANNEL,
        is_taken_back=move.is_taken_back,
        state_before=_state_before(appeal, move.act),
    )


def save_case(appeal: Appeal, *, now: datetime) -> None:
    """Write a changed case, count its version and tell the desk."""
    appeal.changed_at = now
    appeal.version += 1
    appeal.save(update_fields=_SAVED)
    tell_changed(appeal)


def tell_changed(*appeals: Appeal) -> None:
    """Let open pages of the desk fetch these cases again."""
    with connection.cursor() as cursor:
        tell_desk(cursor, [(one.number, one.body_id, one.municipality_id, one.founder_id) for one in appeals])


def _actors(appeal: Appeal, move: Move) -> Collection[Actor]:
    return move.by.roles_at(place_of(appeal)) | move.also if isinstance(move.by, Viewer) else (move.by,)


def _declined_by(appeal: Appeal, who: Viewer | Party) -> bool:
    last = appeal.transitions.filter(act=Act.DECLINE.value).order_by("-id").first()
    return isinstance(who, Viewer) and last is not None and last.by_id == who.staff_id


def _state_before(appeal: Appeal, act: Act) -> State | None:
    if act not in (Act.AUTHOR_ANSWERS, Act.TAKE_APART):
        return None
    history = [
        Step(act=Act(row.act), from_state=State(row.from_state) if row.from_state else None)
        for row in appeal.transitions.order_by("id")
    ]
    return state_before(history, act=act)


def _carry_out(appeal: Appeal, move: Move, decision: Decision, *, now: datetime) -> None:
    if move.body is not None:
        stand_with(appeal, move.body)
    if {decision.to, decision.state} & SEEN_IN_PUBLIC:
        appeal.publication_is_stale = True
    appeal.state = decision.to
    until = end_of_date(move.reason.due_on, appeal.body) if move.reason.due_on else None
    run_clocks(appeal, decision.clocks, now=now, date=until)
    if decision.act is Act.DEFER:
        appeal.deferred_until = until
        appeal.outcome = ""
    if decision.to is State.CLOSED or decision.to is State.DECLINED:
        appeal.closed_at = now
        appeal.outcome = decision.outcome.value if decision.outcome else ""
    if decision.act in (Act.REOPEN, Act.TAKE_APART, Act.UPHOLD_OBJECTION):
        appeal.closed_at, appeal.outcome = None, ""
        appeal.duplicate_of = None
    if decision.act is Act.REOPEN:
        appeal.reopened_count += 1
    if decision.act in COMES:
        appeal.tell_at = now
    if decision.act in (Act.REOPEN, Act.CLOSE, Act.UPHOLD_OBJECTION):
        appeal.wrote_again_at = appeal.not_solved_at = None


def _line_of_history(appeal: Appeal, move: Move, *, before: str, now: datetime) -> Transition:
    person = move.by if isinstance(move.by, Viewer) else None
    return Transition(
        appeal=appeal,
        act=move.act.value,
        from_state=before,
        to_state=appeal.state,
        at=now,
        noted_at=move.noted_at,
        by_id=person.staff_id if person else None,
        actor="staff" if isinstance(move.by, Viewer) else move.by.value,
        reason=_in_words(move.reason),
        body=move.body,
    )


def _in_words(reason: Reason) -> str:
    """A reason as one text for the history; the parts stay apart only where the table asks for them."""
    parts = [reason.cause or "", reason.finding, reason.clause, reason.system, reason.number, reason.link, reason.text]
    if reason.due_on:
        parts.append(reason.due_on.isoformat())
    return " · ".join(part for part in parts if part)
