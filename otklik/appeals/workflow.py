"""The life of a case as one table: from which states, which act, to which state, by whom, with what reason.

Plain decisions: no Django, no database, no clock. A new state or transition is one row here, with its reason.

**Sending takes two acts.** A person approves (`approve_final`, `approve_interim`): the case stays where it is and
delivery gets the text. Only when the network has the answer does its receipt do `send_final` or `send_interim`, and
the case becomes answered: a clock never stops at a draft. In between (`Situation.is_sending`) people wait; what the
author, the network and the system do still counts. When sending fails, nothing has to be undone.

**Back to the state before.** `author_answers` and `take_apart` lead there; `state_before` finds it in the history.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from otklik.appeals.states import (
    ACT_NAMES, CLOSED_STATES, OPEN_STATES, OUTCOME_NAMES, STATE_NAMES,
    Act, Clock, Condition, Needs, Outcome, Party, State,
)
from otklik.organizations.rights import Role, standing_in
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

__all__ = [
    "ACT_NAMES", "CLOSED_STATES", "OPEN_STATES", "OUTCOME_NAMES", "STATE_NAMES", "TABLE",
    "Act", "Actor", "Clock", "Condition", "Decision", "Needs", "NotAllowedNow", "NotYourAct", "Outcome", "Party",
    "Reason", "ReasonMissing", "Situation", "State", "Transition",
    "acts_for", "decide", "find_transition", "missing_parts", "state_before",
]

Actor = Role | Party


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `froms` holds None for a case that does not exist yet."""

    froms: tuple[State | None, ...]
    act: Act
    to: State | None
    """None: where it was, see `stays` and `goes_back`."""
    who: tuple[Actor, ...]
    needs: Needs = Needs.NOTHING
    clocks: tuple[Clock, ...] = ()
    resident_reads: str = ""
    """A message id; empty: as before. Places: %(body)s, %(date)s, %(reason)s, %(system)s, %(number)s."""
    only_if: Condition = Condition.ALWAYS
    outcome: Outcome | None = None
    """How a case that this act closes has ended; None where the act itself is told."""


_S, _A, _P, _R, _C = State, Act, Party, Role, Clock
_OPEN = OPEN_STATES
_WORKERS = (_R.EXECUTOR, _R.CONTENT_MANAGER)
_ANSWER_STOPS = (_C.STOP_ASSIGNMENT, _C.STOP_APPROVAL, _C.STOP_PRIMARY, _C.STOP_FINAL)

# fmt: off
TABLE = (
    Transition((None,), _A.OPEN, _S.NEW, (_P.SYSTEM, _R.CONTENT_MANAGER, _R.COORDINATOR),
               clocks=(_C.START_ASSIGNMENT, _C.START_PRIMARY), resident_reads=_("Received")),
    Transition((_S.NEW,), _A.HOLD, _S.IN_MODERATION, (_P.SYSTEM, _R.MODERATOR), Needs.FINDING,
               resident_reads=_("Received")),
    Transition((_S.IN_MODERATION,), _A.PASS_MODERATION, _S.NEW, (_R.MODERATOR,), resident_reads=_("Received")),
    Transition((_S.NEW, _S.IN_MODERATION), _A.DECLINE, _S.DECLINED, (_R.MODERATOR, _R.COORDINATOR), Needs.CLAUSE,
               (_C.STOP_ALL,), _("Declined: %(reason)s")),
    Transition((_S.DECLINED,), _A.UPHOLD_OBJECTION, _S.NEW, (_R.MODERATOR, _R.CURATOR), Needs.TEXT,
               (_C.START_ANEW_WITH_GRACE,), _("Received"), Condition.ANOTHER_PERSON),
    Transition((_S.NEW, _S.MISROUTED), _A.ASSIGN, _S.ASSIGNED,
               (_P.SYSTEM, _R.COORDINATOR, _R.CURATOR, _R.FOUNDER),
               clocks=(_C.STOP_ASSIGNMENT,), resident_reads=_("Passed to: %(body)s")),
    Transition((_S.ASSIGNED, _S.IN_WORK), _A.ASSIGN, _S.ASSIGNED,
               (_P.SYSTEM, _R.COORDINATOR, _R.CURATOR, _R.FOUNDER), Needs.TEXT,
               (_C.STOP_ASSIGNMENT,), _("Passed to: %(body)s")),
    Transition((_S.ASSIGNED, _S.REWORK, _S.INTERIM_ANSWERED, _S.DEFERRED), _A.TAKE, _S.IN_WORK, _WORKERS,
               resident_reads=_("In work")),
    Transition((_S.EXTERNAL,), _A.TAKE, _S.IN_WORK, _WORKERS, clocks=(_C.RESUME,), resident_reads=_("In work")),
    Transition((_S.ASSIGNED, _S.IN_WORK), _A.RETURN_NOT_OURS, _S.MISROUTED, _WORKERS, Needs.TEXT,
               (_C.START_ASSIGNMENT,), _("We are finding out who will answer")),
    Transition((_S.ASSIGNED, _S.IN_WORK), _A.SUBMIT, _S.AWAITING_APPROVAL, _WORKERS,
               clocks=(_C.START_APPROVAL,), resident_reads=_("In work")),
    Transition((_S.AWAITING_APPROVAL,), _A.SEND_BACK, _S.REWORK, (_R.APPROVER,), Needs.TEXT,
               (_C.STOP_APPROVAL,), _("In work")),
    Transition((_S.REWORK,), _A.SUBMIT_AGAIN, _S.AWAITING_APPROVAL, _WORKERS,
               clocks=(_C.START_APPROVAL,), resident_reads=_("In work")),
    Transition((_S.AWAITING_APPROVAL, _S.ASSIGNED, _S.IN_WORK), _A.APPROVE_FINAL, None,
               (_R.APPROVER, _R.CONTENT_MANAGER), clocks=(_C.STOP_APPROVAL,), only_if=Condition.APPROVED_RIGHTLY),
    Transition((_S.AWAITING_APPROVAL, _S.ASSIGNED, _S.IN_WORK), _A.APPROVE_INTERIM, None,
               (_R.APPROVER, _R.CONTENT_MANAGER), Needs.DATE, (_C.STOP_APPROVAL,),
               only_if=Condition.APPROVED_RIGHTLY),
    Transition((_S.AWAITING_APPROVAL, _S.ASSIGNED, _S.IN_WORK), _A.SEND_FINAL, _S.ANSWERED, (_P.NETWORK,),
               clocks=_ANSWER_STOPS, resident_reads=_("Answered")),
    Transition((_S.AWAITING_APPROVAL, _S.ASSIGNED, _S.IN_WORK), _A.SEND_INTERIM, _S.INTERIM_ANSWERED, (_P.NETWORK,),
               Needs.DATE, (_C.STOP_PRIMARY_AS_INTERIM, _C.START_FINAL),
               _("We are working on it, an answer by %(date)s")),
    Transition(_OPEN, _A.ANSWERED_OUTSIDE, _S.ANSWERED, (_P.NETWORK,),
               clocks=_ANSWER_STOPS, resident_reads=_("Answered")),
    Transition(_OPEN, _A.ANSWERED_BY_HAND, _S.ANSWERED, (_R.CONTENT_MANAGER,), Needs.LINK,
               _ANSWER_STOPS, _("Answered")),
    Transition(_OPEN, _A.ASK_AUTHOR, _S.CLARIFYING, (*_WORKERS, _R.COORDINATOR), Needs.QUESTION,
               (_C.PAUSE_ALL,), _("We are waiting for you to clarify")),
    Transition((_S.CLARIFYING,), _A.AUTHOR_ANSWERS, None, (_P.SYSTEM,), clocks=(_C.RESUME_WITH_GRACE,)),
    Transition((_S.CLARIFYING,), _A.GIVE_UP_CLARIFYING, _S.CLOSED, (_P.SYSTEM,), clocks=(_C.STOP_ALL,),
               resident_reads=_("Closed: not clarified"), outcome=Outcome.NO_CLARIFICATION),
    Transition((_S.IN_WORK, _S.INTERIM_ANSWERED, _S.ANSWERED), _A.DEFER, _S.DEFERRED,
               (_R.APPROVER, _R.COORDINATOR), Needs.TEXT_AND_DATE, (_C.FINAL_IS_DATE,),
               _("Deferred until %(date)s: %(reason)s")),
    Transition((_S.DEFERRED,), _A.DEFERRAL_COMES, _S.IN_WORK, (_P.SYSTEM, _R.EXECUTOR), resident_reads=_("In work")),
    Transition(_OPEN, _A.HAND_OVER, _S.EXTERNAL, (_R.COORDINATOR,), Needs.SYSTEM_AND_NUMBER,
               (_C.PAUSE_ALL, _C.START_WATCH), _("Passed to %(system)s, number %(number)s")),
    Transition((_S.EXTERNAL,), _A.EXTERNAL_ANSWERS, _S.IN_WORK, (_R.COORDINATOR, _P.IMPORT),
               clocks=(_C.RESUME,), resident_reads=_("In work")),
    Transition((_S.ANSWERED,), _A.CLOSE, _S.CLOSED, (_P.AUTHOR, _P.SYSTEM, _R.CONTENT_MANAGER), Needs.OUTCOME,
               resident_reads=_("Closed")),
    Transition((_S.ANSWERED, _S.CLOSED, _S.DEFERRED), _A.REOPEN, _S.IN_WORK,
               (*_WORKERS, _R.APPROVER, _R.COORDINATOR), Needs.TEXT, (_C.START_REOPENED,), _("In work again"),
               Condition.NOT_JOINED_AND_IN_TIME),
    Transition(_OPEN, _A.JOIN, _S.CLOSED, (_R.COORDINATOR, _R.CONTENT_MANAGER), Needs.WHICH, (_C.PAUSE_ALL,),
               _("Joined to No. %(number)s"), outcome=Outcome.DUPLICATE),
    Transition((_S.CLOSED,), _A.TAKE_APART, None, (_R.COORDINATOR,), Needs.TEXT, (_C.RESUME_WITH_GRACE,),
               only_if=Condition.JOINED),
    Transition((*_OPEN, _S.ANSWERED), _A.WITHDRAW, _S.CLOSED, (_P.AUTHOR,), clocks=(_C.STOP_ALL,),
               resident_reads=_("Withdrawn"), outcome=Outcome.WITHDRAWN),
)
"""Closing: beside the resident and silence, a content manager may close at the resident's word, with the outcome."""
# fmt: on

_NEXT_RIGHT = {
    _S.IN_MODERATION: (_A.PASS_MODERATION, _A.DECLINE),
    _S.NEW: (_A.ASSIGN,),
    _S.MISROUTED: (_A.ASSIGN,),
    _S.ASSIGNED: (_A.TAKE, _A.APPROVE_FINAL, _A.SUBMIT),
    _S.IN_WORK: (_A.APPROVE_FINAL, _A.SUBMIT),
    _S.AWAITING_APPROVAL: (_A.APPROVE_FINAL, _A.SEND_BACK),
    _S.REWORK: (_A.SUBMIT_AGAIN, _A.TAKE),
    _S.INTERIM_ANSWERED: (_A.TAKE,),
    _S.DEFERRED: (_A.DEFERRAL_COMES, _A.TAKE),
    _S.EXTERNAL: (_A.EXTERNAL_ANSWERS, _A.TAKE),
    _S.ANSWERED: (_A.CLOSE, _A.REOPEN),
    _S.CLOSED: (_A.TAKE_APART, _A.REOPEN),
}
"""What is offered first in a state; the rest follows in the table's order."""


class NotAllowedNow(OtklikError):
    """The act does not fit the state of the case, or something about the case forbids it for now."""

    def __init__(self, wrong: str, *, state: State | None, act: Act, possible: Collection[Act]) -> None:
        names = tuple(ACT_NAMES[one] for one in possible)
        super().__init__(
            wrong,
            mend=_("Possible now: %(possible)s.") if names else _("Nothing can be done with it now."),
            values={"act": ACT_NAMES[act], "state": STATE_NAMES[state] if state else "–", "possible": names},
        )
        self.state, self.act, self.possible = state, act, tuple(possible)


class NotYourAct(OtklikError):
    """The act fits the case, but none of this person's roles may do it."""


class ReasonMissing(OtklikError):
    """The act must be given something that is not there; `parts` names the empty fields of `Reason`."""

    def __init__(self, act: Act, *, parts: tuple[str, ...]) -> None:
        super().__init__(
            _("«%(act)s» needs: %(parts)s."),
            mend=_("Fill it in and try again."),
            values={"act": ACT_NAMES[act], "parts": tuple(_PART_NAMES[part] for part in parts)},
        )
        self.parts = parts


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


_PARTS = {
    Needs.NOTHING: (), Needs.TEXT: ("text",), Needs.FINDING: ("finding",), Needs.CLAUSE: ("clause",),
    Needs.DATE: ("due_on",), Needs.TEXT_AND_DATE: ("text", "due_on"), Needs.QUESTION: ("text",),
    Needs.SYSTEM_AND_NUMBER: ("system", "number"), Needs.WHICH: ("number",), Needs.OUTCOME: ("outcome",),
    Needs.LINK: ("link",),
}  # fmt: skip
_PART_NAMES = {
    "text": _("a reason in words"),
    "finding": _("what was found"),
    "clause": _("the clause of the rules"),
    "due_on": _("a date"),
    "system": _("the system"),
    "number": _("the number"),
    "outcome": _("the outcome"),
    "link": _("the link"),
}


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


def acts_for(state: State | None, roles: Collection[Role], *, situation: Situation | None = None) -> tuple[Act, ...]:
    """What this person can do now; the first is the next right thing for them."""
    known = situation or Situation()
    possible = [act for act in Act if _obstacle(state, act, actors=roles, situation=known) is None]
    first = [act for act in _NEXT_RIGHT.get(state, ()) if act in possible] if state else []
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
    known = situation or Situation()
    obstacle = _obstacle(state, act, actors=actors, situation=known)
    if obstacle is not None:
        raise obstacle
    row = _row(state, act)
    parts = missing_parts(row.needs, reason or Reason())
    if parts:
        raise ReasonMissing(act, parts=parts)
    return Decision(
        act=act,
        state=state,
        to=_target(row, state=state, situation=known),
        clocks=row.clocks,
        resident_reads=row.resident_reads,
        outcome=row.outcome or (reason.outcome if reason else None),
    )


def missing_parts(needs: Needs, reason: Reason) -> tuple[str, ...]:
    """The fields of `reason` that must be filled and are not."""
    return tuple(part for part in _PARTS[needs] if not _is_filled(getattr(reason, part)))


def state_before(history: Iterable[Step], *, act: Act) -> State | None:
    """Where `author_answers` or `take_apart` leads: where the case was when it was last asked about or joined.

    A second question while the author is still silent does not count: the case was only waiting.
    """
    left_by = Act.JOIN if act is Act.TAKE_APART else Act.ASK_AUTHOR
    before = [step.from_state for step in history if step.act is left_by]
    if left_by is Act.ASK_AUTHOR:
        before = [state for state in before if state is not State.CLARIFYING]
    return before[-1] if before else None


def _is_filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _row(state: State | None, act: Act) -> Transition:
    row = find_transition(state, act)
    assert row is not None
    return row
