"""Notifies whoever received a case: in the desk at once, by letter in their working time.

The acts that bring it note so in the case (`Appeal.tell_at`), and the worker tells: nobody who opens or moves cases
waits for it. Who: the executor that is named (and whoever stands in), else who is on duty at the body, else its content
managers; the coordinators, too, of what nobody was given yet, and they alone of what was returned. Never whoever
brought it there.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from otklik.appeals.clocks import calendar_of
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.moves import COMES, place_of
from otklik.appeals.states import Act, State
from otklik.appeals.warning_people import ANSWERING, Level, People
from otklik.notices.duty import on_duty
from otklik.notices.models import Notice, NoticeKind
from otklik.notices.quiet import next_moment
from otklik.notices.services import Telling, Told, load_wishes, tell_together
from otklik.organizations.models import Body, Staff
from otklik.organizations.receivers import Receiver, deputies_of, in_own_hours, people_of
from otklik.shared.batches import Queue, work_through

log = logging.getLogger(__name__)

AT_ONCE = 200
_WAITS_FOR_STAFF = frozenset({State.NEW, State.MISROUTED, State.ASSIGNED, State.IN_WORK, State.REWORK})
"""In others a moderator, an approver, the author or another system has the case, or it is over."""
_HOW = {
    Act.RETURN_NOT_OURS: "returned", Act.SEND_BACK: "sent_back", Act.AUTHOR_ANSWERS: "clarified",
    Act.REOPEN: "again", Act.TAKE_APART: "again", Act.UPHOLD_OBJECTION: "again",
}  # fmt: skip
"""How a case came, as `notices.words` names it; by all other acts it is new to whoever has it."""
_NEW = "came"


def tell_of_cases(*, now: datetime, at_most: int = AT_ONCE) -> int:
    """Tell of the cases that came to somebody. Returns how many were taken up; what cannot be told of is logged."""

    def claim(limit: int) -> Sequence[Appeal]:
        cases = Appeal.objects.filter(tell_at__isnull=False).select_related("body", "topic")
        return list(cases.order_by("tell_at", "id").select_for_update(of=("self",), skip_locked=True)[:limit])

    return work_through(
        Queue(
            name="telling",
            claim=claim,
            handle=lambda cases: _tell(cases, now=now),
            set_aside=lambda case, _: _note_told([case]),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )


def _tell(appeals: Sequence[Appeal], *, now: datetime) -> None:
    waiting = [one for one in appeals if one.state in _WAITS_FOR_STAFF and not one.is_sending]
    round_ = _Round(waiting, now=now)
    tell_together([telling for one in waiting for telling in round_.tellings(one)], now=now)
    _note_told(appeals)


def _note_told(appeals: Sequence[Appeal]) -> None:
    Appeal.objects.filter(id__in=[one.id for one in appeals]).update(tell_at=None)


def _ids(people: Sequence[Receiver]) -> frozenset[int]:
    return frozenset(one.staff_id for one in people)


class _Round:
    """What is read once for all cases of a round."""

    def __init__(self, appeals: Sequence[Appeal], *, now: datetime) -> None:
        self._now, self._today = now, timezone.localdate(now)
        self._people = People(self._today)
        self._on_duty: dict[int, frozenset[int]] = {}
        self._moments: dict[tuple[int, int], datetime] = {}
        executors = {one.executor_id for one in appeals if one.executor_id is not None}
        self._work_here = set(Staff.objects.filter(id__in=executors, is_active=True).values_list("id", flat=True))
        self._deputies = deputies_of(executors, on=self._today)
        unread = Notice.objects.filter(kind=NoticeKind.CASE, read_at=None, number__in=[one.number for one in appeals])
        self._unread = set(unread.filter(clock=_NEW).values_list("staff_id", "number"))
        self._came = {one.id: (_NEW, frozenset[int]()) for one in appeals}
        before: dict[int, str] = {}
        for step in Transition.objects.filter(appeal__in=appeals).order_by("id").only("appeal_id", "act", "by_id"):
            how, acted = self._came[step.appeal_id]
            if step.act in COMES:
                how = _HOW.get(Act(step.act), _NEW)
                # what a person typed in the system has passed on
                acted = acted if step.by_id is None and before.get(step.appeal_id) == Act.OPEN else frozenset()
            self._came[step.appeal_id] = how, acted if step.by_id is None else acted | {step.by_id}
            before[step.appeal_id] = step.act

    def tellings(self, appeal: Appeal) -> Iterator[Telling]:
        """Who is told of the case, and when letters to them may leave."""
        how, acted = self._came[appeal.id]
        named = self._named(appeal)
        if named & acted:
            return  # they took it themselves
        told = Told(
            kind=NoticeKind.TASK if named else NoticeKind.CASE,
            subject=f"appeal:{appeal.number}",
            step=f"{how}:{appeal.version}",
            number=appeal.number,
            topic=appeal.topic.name if appeal.topic else "",
            clock=how,
            due_at=appeal.due_at,
        )
        for person in sorted((named or self._of_body(appeal)) - acted):
            if (person, appeal.number) in self._unread and told.kind is NoticeKind.CASE:
                continue  # they have not seen yet that it came
            yield Telling(person, told, self._may_leave_at(person, appeal.body))

    def _named(self, appeal: Appeal) -> frozenset[int]:
        """The executor and whoever stands in; nobody where the case waits to be assigned."""
        if appeal.executor_id not in self._work_here or appeal.assigned_at is None:
            return frozenset()
        return frozenset({appeal.executor_id}) | self._deputies.get(appeal.executor_id, frozenset())

    def _of_body(self, appeal: Appeal) -> frozenset[int]:
        theirs = self._duty_of(appeal.body_id) or _ids(self._people.first_of(ANSWERING, place_of(appeal)))
        if appeal.assigned_at is not None:
            return theirs
        coordinators = _ids(self._people.over(Level.COORDINATOR, place_of(appeal)))
        return coordinators | theirs if appeal.state == State.NEW else coordinators or theirs

    def _duty_of(self, body_id: int) -> frozenset[int]:
        if body_id not in self._on_duty:
            able = [staff_id for staff_id, _name in people_of(body_id, on=self._today)]
            first = on_duty(body_id, among=able, now=self._now)
            self._on_duty[body_id] = frozenset({first} if first else ())
        return self._on_duty[body_id]

    def _may_leave_at(self, person: int, body: Body) -> datetime:
        """In the hours of their own body; who has none, in those of the case's."""
        if (person, body.id) not in self._moments:
            own = in_own_hours([person], on=self._today)
            calendar = calendar_of(own[0].body if own else body)
            quiet = load_wishes([person])[person].quiet
            self._moments[person, body.id] = next_moment(self._now, calendar=calendar, quiet=quiet)
        return self._moments[person, body.id]
