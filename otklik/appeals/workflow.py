"""The life of a case: what an act leads to, who may do it, and what is missing. The table itself is in `table.py`.

Plain decisions: no Django, no database, no clock.

**Sending takes two acts.** A person approves (`approve_final`, `approve_interim`): the case stays where it is and
delivery gets the text. Only when the network has the answer does its receipt do `send_final` or `send_interim`, and
the case becomes answered: a clock never stops at a draft. In between (`Situation.is_sending`) people wait; what the
author, the network and the system do still counts. When sending fails, nothing has to be undone.

**Back to the state before.** `author_answers` and `take_apart` lead there; `state_before` finds it in the history.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from otklik.appeals import refusals
from otklik.appeals.refusals import NotAllowedNow, NotYourAct, ReasonMissing
from otklik.appeals.states import (
    ACT_NAMES,
    CLOSED_STATES,
    OPEN_STATES,
    OUTCOME_NAMES,
    STATE_NAMES,
    Act,
    Cause,
    Clock,
    Condition,
    Needs,
    Outcome,
    Party,
    State,
)
from otklik.appeals.table import GOES_BACK, NEXT_RIGHT, TABLE, Actor, Transition
from otklik.organizations.rights import Role, standing_in
from otklik.shared.text import is_blank

__all__ = [
    "ACT_NAMES",
    "CLOSED_STATES",
    "OPEN_STATES",
    "OUTCOME_NAMES",
    "PARTS",
    "STATE_NAMES",
    "TABLE",
    "Act",
    "Actor",
    "Clock",
    "Condition",
    "Decision",
    "Needs",
    "NotAllowedNow",
    "NotYourAct",
    "Outcome",
    "Party",
    "Reason",
    "ReasonMissing",
    "Situation",
    "State",
    "Step",
    "Transition",
    "acts_for",
    "decide",
    "find_transition",
    "missing_parts",
    "state_before",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, and whatever else an act asks for; fill what `Transition.needs` names."""

    text: str = ""
    """A reason in words, or the question to the author."""
    finding: str = ""
    clause: str = ""
    due_on: date | None = None
    system: str = ""
    number: str = ""
    """The number in the other system, or of the case that this one is joined to."""
    outcome: Outcome | None = None
    link: str = ""
    cause: Cause | None = None
    """For what it is put off."""


PARTS = {
    Needs.NOTHING: (), Needs.TEXT: ("text",), Needs.FINDING: ("finding",), Needs.CLAUSE: ("clause",),
    Needs.DATE: ("due_on",), Needs.TEXT_AND_DATE: ("text", "due_on"), Needs.QUESTION: ("text",),
    Needs.SYSTEM_AND_NUMBER: ("system", "number"), Needs.WHICH: ("number",), Needs.OUTCOME: ("outcome",),
    Needs.LINK: ("link",),
}  # fmt: skip
"""The fields of `Reason` that must be filled."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true of this case and this person besides state and roles."""

    approval_required: bool = False
    """The body lets another person approve an answer before it is published."""
    wrote_the_answer: bool = False
    """This person wrote the answer that waits for approval."""
    declined_it: bool = False
    """This person declined the case."""
    is_sending: bool = False
    """An approved answer is on its way to the network."""
    is_joined: bool = False
    """Closed as a duplicate of another case."""
    is_too_late_to_reopen: bool = False
    is_part: bool = False
    """A part of another case."""
    is_taken_back: bool = False
    """Its author deleted in the network what it is about, and nobody else's words are in it."""
    state_before: State | None = None
    """Where `author_answers` and `take_apart` lead, as `state_before` finds it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens: the case goes from `state` to `to`, the clocks do `clocks`."""

    act: Act
    state: State | None
    to: State
    clocks: tuple[Clock, ...]
    resident_reads: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case's history: the act and where it came from."""

    act: Act
    from_state: State | None


def find_transition(state: State | None, act: Act) -> Transition | None:
    """The row of the table for this act in this state; None where the act does not fit."""
    return next((row for row in TABLE if row.act is act and state in row.froms), None)


def acts_for(state: State | None, roles: Collection[Actor], *, situation: Situation | None = None) -> tuple[Act, ...]:
    """What this person can do now; the first is the next right thing for them."""
    known = situation or Situation()
    rows = [(act, find_transition(state, act)) for act in Act]
    possible = [act for act, row in rows if _find_obstacle(row, state, actors=roles, situation=known) is None]
    first = [act for act in NEXT_RIGHT.get(state, ()) if act in possible] if state else []
    return tuple(first + [act for act in possible if act not in first])


def decide(
    state: State | None,
    act: Act,
    *,
    actors: Collection[Actor],
    reason: Reason | None = None,
    situation: Situation | None = None,
) -> Decision:
    """What the act leads to. Raises NotAllowedNow, NotYourAct or ReasonMissing, each with a text for the person.

    `actors` are the roles that a person holds over this case, or the one party that is no staff.
    """
    known, given = situation or Situation(), reason or Reason()
    row = find_transition(state, act)
    obstacle = _find_obstacle(row, state, actors=actors, situation=known)
    if row is None or obstacle is not None:
        possible = acts_for(state, actors, situation=known)
        raise refusals.refusal(obstacle or refusals.DOES_NOT_FIT, state=state, act=act, possible=possible)
    parts = missing_parts(row.needs, given)
    if parts:
        raise ReasonMissing(act, parts=parts)
    return Decision(
        act=act,
        state=state,
        to=_target(row, state=state, situation=known),
        clocks=row.clocks,
        resident_reads=row.resident_reads,
        outcome=row.outcome or (given.outcome if row.needs is Needs.OUTCOME else None),
    )


def missing_parts(needs: Needs, reason: Reason) -> tuple[str, ...]:
    """The fields of `reason` that must be filled and are not."""
    return tuple(part for part in PARTS[needs] if not _is_filled(getattr(reason, part)))


def state_before(history: Iterable[Step], *, act: Act) -> State | None:
    """Where `author_answers` or `take_apart` leads: where the case was when it was last asked about or joined.

    A second question while the author is still silent does not count: the case was only waiting. Where an answer waited
    for approval it is a draft again since: the case goes to whoever writes, not to an approver with nothing to approve.
    """
    left_by = Act.JOIN if act is Act.TAKE_APART else Act.ASK_AUTHOR
    before = [step.from_state for step in history if step.act is left_by]
    if left_by is Act.ASK_AUTHOR:
        before = [state for state in before if state is not State.CLARIFYING]
    last = before[-1] if before else None
    return State.REWORK if last is State.AWAITING_APPROVAL else last


def _is_filled(value: object) -> bool:
    return not is_blank(value) if isinstance(value, str) else value is not None


def _target(row: Transition, *, state: State | None, situation: Situation) -> State:
    """Never None: a row without a target is refused where its state or the state before is unknown."""
    return cast("State", row.to or (situation.state_before if row.act in GOES_BACK else state))


def _find_obstacle(
    row: Transition | None, state: State | None, *, actors: Collection[Actor], situation: Situation
) -> refusals.Obstacle | None:
    """Why the act cannot be done, None when it can; what is wrong with the case is said before who may act."""
    if row is None:
        return refusals.DOES_NOT_FIT
    able = standing_in(actor for actor in actors if isinstance(actor, Role)).union(actors)
    if able.isdisjoint(row.who):
        return refusals.NOT_THEIR_ROLE
    if situation.is_sending and not any(actor in row.who for actor in actors if isinstance(actor, Party)):
        return refusals.IS_SENDING
    if row.act in GOES_BACK and situation.state_before is None:
        return refusals.NOTHING_BEFORE
    return _condition_obstacle(row.only_if, state=state, able=able, situation=situation)


def _condition_obstacle(
    condition: Condition, *, state: State | None, able: Collection[Actor], situation: Situation
) -> refusals.Obstacle | None:
    match condition:
        case Condition.APPROVED_RIGHTLY:
            return _approval_obstacle(state, able=able, situation=situation)
        case Condition.ANOTHER_PERSON if situation.declined_it:
            return refusals.OWN_DECLINE
        case Condition.IS_PART if not situation.is_part:
            return refusals.NO_PART
        case Condition.TAKEN_BACK if not situation.is_taken_back:
            return refusals.NOT_TAKEN_BACK
        case Condition.JOINED if not situation.is_joined:
            return refusals.NOT_JOINED
        case Condition.NOT_JOINED_AND_IN_TIME if situation.is_joined:
            return refusals.JOINED
        case Condition.NOT_JOINED_AND_IN_TIME if situation.is_too_late_to_reopen:
            return refusals.TOO_LATE
    return None


def _approval_obstacle(
    state: State | None, *, able: Collection[Actor], situation: Situation
) -> refusals.Obstacle | None:
    if not situation.approval_required:
        return None
    if state is not State.AWAITING_APPROVAL:
        return refusals.SUBMIT_FIRST
    if Role.APPROVER not in able:
        return refusals.NOT_AN_APPROVER
    return refusals.OWN_ANSWER if situation.wrote_the_answer else None
