"""Figures of answers for a period: response times, shares, overdue cases, by body, topic or network.

Counted are cases that were opened in the stretch and had to be answered: joined and declined ones and thanks are left
out. Times run by the clock on the wall, from being noticed to the published answer; beside them stands how much of it
was working time of the body, kept with the case when it is answered. In medians and the slowest tenth a case whose
deadline is over without an answer counts as a wait longer than all others; only the mean is of the answered. «Overdue
now» is of today, whenever the case was opened. Each figure is a set of cases (`cases_behind`), so whoever doubts it
looks at them.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import (
    Aggregate,
    Avg,
    Case,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)  # fmt: skip
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from otklik.appeals.models import Appeal, Extension
from otklik.appeals.states import Outcome, State
from otklik.appeals.timeliness import COUNTED, FOREVER, IS_ANSWERED, STILL_WAITS, is_late, is_overdue, was_due
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked

_WAITED = ExpressionWrapper(F("primary_answered_at") - F("opened_at"), output_field=DurationField())
_WAITED_TO_THE_END = ExpressionWrapper(F("final_answered_at") - F("opened_at"), output_field=DurationField())
_WORKED, _WORKED_TO_THE_END = F("primary_working_minutes"), F("final_working_minutes")
_NEVER: dict[type, Any] = {timedelta: STILL_WAITS, float: STILL_WAITS / timedelta(minutes=1)}


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
    """Of those answered."""
    median: timedelta | None
    """None: half or more wait still, or nothing was due."""
    slowest_tenth: timedelta | None
    """Nine of ten were answered faster; None: a tenth or more wait still."""
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
    never: Any = FOREVER

    def __init__(self, share: float, waited: Combinable, due: Q, *, until: str) -> None:
        """`until`: when a case was answered; those of `due` that have no such moment count as never answered."""
        template = f"%(function)s({share}) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
        is_answered = When(**{f"{until}__isnull": False}, then=waited)
        known = Case(is_answered, default=Value(self.never), output_field=self.output_field)
        super().__init__(known, filter=due, template=template)


class _PercentileOfMinutes(_Percentile):
    output_field: Any = FloatField()
    never: Any = FOREVER / timedelta(minutes=1)


_DIMENSIONS: dict[By, tuple[str, str]] = {
    By.BODY: ("body_id", "body__short_name"),
    By.TOPIC: ("group_id", "group_name"),
    By.IMPORTANCE: ("importance", "importance"),
    By.NETWORK: ("page__network", "page__network"),
}


def count_times(viewer: Viewer, stretch: Stretch, *, now: datetime) -> Times:
    """All that this person sees, in one row."""
    cases = _cases(viewer).filter(_opened(stretch) | is_overdue(now))
    return _times("", "", cases.aggregate(**_figures(stretch, now=now)))


def list_times(viewer: Viewer, stretch: Stretch, by: By, *, now: datetime, at_most: int = 50) -> list[Times]:
    """One row for each body, group of topics, importance or network; the most overdue first, then the largest."""
    key, name = _DIMENSIONS[by]
    cases = _cases(viewer).filter(_opened(stretch) | is_overdue(now))
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
    return Appeal.objects.filter(COUNTED).filter(within(viewer.scope(Right.SEE_REPORTS)))


def _opened(stretch: Stretch) -> Q:
    return Q(opened_at__gte=stretch.since, opened_at__lt=stretch.until)


def _set_of(figure: Figure, stretch: Stretch, *, now: datetime) -> Q:
    final = Q(final_answered_at__isnull=False)
    if figure is Figure.OVERDUE:
        return is_overdue(now)
    return (
        _opened(stretch)
        & {
            Figure.ALL: Q(),
            Figure.ANSWERED: IS_ANSWERED,
            Figure.LATE: is_late(now),
            Figure.INTERIM: IS_ANSWERED & Q(primary_is_interim=True),
            Figure.FINAL: final,
            Figure.EXTENDED: Q(Exists(Extension.objects.filter(appeal_id=OuterRef("pk")))),
            Figure.SOLVED: final & Q(outcome=Outcome.SOLVED),
        }[figure]
    )


def _figures(stretch: Stretch, *, now: datetime) -> dict[str, Aggregate]:
    sets = {figure: _set_of(figure, stretch, now=now) for figure in Figure}
    due = _opened(stretch) & was_due(now)
    answered, final = sets[Figure.ANSWERED], sets[Figure.FINAL]
    final_due = final | _opened(stretch) & is_overdue(now)
    first, last = "primary_answered_at", "final_answered_at"
    return {
        "cases": Count("id", filter=sets[Figure.ALL]),
        "answered": Count("id", filter=answered),
        "mean": Avg(_WAITED, filter=answered, output_field=DurationField()),
        "median": _Percentile(0.5, _WAITED, due, until=first),
        "slowest_tenth": _Percentile(0.9, _WAITED, due, until=first),
        "due": Count("id", filter=due),
        "late": Count("id", filter=sets[Figure.LATE]),
        "interim": Count("id", filter=sets[Figure.INTERIM]),
        "final": Count("id", filter=final),
        "final_median": _Percentile(0.5, _WAITED_TO_THE_END, final_due, until=last),
        "solved": Count("id", filter=sets[Figure.SOLVED]),
        "overdue": Count("id", filter=sets[Figure.OVERDUE]),
        "working_mean": Avg(_WORKED, filter=answered),
        "working_median": _PercentileOfMinutes(0.5, _WORKED, due, until=first),
        "working_slowest_tenth": _PercentileOfMinutes(0.9, _WORKED, due, until=first),
        "working_final_median": _PercentileOfMinutes(0.5, _WORKED_TO_THE_END, final_due, until=last),
        "extended": Count("id", filter=sets[Figure.EXTENDED]),
    }


def _times(key: str, name: str, row: dict[str, Any]) -> Times:
    told: dict[str, Any] = {
        one: None if type(value) in _NEVER and value >= _NEVER[type(value)] else value for one, value in row.items()
    }
    minutes = {one.name: told[f"working_{one.name}"] for one in fields(WorkingTimes)}
    working = {name: None if told is None else timedelta(minutes=round(told)) for name, told in minutes.items()}
    names = [one.name for one in fields(Times) if one.name not in ("key", "name", "in_working_hours")]
    return Times(key, name, **{one: told[one] for one in names}, in_working_hours=WorkingTimes(**working))
