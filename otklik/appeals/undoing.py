"""Undo: restores a case to its state before an act, if nothing happened to it since.

What is kept of «before» holds no words of residents: state, body, person, topic, importance and clocks.
"""

from collections.abc import Mapping
from datetime import datetime

from otklik.appeals.errors import NoSuchCase
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.moves import SEEN_IN_PUBLIC, lock_case, save_case, stand_with
from otklik.appeals.refusals import NotAllowedNow
from otklik.appeals.route_troubles import reopen_troubles
from otklik.appeals.searching import index_cases
from otklik.appeals.services import check_thread_is_free
from otklik.appeals.states import Act, Party, State
from otklik.appeals.subject import subject_of
from otklik.appeals.workflow import Situation, decide
from otklik.audit.services import record
from otklik.organizations.models import Body
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _
from otklik.triage.learning.keeping import forget_choices

type Kept = Mapping[str, object]
"""Columns of a case by their names, as JSON holds them."""

_MOMENTS = (
    "due_at", "assign_due_at", "assigned_at", "primary_due_at", "primary_answered_at", "final_due_at",
    "final_answered_at", "first_due_at", "paused_at", "deferred_until", "closed_at", "wrote_again_at",
    "not_solved_at", "words_read_at",
)  # fmt: skip
_PLACE = ("body_id", "municipality_id", "founder_id")
_PLAIN = (
    "state", "executor_id", "topic_id", "importance", "kind",
    "primary_is_interim", "outcome", "is_by_machine", "reopened_count", "clock_log", "decided_by",
)  # fmt: skip


def snapshot(appeal: Appeal) -> dict[str, object]:
    """What of a case an act may change, to be put back."""
    moments = {name: getattr(appeal, name) for name in _MOMENTS}
    return {name: getattr(appeal, name) for name in (*_PLACE, *_PLAIN)} | {
        name: at.isoformat() if at else None for name, at in moments.items()
    }


def put_back(number: int, before: Kept, *, version: int, done_at: datetime, by: Viewer, now: datetime) -> None:
    """The case as it was kept, where its version is still the one that the act left. In the caller's transaction.

    Whoever acted may undo it also where the case has left their desk by it. Raises NoSuchCase, NotAllowedNow.
    """
    appeal = _lock(number, before, by=by)
    if appeal.version != version or appeal.is_sending:
        raise has_moved_on(appeal)
    state, was = State(appeal.state), State(str(before["state"]))
    check_thread_is_free(appeal)
    if was is not state or before["body_id"] != appeal.body_id:
        decide(state, Act.UNDO, actors=[Party.SYSTEM], situation=Situation(state_before=was))
        Transition.objects.create(
            appeal=appeal, act=Act.UNDO.value, from_state=state, to_state=was, at=now, by_id=by.staff_id
        )
    if before["body_id"] != appeal.body_id:
        _pass_back(appeal, before["body_id"])
    for name in _PLAIN:
        setattr(appeal, name, before[name])
    for name in _MOMENTS:
        told = before.get(name)  # what was kept before there was such a column
        setattr(appeal, name, datetime.fromisoformat(told) if isinstance(told, str) else None)
    appeal.warn_at = appeal.opened_at if appeal.due_at else None  # whoever warns looks at it anew
    appeal.publication_is_stale |= bool({state, was} & SEEN_IN_PUBLIC)
    save_case(appeal, now=now)
    reopen_troubles(appeal.number, ended_since=done_at)
    index_cases([appeal])
    subject = subject_of(appeal)
    if subject is not None:
        forget_choices(subject.message, by=by, at=done_at)
    record(Act.UNDO.value, subject=f"appeal:{number}", by=by, now=now)


def _pass_back(appeal: Appeal, body_id: object) -> None:
    """To the body that had it, or to its heir; where a body stands may have changed since, too."""
    body = Body.objects.select_related("merged_into").filter(id=_number(body_id) or 0).first()
    if body is None:
        raise has_moved_on(appeal)
    stand_with(appeal, body.merged_into or body)


def has_moved_on(appeal: Appeal) -> NotAllowedNow:
    """Why it is not undone."""
    return NotAllowedNow(
        _("The case has moved on since: it stays as it is."), state=State(appeal.state), act=Act.UNDO, possible=()
    )


def _lock(number: int, before: Kept, *, by: Viewer) -> Appeal:
    place = Place(*(_number(before[name]) for name in _PLACE))  # type: ignore[arg-type]
    if not by.may_at(place, Right.SEE_CASES):
        return lock_case(number, by=by, version=None)
    found = Appeal.objects.select_related("body", "page").select_for_update(of=("self",)).filter(number=number).first()
    if found is None:
        raise NoSuchCase
    return found


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
