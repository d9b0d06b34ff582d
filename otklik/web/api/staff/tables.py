"""Tables: the cases and the register to take away, rows that an import refused, how a table is read."""

from dataclasses import replace
from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from otklik.integrations.cases.columns import CaseColumn
from otklik.integrations.cases.export import export_cases
from otklik.integrations.cases.selectors import (
    ColumnChoice,
    StatusChoice,
    access_case_import,
    list_columns,
    list_refused_cases,
    list_statuses,
)
from otklik.integrations.cases.services import say_mapping
from otklik.integrations.cases.statuses import SourceStatus
from otklik.integrations.register.export import write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.selectors import Refusal, access_import, list_refusals, write_refusals, write_refused
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.cases.cases import CaseFilters
from otklik.web.api.staff.rule_shapes import called
from otklik.web.api.staff.shapes import TABLE, Asked, Done, Id, Line, Ref, TableAsked
from otklik.web.table_files import table_file

router = Router(tags=["Tables"])
ROWS = 100
_FILTERS = {
    "body_id": "body",
    "topic_id": "topic",
    "tag_id": "tag",
    "network": "network",
    "state": "state",
    "page_id": "page",
    "q": "q",
}
"""Our words for the filters of the inbox → those that the desk writes down when a table is taken."""
AfterRow = Annotated[int, Field(ge=0, le=2**31 - 1, description="`next` of the page before.")]


class CasesToTake(TableAsked, CaseFilters):
    """Which cases, and how their table is written."""


@router.get("/exports/cases", openapi_extra=TABLE)
def cases_table(request: HttpRequest, asked: Query[CasesToTake]) -> HttpResponseBase:
    """All cases that match, as far as the owner of the key sees them. That it was taken is logged.

    Personal data of the text and the address is covered («•••»): the whole text at `GET /cases/<number>`.
    """
    program = require_right(request, Right.SEE_CASES)
    filters = [word for name, word in _FILTERS.items() if getattr(asked, name)]
    pieces = export_cases(program.viewer, asked.query(), as_format=asked.format, filters=filters, now=program.now)
    return table_file(pieces, name=f"cases-{localdate(program.now):%Y-%m-%d}", as_format=asked.format)


@router.get("/exports/register", openapi_extra=TABLE)
def whole_register(request: HttpRequest, asked: Query[TableAsked]) -> HttpResponseBase:
    """The register of bodies and pages; an import takes it again and finds nothing to change."""
    program = require_right(request, Right.SEE_PAGES)
    content = write_register(list_register(program.viewer.scope(Right.SEE_PAGES)), as_format=asked.format)
    return table_file(content, name=f"register-{localdate(program.now):%Y-%m-%d}", as_format=asked.format)


class FaultIn(Schema):
    """One thing that is wrong with a row."""

    column: str
    value: str
    words: str


class RefusedLine(Schema):
    """A row that is not taken: as it was brought, and why."""

    row: int
    texts: list[str]
    faults: list[FaultIn]


class Refused(Schema):
    """A page of rows, from the top of the table."""

    rows: list[RefusedLine]
    next: int | None


def _page(found: list[Refusal]) -> dict[str, object]:
    rows = [
        {
            "row": one.row,
            "texts": list(one.texts),
            "faults": [{"column": it.column, "value": it.value, "words": it.why.say(_)} for it in one.faults],
        }
        for one in found[:ROWS]
    ]
    return {"rows": rows, "next": found[ROWS - 1].row if len(found) > ROWS else None}


@router.get("/imports/register/{int:import_id}/refused", response=Refused)
def refused_register_rows(request: HttpRequest, import_id: Id, after: AfterRow = 0) -> dict[str, object]:
    """The rows of a table of the register that are not taken, and what is wrong with each."""
    access_import(require_right(request, Right.EDIT_PAGES).viewer, import_id)
    return _page(list_refusals(import_id, after=after, at_most=ROWS + 1))


@router.get("/imports/register/{int:import_id}/refused/table", openapi_extra=TABLE)
def refused_register_table(request: HttpRequest, import_id: Id, asked: Query[TableAsked]) -> HttpResponseBase:
    """The same as a table, to be mended and brought again."""
    access_import(require_right(request, Right.EDIT_PAGES).viewer, import_id)
    content = write_refused(import_id, as_format=asked.format, say=_)
    return table_file(content, name=f"refused-{import_id}", as_format=asked.format)


@router.get("/imports/cases/{int:import_id}/refused", response=Refused)
def refused_case_rows(request: HttpRequest, import_id: Id, after: AfterRow = 0) -> dict[str, object]:
    """The rows of a table of cases that are not taken, and what is wrong with each."""
    access_case_import(require_right(request, Right.TYPE_IN_CASE).viewer, import_id)
    return _page(list_refused_cases(import_id, after=after, at_most=ROWS + 1))


@router.get("/imports/cases/{int:import_id}/refused/table", openapi_extra=TABLE)
def refused_case_table(request: HttpRequest, import_id: Id, asked: Query[TableAsked]) -> HttpResponseBase:
    """The same as a table, to be mended and brought again."""
    one = access_case_import(require_right(request, Right.TYPE_IN_CASE).viewer, import_id)
    content = write_refusals(one.titles, list_refused_cases(import_id), as_format=asked.format, say=_)
    return table_file(content, name=f"refused-cases-{import_id}", as_format=asked.format)


class Reading(Schema):
    """How a table of another system is read: its heads, which of our columns each is, what its statuses mean."""

    titles: list[str]
    columns: list[ColumnChoice]
    statuses: list[StatusChoice]


@router.get("/imports/cases/{int:import_id}/columns", response=Reading)
def case_columns(request: HttpRequest, import_id: Id) -> dict[str, object]:
    """Which head of the table is which of our columns, and what its statuses mean here."""
    one = access_case_import(require_right(request, Right.TYPE_IN_CASE).viewer, import_id)
    titles = [title for title in one.titles if title]
    columns = [replace(column, holds=_(column.holds)) for column in list_columns(one)]
    return {"titles": titles, "columns": columns, "statuses": list_statuses(one)}


Word = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]


class ReadingIn(Asked):
    """Our column → the head of the table, empty for none; status of the table → ours; who gets what nobody has.

    A column that is not named is looked for under its usual heads; a status that is not named stays as it was, and so
    does `fallback_id`: null says that nobody gets it.
    """

    columns: dict[CaseColumn, Line] = {}
    statuses: Annotated[dict[Word, SourceStatus], Field(max_length=500)] = {}
    fallback_id: Ref | None = None


@router.post("/imports/cases/{int:import_id}/columns", response=Done)
def say_columns(request: HttpRequest, import_id: Id, given: ReadingIn) -> Done:
    """Say how the tables of this system are read. It is remembered, and the table is checked anew."""
    program = require_right(request, Right.TYPE_IN_CASE)
    access_case_import(program.viewer, import_id)
    with called(body_id="fallback_id"):
        say_mapping(
            import_id,
            columns={column.value: title for column, title in given.columns.items()},
            statuses={word: status.value for word, status in given.statuses.items()},
            fallback_id=given.fallback_id,
            keeps_fallback="fallback_id" not in given.model_fields_set,
            by=program.viewer,
            now=program.now,
        )
    return Done()
