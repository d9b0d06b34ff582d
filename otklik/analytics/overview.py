"""How residents are answered: times, shares and what is overdue, for a stretch of days and by what one asks for.

Counted are cases that were opened in the stretch and had to be answered: joined and declined ones and thanks are left
out. Times run by the clock on the wall, from being noticed to the published answer; beside them stands how much of it
was working time of the body, kept with the case when it is answered. «Overdue now» is of today, whenever
the case was opened. Each figure is a set of cases (`cases_behind`), so whoever doubts it looks at them.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import (
    Aggregate,
    Avg,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
)  # fmt: skip
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from otklik.appeals.models import IS_OPEN, Appeal, Extension
from otklik.appeals.states import Outcome, State
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.triage.personal import masked

_WAITED = F("primary_answered_at") - F("opened_at")
_WAITED_TO_THE_END = F("final_answered_at") - F("opened_at")
_WORKED, _WORKED_TO_THE_END = F("primary_working_minutes"), F("final_working_minutes")


class Figure(StrEnum):
    """A set of cases that a figure counts or is drawn from."""

    ALL = "all"
    ANSWERED = "answered"
    LATE = "late"
    """Answered after the deadline, or not answered and the deadline is over."""
    INTERIM = "interim"
    """Answered for now; counted apart from final answers."""
    FINAL = "final"
    SOLVED = "solved"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    """Its deadline was moved by a person; counted apart, whenever it was answered."""


class By(StrEnum):
    """What figures are told apart by."""

    NOTHING = ""
    BODY = "body"
    TOPIC = "topic"
    IMPORTANCE = "importance"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that end now, or an equal number before them."""

    since: datetime
    until: datetime

    @classmethod
    def last(cls, days: int, *, now: datetime) -> "Stretch":
        """The last days."""
        return cls(now - timedelta(days=days), now)

    @property
    def before(self) -> "Stretch":
        """The same stretch before."""
        return Stretch(self.since - (self.until - self.since), self.since)


@dataclass(frozen=True, slots=True)
class Times:
    """The figures of one row. Shares are None where there is nothing to share."""

    key: str
    name: str
    cases: int
    answered: int
    mean: timedelta | None
    median: timedelta | None
    slowest_tenth: timedelta | None
    """Nine of ten answers came faster."""
    due: int
    """Answered, or the deadline is over: of these a share in time can be told."""
    late: int
    interim: int
    final: int
    final_median: timedelta | None
    solved: int
    overdue: int
    in_working_hours: "WorkingTimes"
    extended: int

    @property
    def percent_in_time(self) -> int | None:
        """Of those that were due."""
        return round(100 * (self.due - self.late) / self.due) if self.due else None

    @property
    def percent_solved(self) -> int | None:
        """Of those with a final answer: done, and one can see it."""
        return round(100 * self.solved / self.final) if self.final else None


@dataclass(frozen=True, slots=True)
class WorkingTimes:
    """The times again, counted in working hours of the bodies that answered; None where there are none."""

    mean: timedelta | None = None
    median: timedelta | None = None
    slowest_tenth: timedelta | None = None
    final_median: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CaseBehind:
    """One of the cases that a figure counts."""

    number: int
    title: str
    body: str
    state: State
    opened_at: datetime
    waited: timedelta
    """To the first answer, or until now."""
    due_at: datetime | None
    """Of the first answer."""


class _Percentile(Aggregate):
    function = "PERCENTILE_CONT"
    output_field: Any = DurationField()

    def __init__(self, share: float, waited: Combinable, condition: Q) -> None:
        template = f"%(function)s({share}) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
        super().__init__(waited, filter=condition, template=template)


class _PercentileOfMinutes(_Percentile):
    output_field: Any = FloatField()


_DIMENSIONS: dict[By, tuple[str, str]] = {
    By.BODY: ("body_id", "body__short_name"),
    By.TOPIC: ("group_id", "group_name"),
    By.IMPORTANCE: ("importance", "importance"),
    By.NETWORK: ("page__network", "page__network"),
}


def count_times(viewer: Viewer, stretch: Stretch, *, now: datetime) -> Times:
    """All that this person sees, in one row."""
    cases = _cases(viewer).filter(_opened(stretch) | _overdue(now))
    return _times("", "", cases.aggregate(**_figures(stretch, now=now)))


def list_times(viewer: Viewer, stretch: Stretch, by: By, *, now: datetime, at_most: int = 50) -> list[Times]:
    """One row for each body, group of topics, importance or network; the most overdue first, then the largest."""
    key, name = _DIMENSIONS[by]
    cases = _cases(viewer).filter(_opened(stretch) | _overdue(now))
    if by is By.TOPIC:
        cases = cases.annotate(
            group_id=Coalesce("topic__parent_id", "topic_id"), group_name=Coalesce("topic__parent__name", "topic__name")
        )
    names = dict.fromkeys((key, name))
    rows = cases.order_by().values(*names).annotate(**_figures(stretch, now=now)).order_by("-overdue", "-cases", key)
    return [_times("none" if row[key] is None else str(row[key]), str(row[name] or ""), row) for row in rows[:at_most]]


def cases_behind(
    viewer: Viewer, stretch: Stretch, figure: Figure, *, by: By, key: str, now: datetime, at_most: int = 200
) -> list[CaseBehind]:
    """The cases that a figure counts, the slowest first. Empty for a key that is none."""
    cases = _cases(viewer).filter(_set_of(figure, stretch, now=now))
    if by is not By.NOTHING:
        cases = _of_row(cases, by, key)
    waited = ExpressionWrapper(Coalesce(F("primary_answered_at"), now) - F("opened_at"), output_field=DurationField())
    rows = cases.annotate(waited=waited).select_related("body").defer("search", "decided_by").order_by("-waited", "id")
    return [
        CaseBehind(
            one.number,
            masked(one.title),
            one.body.short_name,
            State(one.state),
            one.opened_at,
            one.waited,
            one.primary_due_at,
        )
        for one in rows[:at_most]
    ]


def _of_row(cases: QuerySet[Appeal], by: By, key: str) -> QuerySet[Appeal]:
    if by in (By.BODY, By.TOPIC) and key != "none" and not (key.isdecimal() and len(key) <= 18):
        return cases.none()
    match by, key:
        case By.BODY, _:
            return cases.filter(body_id=int(key)) if key != "none" else cases.none()
        case By.TOPIC, "none":
            return cases.filter(topic=None)
        case By.TOPIC, _:
            return cases.filter(Q(topic_id=int(key)) | Q(topic__parent_id=int(key)))
        case By.NETWORK, "none":
            return cases.filter(page=None)
        case By.NETWORK, _:
            return cases.filter(page__network=key)
    return cases.filter(importance=key)


def _cases(viewer: Viewer) -> QuerySet[Appeal]:
    """Cases that had to be answered, as far as this person sees reports."""
    counted = Appeal.objects.filter(primary_due_at__isnull=False, duplicate_of=None).exclude(state=State.DECLINED)
    return counted.filter(within(viewer.scope(Right.SEE_REPORTS)))


def _opened(stretch: Stretch) -> Q:
    return Q(opened_at__gte=stretch.since, opened_at__lt=stretch.until)


def _overdue(now: datetime) -> Q:
    return IS_OPEN & Q(due_at__lt=now)


def _waits_too_long(now: datetime) -> Q:
    """Not answered in time; where the clocks stand (the author is asked, the case is withdrawn) nothing is late.

    A pause does not stop the clock of the law: then `due_at` runs on.
    """
    runs = Q(paused_at=None) | Q(due_at__isnull=False)
    return runs & Q(primary_answered_at=None, primary_due_at__lt=now)


def _set_of(figure: Figure, stretch: Stretch, *, now: datetime) -> Q:
    answered = Q(primary_answered_at__isnull=False)
    late = Q(primary_answered_at__gt=F("primary_due_at")) | _waits_too_long(now)
    final = Q(final_answered_at__isnull=False)
    if figure is Figure.OVERDUE:
        return _overdue(now)
    return (
        _opened(stretch)
        & {
            Figure.ALL: Q(),
            Figure.ANSWERED: answered,
            Figure.LATE: late,
            Figure.INTERIM: answered & Q(primary_is_interim=True),
            Figure.FINAL: final,
            Figure.EXTENDED: Q(Exists(Extension.objects.filter(appeal_id=OuterRef("pk")))),
            Figure.SOLVED: final & Q(outcome=Outcome.SOLVED),
        }[figure]
    )


def _figures(stretch: Stretch, *, now: datetime) -> dict[str, Aggregate]:
    sets = {figure: _set_of(figure, stretch, now=now) for figure in Figure}
    due = _opened(stretch) & (Q(primary_answered_at__isnull=False) | _waits_too_long(now))
    answered, final = sets[Figure.ANSWERED], sets[Figure.FINAL]
    return {
        "cases": Count("id", filter=sets[Figure.ALL]),
        "answered": Count("id", filter=answered),
        "mean": Avg(_WAITED, filter=answered, output_field=DurationField()),
        "median": _Percentile(0.5, _WAITED, answered),
        "slowest_tenth": _Percentile(0.9, _WAITED, answered),
        "due": Count("id", filter=due),
        "late": Count("id", filter=sets[Figure.LATE]),
        "interim": Count("id", filter=sets[Figure.INTERIM]),
        "final": Count("id", filter=final),
        "final_median": _Percentile(0.5, _WAITED_TO_THE_END, final),
        "solved": Count("id", filter=sets[Figure.SOLVED]),
        "overdue": Count("id", filter=sets[Figure.OVERDUE]),
        "working_mean": Avg(_WORKED, filter=answered),
        "working_median": _PercentileOfMinutes(0.5, _WORKED, answered),
        "working_slowest_tenth": _PercentileOfMinutes(0.9, _WORKED, answered),
        "working_final_median": _PercentileOfMinutes(0.5, _WORKED_TO_THE_END, final),
        "extended": Count("id", filter=sets[Figure.EXTENDED]),
    }


def _times(key: str, name: str, row: dict[str, Any]) -> Times:
    names = (
        "cases", "answered", "mean", "median", "slowest_tenth", "due", "late", "interim", "final", "final_median",
        "solved", "overdue", "extended",
    )  # fmt: skip
    minutes = {one.name: row[f"working_{one.name}"] for one in fields(WorkingTimes)}
    working = {name: None if told is None else timedelta(minutes=round(told)) for name, told in minutes.items()}
    return Times(key, name, **{one: row[one] for one in names}, in_working_hours=WorkingTimes(**working))
