"""How good the proposals are, by what people accepted and corrected; within what a person sees."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from django.db.models import Avg, Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Floor, TruncMonth, TruncWeek

from otklik.organizations.rights import Scope
from otklik.organizations.selectors import within
from otklik.triage.models import OwnExample
from otklik.triage.parts import Part

LATELY: Final = timedelta(days=30)
_MONTHS: Final = timedelta(days=366)
_WEEKS: Final = timedelta(weeks=12)
MOST_ROWS: Final = 40
MOST_CORRECTIONS: Final = 8
BINS: Final = 10
FEWEST_TO_COMPARE: Final = 20
FEWEST_FOR_A_SHARE: Final = 5
"""Of fewer a share says nothing: «0 %» of one."""
NOTICEABLE: Final = 0.1
"""A difference of shares that a person should look at."""
_IS_NAMED = ~Q(proposed="")
_ALL = Count("id")
_NAMED = Count("id", filter=_IS_NAMED)
_RIGHT = Count("id", filter=_IS_NAMED & Q(is_right=True))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many proposals people looked at, for how many of them the machine named something, and was right."""

    n: int
    named: int
    right: int

    @property
    def accuracy(self) -> float | None:
        """Of those where it named something; None where it named nothing."""
        return self.right / self.named if self.named else None

    @property
    def accepted(self) -> float | None:
        """Of all; None where there is none."""
        return self.right / self.n if self.n else None

    @property
    def abstained(self) -> float | None:
        """Share of those where it named nothing; None where there is none."""
        return 1 - self.named / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a week, from its first day."""

    start: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What people chose, and how often the machine had named it: lately and before."""

    value: str
    lately: Tally
    before: Tally

    @property
    def ever(self) -> Tally:
        """Lately and before together."""
        now, then = self.lately, self.before
        return Tally(now.n + then.n, now.named + then.named, now.right + then.right)

    @property
    def is_rare(self) -> bool:
        """It was chosen too seldom for a share of it to say anything."""
        return self.ever.n < FEWEST_FOR_A_SHARE

    @property
    def has_dropped(self) -> bool:
        """It is accepted less often than before, by more than a few texts explain."""
        now, then = self.lately.accepted, self.before.accepted
        enough = min(self.lately.n, self.before.n) >= FEWEST_TO_COMPARE
        return enough and now is not None and then is not None and now < then - NOTICEABLE


@dataclass(frozen=True, slots=True)
class Bin:
    """Of proposals with a certainty from `low` up to `high` so many were right; mean is what was promised."""

    low: float
    high: float
    n: int
    right: float
    mean: float

    @property
    def is_honest(self) -> bool:
        """What was promised came about, or there are too few to say otherwise."""
        return self.n < FEWEST_TO_COMPARE or abs(self.right - self.mean) <= NOTICEABLE


@dataclass(frozen=True, slots=True)
class Correction:
    """What was proposed, what people chose instead, how often."""

    proposed: str
    chosen: str
    n: int


@dataclass(frozen=True, slots=True)
class BodyTally:
    """How many examples a body has."""

    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it about one part of the proposals, over one stretch."""

    total: Tally
    periods: tuple[Period, ...]
    """The newest first; those without examples are left out."""
    values: tuple[ValueRow, ...]
    bins: tuple[Bin, ...]
    corrections: tuple[Correction, ...]
    bodies: tuple[BodyTally, ...]


def since_when(*, by_week: bool, now: datetime) -> datetime:
    """How far figures by months or by weeks go back."""
    return now - (_WEEKS if by_week else _MONTHS)


def load_figures(scope: Scope, part: Part, *, by_week: bool, since: datetime, now: datetime, zone: tzinfo) -> Figures:
    """What people made of proposals of one part since then, within a scope."""
    rows = OwnExample.objects.filter(within(scope), part=part, at__gte=since)
    total = rows.aggregate(n=_ALL, named=_NAMED, right=_RIGHT)
    return Figures(
        total=Tally(total["n"], total["named"], total["right"]),
        periods=_periods(rows, by_week=by_week, zone=zone),
        values=() if part is Part.ADDRESS else _values(rows, now=now),
        bins=_bins(rows),
        corrections=() if part is Part.ADDRESS else _corrections(rows),
        bodies=_bodies(rows),
    )


def _periods(rows: QuerySet[OwnExample], *, by_week: bool, zone: tzinfo) -> tuple[Period, ...]:
    begin = (TruncWeek if by_week else TruncMonth)("at", tzinfo=zone)
    counted = rows.annotate(start=begin).values("start").annotate(n=_ALL, named=_NAMED, right=_RIGHT)
    ordered = counted.order_by("-start").values_list("start", "n", "named", "right")
    return tuple(Period(start=start.date(), tally=Tally(*tally)) for start, *tally in ordered)


def _values(rows: QuerySet[OwnExample], *, now: datetime) -> tuple[ValueRow, ...]:
    """By what people chose: the most frequent first."""
    lately = _by_value(rows.filter(at__gte=now - LATELY))
    before = _by_value(rows.filter(at__lt=now - LATELY))
    none = Tally(0, 0, 0)
    found = [
        ValueRow(value=value, lately=lately.get(value, none), before=before.get(value, none))
        for value in lately.keys() | before.keys()
    ]
    return tuple(sorted(found, key=lambda row: (-row.lately.n - row.before.n, row.value))[:MOST_ROWS])


def _by_value(rows: QuerySet[OwnExample]) -> dict[str, Tally]:
    counted = rows.exclude(chosen="").values("chosen").annotate(n=_ALL, named=_NAMED, right=_RIGHT)
    return {value: Tally(*tally) for value, *tally in counted.values_list("chosen", "n", "named", "right")}


def _bins(rows: QuerySet[OwnExample]) -> tuple[Bin, ...]:
    """Ten of equal width; those without proposals are left out. Parts without a certainty have none."""
    number = Case(
        When(certainty__gte=1, then=Value(BINS - 1)),
        default=Cast(Floor(F("certainty") * BINS), IntegerField()),
        output_field=IntegerField(),
    )
    named = rows.filter(_IS_NAMED, certainty__gt=0).annotate(bin=number).values("bin")
    counted = named.annotate(n=_ALL, right=_RIGHT, mean=Avg("certainty")).order_by("bin")
    return tuple(
        Bin(low=place / BINS, high=(place + 1) / BINS, n=n, right=right / n, mean=mean)
        for place, n, right, mean in counted.values_list("bin", "n", "right", "mean")
    )


def _corrections(rows: QuerySet[OwnExample]) -> tuple[Correction, ...]:
    wrong = rows.filter(_IS_NAMED, is_right=False).values("proposed", "chosen").annotate(n=_ALL)
    ordered = wrong.order_by("-n", "proposed", "chosen").values_list("proposed", "chosen", "n")
    return tuple(Correction(proposed, chosen, n) for proposed, chosen, n in ordered[:MOST_CORRECTIONS])


def _bodies(rows: QuerySet[OwnExample]) -> tuple[BodyTally, ...]:
    counted = rows.values("body__short_name").annotate(n=_ALL).order_by("-n", "body__short_name")
    return tuple(BodyTally(name, n) for name, n in counted.values_list("body__short_name", "n")[:MOST_ROWS])
