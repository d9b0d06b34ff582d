"""Reports: the list, one on the screen, and the same as a table to be taken away."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from otklik.analytics.overview import Stretch
from otklik.analytics.reports.registry import REPORTS, find_report
from otklik.analytics.reports.report import Asked, Column, Report, Row
from otklik.integrations.register.export import Format
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.report_tables import STRETCHES, say_cell, shown_cells, write_report
from otklik.web.table_files import table_file


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell with its words, the address of the cases behind, and the length of its bar in per cent."""

    column: Column
    words: str
    to: str = ""
    bar: int | None = None


@desk_page(right=Right.SEE_REPORTS)
def reports(request: DeskRequest) -> HttpResponse:
    """All reports, by the question that each answers."""
    return render(request, "desk/reports.html", {"reports": REPORTS})


@desk_page(right=Right.SEE_REPORTS)
def report(request: DeskRequest, report_name: str) -> HttpResponse:
    """One report of the last days, as far as this person sees reports."""
    found, days = find_report(report_name), _days_in(request)
    asked = _asked(request, days)
    rows = found.rows(asked)
    context = {
        "report": found,
        "rows": [_shown(found, row, rows, days) for row in rows],
        "days": days,
        "stretches": STRETCHES,
        "stretch": asked.stretch,
        "formats": [one.value for one in Format],
    }
    return render(request, "desk/report.html", context)


@desk_page(right=Right.SEE_REPORTS)
def report_file(request: DeskRequest, report_name: str, as_format: str) -> HttpResponseBase:
    """The same as CSV or XLSX."""
    found, days = find_report(report_name), _days_in(request)
    if as_format not in list(Format):
        raise Http404
    content = write_report(found, found.rows(_asked(request, days)), Format(as_format))
    name = f"{found.name}-{days}-{localdate(request.now).isoformat()}"
    return table_file(content, name=name, as_format=Format(as_format))


def _asked(request: DeskRequest, days: int) -> Asked:
    return Asked(request.viewer, Stretch.last(days, now=request.now), request.now)


def _days_in(request: DeskRequest) -> int:
    text = request.GET.get("days", "")
    return int(text) if text in {str(days) for days in STRETCHES} else 30


def _shown(found: Report, row: Row, rows: list[Row], days: int) -> list[ShownCell]:
    cells = shown_cells(found, row)
    at = next((place for place, column in enumerate(found.columns) if column.name == found.chart), None)
    most = max((_size(shown_cells(found, one)[at]) for one in rows), default=0) if at is not None else 0
    return [
        ShownCell(
            column,
            say_cell(column, cell),
            to=_behind(found, column, row, days) if cell else "",
            bar=round(100 * _size(cell) / most) if place == at and most else None,
        )
        for place, (column, cell) in enumerate(zip(found.columns, cells, strict=True))
    ]


def _size(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _behind(found: Report, column: Column, row: Row, days: int) -> str:
    """The cases behind a cell, where the overview knows their set."""
    if column.figure is None or not found.by:
        return ""
    asked = {"figure": column.figure.value, "by": found.by.value, "key": str(row[0]), "days": str(days)}
    return f"{reverse('desk:cases_behind')}?{urlencode(asked)}"
