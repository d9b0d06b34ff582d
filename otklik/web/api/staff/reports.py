"""Reports as the desk shows them: which there are, the rows of one, and its table."""

from datetime import date, timedelta
from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from otklik.analytics.overview import Stretch
from otklik.analytics.reports.registry import REPORTS, find_report
from otklik.analytics.reports.report import Asked, Report
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.shapes import TABLE, TableAsked
from otklik.web.desk.report_tables import shown_cells, write_report
from otklik.web.table_files import table_file

router = Router(tags=["Reports"])
Days = Annotated[int, Field(ge=1, le=366)]
ReportName = Annotated[str, Field(json_schema_extra={"enum": [one.name for one in REPORTS]})]


class ColumnOut(Schema):
    """A column: times are ISO 8601 durations, shares whole per cent, null is unknown."""

    name: str
    title: str
    kind: str


class ReportOut(Schema):
    """What a report answers, and how."""

    name: str
    title: str
    question: str
    method: str
    columns: list[ColumnOut]


class RowsOut(ReportOut):
    """A report with its rows, a cell for each column."""

    rows: list[list[str | int | date | timedelta | None]]


@router.get("/reports", response=list[ReportOut])
def reports(request: HttpRequest) -> list[dict[str, object]]:
    """All reports."""
    require_right(request, Right.SEE_REPORTS)
    return [_described(one) for one in REPORTS]


@router.get("/reports/{name}", response=RowsOut)
def report(request: HttpRequest, name: ReportName, days: Days = 30) -> dict[str, object]:
    """One report of the last days."""
    found, asked = _asked(require_right(request, Right.SEE_REPORTS), name, days)
    return _described(found) | {"rows": [list(shown_cells(found, row)) for row in found.rows(asked)]}


class ReportAsked(TableAsked):
    """Which days."""

    days: Days = 30


@router.get("/reports/{name}/table", openapi_extra=TABLE)
def report_table(request: HttpRequest, name: ReportName, given: Query[ReportAsked]) -> HttpResponseBase:
    """The same as a table."""
    found, asked = _asked(require_right(request, Right.SEE_REPORTS), name, given.days)
    content = write_report(found, found.rows(asked), given.format)
    file_name = f"{found.name}-{given.days}-{localdate(asked.now).isoformat()}"
    return table_file(content, name=file_name, as_format=given.format)


def _asked(program: Program, name: str, days: int) -> tuple[Report, Asked]:
    return find_report(name), Asked(program.viewer, Stretch.last(days, now=program.now), program.now)


def _described(found: Report) -> dict[str, object]:
    return {
        "name": found.name,
        "title": _(found.title),
        "question": _(found.question),
        "method": _(found.method),
        "columns": [{"name": one.name, "title": _(one.title), "kind": one.kind.value} for one in found.columns],
    }
