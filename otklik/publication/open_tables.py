"""The tables of open data that are made once a day: published cases, and how long answers took.

Nothing here leads to a person: cases are the cleaned copies under their public numbers; a row of answer times says of
one answer which body gave it, on which days, and how long it took, without any number or word of the case.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.conf import settings
from django.db import connection

from otklik.appeals.states import State
from otklik.publication.filtering import STATES
from otklik.publication.models import PublishedCase
from otklik.shared.words import marked as _

SCHEMA_VERSION: Final = "1.1"
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
    rows: Callable[[], Iterator[Row]]
    """All rows, a thousand in memory at a time; within a transaction."""


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
    Column("changed_at", "datetime", _("When anything of it changed")),
    Column("url", "string", _("Its page here")),
)
_COPIED: Final = tuple(one.name for one in _CASE_COLUMNS if one.name not in ("state", "body", "url"))
_TIME_COLUMNS: Final = (
    Column("body", "string", _("The body that answered: column id of the bodies")),
    Column("answered_on", "date", _("Day of the first answer")),
    Column("minutes", "integer", _("Working minutes of the body from the message to its first answer")),
    Column("asked_on", "date", _("Day on which the message was noticed")),
    Column("waited_minutes", "integer", _("Minutes by the clock on the wall from then to the first answer")),
    Column("counts", "boolean", _("Whether it is among the cases that had to be answered, which the desk counts")),
)
_TIMES: Final = """
select
  told.body_slug, told.answered_on, told.minutes, (appeal.opened_at at time zone body.zone)::date as asked_on,
  round(extract(epoch from appeal.primary_answered_at - appeal.opened_at) / 60)::integer as waited,
  coalesce(
    appeal.primary_due_at is not null and appeal.primary_answered_at is not null and appeal.duplicate_of_id is null
    and appeal.state <> %s, false)
from publication_answertime told
left join publication_decision decision on decision.counted_as = told.number
left join appeals_appeal appeal on appeal.id = decision.appeal_id
left join organizations_body body on body.id = appeal.body_id
order by told.body_slug, told.answered_on, told.minutes, asked_on, waited
"""


def _list_cases() -> Iterator[Row]:
    site = settings.OTKLIK_SITE_URL.rstrip("/")
    for case in PublishedCase.objects.order_by("id").values(*_COPIED, "state", "body_slug").iterator(_AT_ONCE):
        told = cast("dict[str, Any]", case)
        told |= {"state": public_state(told["state"]), "body": told["body_slug"]}
        told |= {"tags": "; ".join(told["tags"])}
        told |= {"url": f"{site}/case/{told['number']}/"}
        yield {column.name: told[column.name] for column in _CASE_COLUMNS}


def _list_times() -> Iterator[Row]:
    """Sorted so that their order tells nothing: not which case came before which."""
    names = [column.name for column in _TIME_COLUMNS]
    with connection.chunked_cursor() as cursor:
        cursor.execute(_TIMES, [State.DECLINED])
        while found := cursor.fetchmany(_AT_ONCE):
            for row in found:
                yield dict(zip(names, row, strict=True))


def public_state(state: str) -> str:
    """The state of a case in the words of open data: answered, deferred, working, declined."""
    return _IN_WORDS.get(state, "declined")


TABLES: Final = (
    OpenTable(
        "cases", _("Published cases: what was asked and what was answered"), "wrote_on", _CASE_COLUMNS, _list_cases
    ),
    OpenTable(
        "answer-times", _("Answer times: how long each answer took, of public and private messages alike"),
        "answered_on", _TIME_COLUMNS, _list_times,
    ),
)  # fmt: skip
ENDINGS: Final = ("csv", "json")


def table_of(file_name: str) -> OpenTable | None:
    """The table that a file is made of; None where we make no such file."""
    stem, _dot, ending = file_name.rpartition(".")
    return next((table for table in TABLES if table.name == stem and ending in ENDINGS), None)
