"""Which acts bring a case to where the other system says that it stands. Plain decisions.

What is further here than there stays: an answer that was given here is told back, not taken back.
"""

from otklik.appeals.states import CLOSED_STATES, Act, State
from otklik.integrations.cases.statuses import OVER_THERE, SourceStatus

_ANSWERING = (State.ASSIGNED, State.IN_WORK, State.AWAITING_APPROVAL)
_CAN_BE_TAKEN = (State.ASSIGNED, State.REWORK, State.INTERIM_ANSWERED, State.DEFERRED)
_UNREAD = (State.NEW, State.IN_MODERATION)


def find_way(
    state: State, status: SourceStatus, *, before: SourceStatus | None, has_new_date: bool = False
) -> tuple[Act, ...] | None:
    """The acts from here to there; empty where it stands there already, None where it is further here.

    `before` is what was last said there: only what was over there and is at work again comes back here. With a new
    date what is deferred is deferred anew.
    """
    if has_new_date and state is State.DEFERRED and status is SourceStatus.DEFERRED:
        return (Act.TAKE, Act.DEFER)
    if state in CLOSED_STATES and status not in OVER_THERE:
        if before not in OVER_THERE or state is State.DECLINED:
            return None
        return (Act.REOPEN, *(_way_at_work(State.IN_WORK, status) or ()))
    return _way_to_the_end(state, status) if status in OVER_THERE else _way_at_work(state, status)


def _way_to_the_end(state: State, status: SourceStatus) -> tuple[Act, ...] | None:
    if status is SourceStatus.DECLINED and state in _UNREAD:
        return (Act.DECLINE,)
    if state in (State.CLOSED, State.DECLINED):
        return () if status is not SourceStatus.ANSWERED else None
    ends = () if status is SourceStatus.ANSWERED else (Act.CLOSE,)
    return ends if state is State.ANSWERED else (Act.ANSWERED_OUTSIDE, *ends)


def _way_at_work(state: State, status: SourceStatus) -> tuple[Act, ...] | None:
    """A case that waits for its author, a moderator or another body here stays there: people are at it."""
    match status:
        case SourceStatus.IN_WORK:
            return (Act.TAKE,) if state in (State.ASSIGNED, State.DEFERRED) else ()
        case SourceStatus.INTERIM if state in _ANSWERING:
            return (Act.SEND_INTERIM,)
        case SourceStatus.INTERIM if state in _CAN_BE_TAKEN and state is not State.INTERIM_ANSWERED:
            return (Act.TAKE, Act.SEND_INTERIM)
        case SourceStatus.DEFERRED if state in (State.IN_WORK, State.INTERIM_ANSWERED):
            return (Act.DEFER,)
        case SourceStatus.DEFERRED if state is State.ASSIGNED:
            return (Act.TAKE, Act.DEFER)
        case SourceStatus.INTERIM | SourceStatus.DEFERRED if state not in (State.INTERIM_ANSWERED, State.DEFERRED):
            return None
    return ()
