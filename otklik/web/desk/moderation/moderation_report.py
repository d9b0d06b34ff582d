"""The monthly report of moderation, and the sample that a curator looks through."""

from decimal import Decimal

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.integrations.register.export import Format, write_table
from otklik.moderation.report import Month, report_filters, report_month, report_outside
from otklik.moderation.sampling import check_sampled, draw_sample, rates_by_body
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.web.access import DeskRequest, desk_page
from otklik.web.moderation_words import DECIDED, OUTSIDE
from otklik.web.table_files import table_file

Cells = list[str | int | Decimal | None]


@desk_page(right=Right.SEE_REPORTS)
def moderation_report(request: DeskRequest) -> HttpResponse:
    """A month of moderation of the bodies that this person sees; this month unless the address names another."""
    month = _month(request)
    rates = rates_by_body(request.viewer, month)
    filters = report_filters(request.viewer, today=localdate(request.now))
    context = {
        "month": month,
        "is_this_month": month.first == localdate(request.now).replace(day=1),
        "rows": [(row, DECIDED[row.act]) for row in report_month(request.viewer, month)],
        "outside": [(row, OUTSIDE[row.kind]) for row in report_outside(request.viewer, month)],
        "known": [row for row in filters if row.seen_at],
        "unknown": [row for row in filters if not row.seen_at],
        "rates": [row for row in rates if row.out],
        "rates_none": [row for row in rates if not row.out],
        "may_sample": request.viewer.may_anywhere(Right.EDIT_RULES),
        "now": request.now,
    }
    return render(request, "desk/moderation_report.html", context)


@desk_page(right=Right.SEE_REPORTS)
def moderation_report_csv(request: DeskRequest) -> HttpResponseBase:
    """The same as a table."""
    month = _month(request)
    content = draw_table(request.viewer, month, Format.CSV)
    return table_file(content, name=f"moderation-{month.code}", as_format=Format.CSV)


def draw_table(viewer: Viewer, month: Month, as_format: Format) -> bytes:
    """The month as a table, in the language of the request."""
    heads = [
        _("Body"), _("What"), _("Ground"), _("By people"), _("By the machine"), _("Authors told"), _("Objections"),
        _("Upheld"), _("Waiting"), _("Median minutes to the decision"), _("Notices that did not arrive"),
    ]  # fmt: skip
    rows: list[Cells] = [
        [
            row.body, _(DECIDED[row.act]), _(row.ground) if row.ground else "", row.by_people, row.by_machine, row.told,
            row.objections, row.upheld, row.open_objections, row.minutes if row.minutes is not None else "",
            row.unreached,
        ]
        for row in report_month(viewer, month)
    ]  # fmt: skip
    rows += [
        [one.body, _(OUTSIDE[one.kind]), _("no ground recorded"), one.count, 0, 0, 0, 0, 0, "", 0]
        for one in report_outside(viewer, month)
    ]
    return write_table(heads, rows, as_format)


@desk_page(right=Right.EDIT_RULES)
def moderation_sample(request: DeskRequest) -> HttpResponse:
    """A sample of what was sorted out in the month."""
    month = _month(request)
    context = {"month": month, "rows": draw_sample(request.viewer, month)}
    return render(request, "desk/moderation_sample.html", context)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def check_sample(request: DeskRequest, number: int) -> HttpResponse:
    """The curator says whether a case was sorted out rightly."""
    found = request.POST.get("found", "")
    if found not in ("right", "wrong"):
        raise Http404
    check_sampled(request.viewer, number, is_right=found == "right", now=request.now)
    response = redirect("desk:moderation_sample")
    response["Location"] += f"?month={Month.of(request.POST.get('month', ''), today=localdate(request.now)).code}"
    return response


def _month(request: DeskRequest) -> Month:
    return Month.of(request.GET.get("month", ""), today=localdate(request.now))
