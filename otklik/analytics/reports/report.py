"""What a report is: a question, columns, and rows for one viewer and a stretch of days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from otklik.analytics.overview import By, Figure, Stretch
from otklik.appeals.models import Appeal
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within

type Cell = str | int | date | timedelta | None
"""None is «unknown», or «nothing to tell»: shown as a dash, never as 0."""
type Row = tuple[Cell, ...]


class Kind(StrEnum):
    """How the cells of a column are written."""

    WORDS = "words"
    """As they stand in the data."""
    LABEL = "label"
    """A text marked for translation."""
    CODE = "code"
    """A value that the interface has a word for: a network, a kind, an importance."""
    COUNT = "count"
    TIME = "time"
    """A duration: in a table to be taken away, whole minutes."""
    SHARE = "share"
    """Per cent, a whole number."""
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `figure` names the cases behind its cells, where the overview has such a set."""

    name: str
    title: str
    """Marked for translation."""
    kind: Kind = Kind.COUNT
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which days. Every row is of what this person may see reports of."""

    viewer: Viewer
    stretch: Stretch
    now: datetime

    @property
    def scope(self) -> Q:
        """The viewer's scope as a condition on rows with the three scope columns."""
        return within(self.viewer.scope(Right.SEE_REPORTS))

    def cases(self) -> QuerySet[Appeal]:
        """Cases of the scope, whenever they were opened; duplicates of others are left out."""
        return Appeal.objects.filter(self.scope, duplicate_of=None).order_by()

    def opened(self) -> QuerySet[Appeal]:
        """Those opened in the stretch."""
        return self.cases().filter(opened_at__gte=self.stretch.since, opened_at__lt=self.stretch.until)


@dataclass(frozen=True, slots=True)
class Report:
    """A report. All texts are marked for translation."""

    name: str
    """Its address and its file's name: Latin letters, digits and `_`."""
    title: str
    question: str
    """What it answers, as a person would ask."""
    method: str
    """What is counted, from when to when, by which clock, and what is left out."""
    columns: Sequence[Column]
    rows: Callable[[Asked], list[Row]]
    """At most `MOST_ROWS`, in the order of the screen."""
    chart: str = ""
    """The column that is drawn as bars."""
    by: By = By.NOTHING
    """Where set, the first cell of a row is its key and opens the cases; it is not shown."""


MOST_ROWS = 500
