"""A case was handed to a person: they are told, at the desk at once, by letter in their own working time.

While the person is away whoever stands in for them is told too.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone

from otklik.appeals.clocks import calendar_of
from otklik.appeals.models import Appeal
from otklik.notices.models import NoticeKind
from otklik.notices.quiet import next_moment
from otklik.notices.services import Telling, Told, load_wishes, tell_each
from otklik.organizations.models import Body
from otklik.organizations.receivers import deputies_of, in_own_hours


def tell_executor(appeal: Appeal, *, by: int | None, now: datetime) -> None:
    """Tell the executor of a case that was passed on, unless they took it themselves. In the transaction that saves it.

    `by`: the person who passed it on; None for a rule. Each passing on is told once: its step is the case's version.
    """
    tell_executors([appeal], by=by, now=now)


def tell_executors(appeals: Sequence[Appeal], *, by: int | None, now: datetime) -> None:
    """The same for many cases: what is known of the people is read once."""
    handed = [(one, one.executor_id) for one in appeals if one.executor_id is not None and one.executor_id != by]
    if not handed:
        return
    today = timezone.localdate(now)
    deputies = deputies_of({person for _case, person in handed}, on=today)
    receivers = [
        (person, case)
        for case, executor in handed
        for person in sorted({executor} | deputies.get(executor, frozenset()))
        if person != by
    ]
    moments = _Moments({person for person, _case in receivers}, now=now)
    prefetch_related_objects([case for case, _executor in handed], "topic", "body")
    tell_each([Telling(person, _told(case), moments.of(person, case.body)) for person, case in receivers], now=now)


class _Moments:
    """When letters to these people may leave."""

    def __init__(self, people: set[int], *, now: datetime) -> None:
        self._now, self._wishes = now, load_wishes(people)
        self._own = {one.staff_id: one.body for one in in_own_hours(people, on=timezone.localdate(now))}
        self._known: dict[tuple[int, int], datetime] = {}

    def of(self, person: int, body: Body) -> datetime:
        """In the hours of their own body; who has none, in those of the case's."""
        hours = self._own.get(person, body)
        if (person, hours.id) not in self._known:
            calendar, quiet = calendar_of(hours), self._wishes[person].quiet
            self._known[person, hours.id] = next_moment(self._now, calendar=calendar, quiet=quiet)
        return self._known[person, hours.id]


def _told(appeal: Appeal) -> Told:
    return Told(
        kind=NoticeKind.TASK,
        subject=f"appeal:{appeal.number}",
        step=f"assigned:{appeal.version}",
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        due_at=appeal.due_at,
    )
