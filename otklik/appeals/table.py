"""The table of a case: from which states, which act, to which state, by whom, with what reason, to which clocks.

A new state or transition is one row here, with its reason; the words of the rows are in `states.py`, what follows from
a row is decided in `workflow.py`. Plain values: no Django, no database, no clock.
"""

from dataclasses import dataclass

from otklik.appeals.states import OPEN_STATES, Act, Clock, Condition, Needs, Outcome, Party, State
from otklik.organizations.rights import Role
from otklik.shared.words import marked as _

Actor = Role | Party


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `froms` holds None for a case that does not exist yet."""

    froms: tuple[State | None, ...]
    act: Act
    to: State | None
    """None: it stays where it is, or, for the acts in `GOES_BACK`, returns to the state before."""
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
    Transition((None,), _A.OPEN, _S.NEW, (_P.SYSTEM, _P.IMPORT, _R.CONTENT_MANAGER, _R.COORDINATOR),
               clocks=(_C.START_ASSIGNMENT, _C.START_PRIMARY), resident_reads=_("Received")),
    Transition((_S.NEW,), _A.HOLD, _S.IN_MODERATION, (_P.SYSTEM, _R.MODERATOR), Needs.FINDING,
               resident_reads=_("Received")),
    Transition((_S.IN_MODERATION,), _A.PASS_MODERATION, _S.NEW, (_P.SYSTEM, _R.MODERATOR),
               resident_reads=_("Received")),
    Transition((_S.NEW, _S.IN_MODERATION), _A.DECLINE, _S.DECLINED, (_R.MODERATOR, _R.COORDINATOR, _P.IMPORT),
               Needs.CLAUSE, (_C.STOP_ALL,), _("Declined: %(reason)s")),
    Transition((_S.DECLINED,), _A.UPHOLD_OBJECTION, _S.NEW, (_R.MODERATOR, _R.CURATOR), Needs.TEXT,
               (_C.START_ANEW_WITH_GRACE,), _("Received"), Condition.ANOTHER_PERSON),
    Transition((_S.NEW, _S.MISROUTED), _A.ASSIGN, _S.ASSIGNED,
               (_P.SYSTEM, _P.IMPORT, _R.COORDINATOR, _R.CURATOR, _R.FOUNDER),
               clocks=(_C.STOP_ASSIGNMENT,), resident_reads=_("Passed to: %(body)s")),
    Transition((_S.ASSIGNED, _S.IN_WORK), _A.ASSIGN, _S.ASSIGNED,
               (_P.SYSTEM, _R.COORDINATOR, _R.CURATOR, _R.FOUNDER), Needs.TEXT,
               (_C.STOP_ASSIGNMENT,), _("Passed to: %(body)s")),
    Transition((_S.ASSIGNED, _S.REWORK, _S.INTERIM_ANSWERED, _S.DEFERRED), _A.TAKE, _S.IN_WORK,
               (*_WORKERS, _P.IMPORT),
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
    Transition((_S.AWAITING_APPROVAL, _S.ASSIGNED, _S.IN_WORK), _A.SEND_INTERIM, _S.INTERIM_ANSWERED,
               (_P.NETWORK, _P.IMPORT),
               Needs.DATE, (_C.STOP_PRIMARY_AS_INTERIM, _C.START_FINAL),
               _("We are working on it, an answer by %(date)s")),
    Transition(_OPEN, _A.ANSWERED_OUTSIDE, _S.ANSWERED, (_P.NETWORK, _P.IMPORT),
               clocks=_ANSWER_STOPS, resident_reads=_("Answered")),
    Transition(_OPEN, _A.ANSWERED_BY_HAND, _S.ANSWERED, (_R.CONTENT_MANAGER,), Needs.LINK,
               _ANSWER_STOPS, _("Answered")),
    Transition(_OPEN, _A.ASK_AUTHOR, _S.CLARIFYING, (*_WORKERS, _R.COORDINATOR), Needs.QUESTION,
               (_C.PAUSE_WHEN_TOLD,), _("We are waiting for you to clarify")),
    Transition((_S.CLARIFYING,), _A.AUTHOR_ANSWERS, None, (_P.SYSTEM,), clocks=(_C.RESUME_WITH_GRACE,)),
    Transition((_S.CLARIFYING,), _A.GIVE_UP_CLARIFYING, _S.CLOSED, (_P.SYSTEM,), clocks=(_C.STOP_ALL,),
               resident_reads=_("Closed: not clarified"), outcome=Outcome.NO_CLARIFICATION),
    Transition((_S.IN_WORK, _S.INTERIM_ANSWERED, _S.ANSWERED), _A.DEFER, _S.DEFERRED,
               (_R.APPROVER, _R.COORDINATOR, _P.IMPORT), Needs.TEXT_AND_DATE, (_C.FINAL_IS_DATE,),
               _("Deferred until %(date)s: %(reason)s")),
    Transition((_S.DEFERRED,), _A.DEFERRAL_COMES, _S.IN_WORK, (_P.SYSTEM, _R.EXECUTOR), resident_reads=_("In work")),
    Transition(_OPEN, _A.HAND_OVER, _S.EXTERNAL, (_R.COORDINATOR,), Needs.SYSTEM_AND_NUMBER,
               (_C.PAUSE_ALL, _C.START_WATCH), _("Passed to %(system)s, number %(number)s")),
    Transition((_S.EXTERNAL,), _A.EXTERNAL_ANSWERS, _S.IN_WORK, (_R.COORDINATOR, _P.IMPORT),
               clocks=(_C.RESUME,), resident_reads=_("In work")),
    Transition((_S.ANSWERED,), _A.CLOSE, _S.CLOSED, (_P.AUTHOR, _P.SYSTEM, _P.IMPORT, _R.CONTENT_MANAGER),
               Needs.OUTCOME,
               resident_reads=_("Closed")),
    Transition((_S.ANSWERED, _S.CLOSED, _S.DEFERRED), _A.REOPEN, _S.IN_WORK,
               (*_WORKERS, _R.APPROVER, _R.COORDINATOR, _P.IMPORT), Needs.TEXT, (_C.START_REOPENED,),
               _("In work again"), Condition.NOT_JOINED_AND_IN_TIME),
    Transition(_OPEN, _A.JOIN, _S.CLOSED, (_P.SYSTEM, _R.COORDINATOR, _R.CONTENT_MANAGER), Needs.WHICH,
               (_C.PAUSE_ALL,), _("Joined to No. %(number)s"), outcome=Outcome.DUPLICATE),
    Transition((_S.ANSWERED,), _A.JOIN, _S.CLOSED, (_P.SYSTEM,), Needs.WHICH, (_C.PAUSE_ALL,),
               _("Joined to No. %(number)s"), outcome=Outcome.DUPLICATE),
    Transition((_S.CLOSED,), _A.TAKE_APART, None, (_R.COORDINATOR,), Needs.TEXT, (_C.RESUME_WITH_GRACE,),
               only_if=Condition.JOINED),
    Transition((*_OPEN, _S.ANSWERED), _A.WITHDRAW, _S.CLOSED, (_P.AUTHOR,), clocks=(_C.STOP_ALL,),
               resident_reads=_("Withdrawn"), outcome=Outcome.WITHDRAWN),
    Transition(_OPEN, _A.ACCEPT_WITHDRAWAL, _S.CLOSED, (_R.CONTENT_MANAGER, _R.COORDINATOR), Needs.TEXT, (_C.STOP_ALL,),
               _("Withdrawn"), Condition.TAKEN_BACK, Outcome.WITHDRAWN),
    Transition((_S.ASSIGNED, _S.IN_WORK, _S.REWORK), _A.HAND_IN, _S.ANSWERED, _WORKERS, Needs.TEXT, _ANSWER_STOPS,
               only_if=Condition.IS_PART),
    Transition((_S.IN_MODERATION, _S.ASSIGNED), _A.DECIDE_ANEW, _S.NEW, (_P.SYSTEM,),
               clocks=(_C.START_ASSIGNMENT,), resident_reads=_("Received")),
    Transition((_S.ASSIGNED, _S.IN_WORK, _S.DEFERRED, _S.CLOSED), _A.UNDO, None, (_P.SYSTEM,)),
)
"""Closing: beside the resident and silence, a content manager may close at the resident's word, with the outcome.
Withdrawing: until somebody has begun, a deletion in the network ends the case by itself; after that staff do, where it
is known that the author deleted it (`taking_back.py`).
An import follows the other system: it does what was done there (`integrations/cases/following.py`).
Undo: what was done with many cases at once, by whoever did it (`undoing.py`); the clocks are put back as they were."""
# fmt: on

GOES_BACK = frozenset({_A.AUTHOR_ANSWERS, _A.TAKE_APART, _A.UNDO})
"""Acts that lead to the state which the case was in before it was asked about, joined, or done with by mistake."""

NEXT_RIGHT = {
    _S.IN_MODERATION: (_A.PASS_MODERATION,),
    _S.NEW: (_A.ASSIGN,),
    _S.MISROUTED: (_A.ASSIGN,),
    _S.ASSIGNED: (_A.TAKE, _A.HAND_IN, _A.APPROVE_FINAL, _A.SUBMIT),
    _S.IN_WORK: (_A.HAND_IN, _A.APPROVE_FINAL, _A.SUBMIT),
    _S.AWAITING_APPROVAL: (_A.APPROVE_FINAL,),
    _S.REWORK: (_A.SUBMIT_AGAIN, _A.TAKE),
    _S.INTERIM_ANSWERED: (_A.TAKE,),
    _S.DEFERRED: (_A.DEFERRAL_COMES, _A.TAKE),
    _S.EXTERNAL: (_A.EXTERNAL_ANSWERS, _A.TAKE),
    _S.ANSWERED: (_A.CLOSE,),
}
"""What is offered first in a state; the rest follows in the table's order, and is never the one button that stands out:
declining, sending back, reopening and taking apart are done for a reason that the case itself does not tell."""
