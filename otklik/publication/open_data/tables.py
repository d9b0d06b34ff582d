"""The tables of open data that are made each hour: published cases, and how long all that had to be answered waited.

Nothing here leads to a person: cases are the cleaned copies under their public numbers; a row of answer times says of
one message which body has to answer it, on which days, and how long it took, without any number or word of the case.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from django.conf import settings
from django.db.models import Case, DateField, Exists, F, Func, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Extract

from otklik.answers.models import ResidentVerdict
from otklik.appeals.models import UNCOUNTED, Appeal, Extension
from otklik.appeals.timeliness import COUNTED, IS_ANSWERED, WAITS, is_late, is_overdue
from otklik.publication.models import PublishedCase
from otklik.publication.published.filtering import STATES
from otklik.shared.words import marked as _

SCHEMA_VERSION: Final = "2.1"
"""Columns may be added under the same first number; one that goes or means something else raises it."""
KEPT_DAYS: Final = 7
"""So long a file stays under its dated name, unless something in it is taken back."""
_AT_ONCE: Final = 1000
_IN_WORDS: Final = {state: word for word, states in STATES.items() for state in states}

type Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind`: string, integer, number, date, datetime or boolean, as Frictionless Data calls them."""

    name: str
    kind: str
    meaning: str
    """Marked for translation."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that rows tell of; None where there are none."""

    since_on: date | None = None
    until_on: date | None = None

    def reached(self, on: date) -> "Span":
        """The same with one more day in it."""
        return Span(min(self.since_on or on, on), max(self.until_on or on, on))


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table that files are made of."""

    name: str
    title: str
    day: str
    """The column by which a row belongs to a day."""
    columns: tuple[Column, ...]
    rows: Callable[[datetime], Iterator[Row]]
    """All rows as of a moment, a thousand in memory at a time; within a transaction."""


_CASE_COLUMNS: Final = (
    Column("number", "string", _("Public number of the case; random")),
    Column("kind", "string", _("problem, question, proposal, thanks or opinion; empty: not known")),
    Column("state", "string", _("answered, deferred, working or declined")),
    Column("topic", "string", _("Name of its topic")),
    Column("topic_code", "string", _("Code of its topic")),
    Column("group_code", "string", _("Code of the group of topics")),
    Column("body", "string", _("The body that answers: column id of the bodies")),
    Column("body_name", "string", _("The body as it was called when it answered")),
    Column("network", "string", _("Social network; empty: it came by our own pages")),
    Column("tags", "string", _("Public tags, with a semicolon between them")),
    Column("town", "string", _("Municipality")),
    Column("street", "string", _("Street, landmark or settlement; never a house")),
    Column("latitude", "number", _("Point of the street, WGS 84; never of a house")),
    Column("longitude", "number", _("Point of the street, WGS 84; never of a house")),
    Column("wrote_on", "date", _("Day of writing")),
    Column("answered_on", "date", _("Day of the answer that is shown")),
    Column("waits_until", "date", _("Put off until this day")),
    Column("waits_for", "string", _("season, budget, tender or other; empty: not put off")),
    Column("is_solved", "boolean", _("What the resident says of the answer; empty: nothing")),
    Column("mark", "integer", _("Mark of the resident, 1 to 5")),
    Column("voices", "integer", _("How many others said that it is the same with them")),
    Column("text", "string", _("What was asked, without personal data")),
    Column("answer", "string", _("What was answered, without personal data")),
    Column("main_number", "string", _("Public number of the case that it was joined to; empty: none is published")),
    Column("changed_at", "datetime", _("When anything of it changed")),
    Column("url", "string", _("Its page here")),
)
_COPIED: Final = tuple(one.name for one in _CASE_COLUMNS if one.name not in ("state", "body", "url"))
_TIME_COLUMNS: Final = (
    Column("body", "string", _("The body that has to answer: column id of the bodies")),
    Column("asked_on", "date", _("Day on which the message was noticed")),
    Column("answered_on", "date", _("Day of the first answer; empty: not answered")),
    Column("minutes", "integer", _("Working minutes of the body from the message to its first answer")),
    Column("waited_minutes", "integer", _("Minutes by the clock on the wall from then to the first answer")),
    Column("interim", "boolean", _("Whether the first answer was for now: an answer in full was promised")),
    Column("in_time", "boolean", _("Whether the first answer came by its deadline; empty: the deadline has not come")),
    Column("extended", "boolean", _("Whether a person moved a deadline; in time is told by the moved one")),
    Column("is_solved", "boolean", _("What the resident said last of the answer; empty: nothing")),
    Column("waiting", "boolean", _("Whether an answer in full is still to come")),
    Column("overdue", "boolean", _("Whether it is still to come and its deadline is over")),
)


def _list_cases(_now: datetime) -> Iterator[Row]:
    site = settings.OTKLIK_SITE_URL.rstrip("/")
    for case in PublishedCase.objects.order_by("id").values(*_COPIED, "state", "body_slug").iterator(_AT_ONCE):
        told = cast("dict[str, Any]", case)
        told |= {"state": public_state(told["state"]), "body": told["body_slug"]}
        told |= {"tags": "; ".join(told["tags"])}
        told |= {"url": f"{site}/case/{told['number']}/"}
        yield {column.name: told[column.name] for column in _CASE_COLUMNS}


def _list_times(now: datetime) -> Iterator[Row]:
    """All that had to be answered, answered or not; sorted so that their order tells not which case came first."""
    names = [column.name for column in _TIME_COLUMNS]
    said = ResidentVerdict.objects.filter(appeal=OuterRef("pk"), given_at__isnull=False).order_by("-given_at", "-id")
    told: dict[str, Any] = {
        "slug": Coalesce("body__merged_into__slug", "body__slug"),
        "asked_on": _DayThere(F("body__zone"), F("opened_at")),
        "answered_on": _DayThere(F("body__zone"), F("primary_answered_at")),
        "waited": Extract(F("primary_answered_at") - F("opened_at"), "epoch"),
        "in_time": Case(When(is_late(now), then=False), When(IS_ANSWERED, then=True)),
        "extended": Exists(Extension.objects.filter(appeal=OuterRef("pk"))),
        "is_solved": Subquery(said.values("is_solved")[:1]),
        "waiting": Case(When(WAITS, then=True), default=False),
        "overdue": Case(When(WAITS & is_overdue(now), then=True), default=False),
    }
    rows = Appeal.objects.filter(COUNTED).exclude(UNCOUNTED).annotate(**told)
    columns = [*told, "primary_working_minutes", "primary_is_interim"]
    for row in rows.order_by(*columns).values(*columns).iterator(_AT_ONCE):
        waited = row["waited"]
        row |= {"body": row["slug"], "minutes": row["primary_working_minutes"], "interim": row["primary_is_interim"]}
        row |= {"waited_minutes": None if waited is None else round(waited / 60)}
        yield {name: row[name] for name in names}


class _DayThere(Func):
    """The day of a moment by the clock of the body."""

    template = "(timezone(%(expressions)s))::date"
    output_field = DateField()


def public_state(state: str) -> str:
    """The state of a case in the words of open data: answered, deferred, working, declined."""
    return _IN_WORDS.get(state, "declined")


TABLES: Final = (
    OpenTable(
        "cases", _("Published cases: what was asked and what was answered"), "wrote_on", _CASE_COLUMNS, _list_cases
    ),
    OpenTable(
        "answer-times", _("Answer times: how long each message waited, answered or not, public and private alike"),
        "asked_on", _TIME_COLUMNS, _list_times,
    ),
)  # fmt: skip
ENDINGS: Final = ("csv", "json")


def table_of(file_name: str) -> OpenTable | None:
    """The table that a file is made of; None where we make no such file."""
    stem, _dot, ending = file_name.rpartition(".")
    return next((table for table in TABLES if table.name == stem and ending in ENDINGS), None)
