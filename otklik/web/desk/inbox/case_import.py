"""Cases of other systems as tables: bring one, say which column is which, see what it would do, apply it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.integrations.cases.columns import CASE_FORMS
from otklik.integrations.cases.selectors import (
    access_case_import,
    case_row_of,
    list_case_fault_groups,
    list_case_imports,
    list_columns,
    list_refused_cases,
    list_statuses,
    list_systems,
    list_to_tell_back,
)
from otklik.integrations.cases.services import ask_to_apply_cases, bring_cases, note_entered, say_mapping
from otklik.integrations.cases.statuses import STATUS_NAMES
from otklik.integrations.register.sheets import MOST_BYTES
from otklik.integrations.selectors import write_refusals
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.body_choice import body_field, read_body
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import find_date
from otklik.web.desk.pages.register import faults_in_words, format_in, read_table_file
from otklik.web.table_files import table_file


@desk_page(right=Right.TYPE_IN_CASE)
def case_import(request: DeskRequest) -> HttpResponse:
    """Bring a table; what was brought before; whose answers are still to be entered there."""
    context = {
        "imports": list_case_imports(request.viewer, now=request.now),
        "systems": list_systems(),
        "forms": list(CASE_FORMS.values()),
        "to_tell_back": list_to_tell_back(request.viewer),
        "bodies": body_field(request.viewer, Right.TYPE_IN_CASE, typed=""),
        "most_megabytes": MOST_BYTES // 2**20,
        "now": request.now,
    }
    return render(request, "desk/case_import.html", context)


@require_POST
@desk_page(right=Right.TYPE_IN_CASE)
def bring(request: DeskRequest) -> HttpResponse:
    """Take the table in and let the worker check it."""
    try:
        content, name = read_table_file(request)
        brought = bring_cases(
            content,
            file_name=name,
            system=_typed(request, "system"),
            fallback_id=_fallback(request),
            by=request.viewer,
            now=request.now,
        )
    except OtklikError as why:
        messages.error(request, why.say(_))
        return redirect("desk:case_import")
    return redirect("desk:case_import_card", brought.pk)


@desk_page(right=Right.TYPE_IN_CASE)
def card(request: DeskRequest, import_id: int) -> HttpResponse:
    """How far an import is, what it does, how its columns and statuses are read, and every row that is refused."""
    one = access_case_import(request.viewer, import_id)
    row = case_row_of(one, now=request.now)
    context: dict[str, object] = {"row": row, "trouble": row.trouble.say(_) if row.trouble else "", "now": request.now}
    if not row.is_busy:
        context |= {
            **faults_in_words(list_case_fault_groups(import_id)),
            "columns": list_columns(one),
            "titles": [title for title in one.titles if title],
            "found_statuses": list_statuses(one),
            "statuses": [(status.value, _(name)) for status, name in STATUS_NAMES.items()],
            "bodies": body_field(request.viewer, Right.TYPE_IN_CASE, typed=str(row.fallback_id or "")),
            "can_be_read_anew": row.state in {"checked", "failed"},
        }
    template = "desk/case_import_card.html"
    return render(request, f"{template}#report" if wants_fragment(request) else template, context)


@require_POST
@desk_page(right=Right.TYPE_IN_CASE)
def say(request: DeskRequest, import_id: int) -> HttpResponse:
    """Say which column and which status is which; it is remembered for the system, and the table is checked anew."""
    access_case_import(request.viewer, import_id)
    columns = {column.value: _typed(request, f"column_{column.value}") for column in CASE_FORMS}
    pairs = zip(request.POST.getlist("word"), request.POST.getlist("status"), strict=False)
    try:
        say_mapping(
            import_id,
            columns=columns,
            statuses={word.replace("\x00", ""): status for word, status in pairs},
            fallback_id=_fallback(request),
            by=request.viewer,
            now=request.now,
        )
    except OtklikError as why:
        messages.warning(request, why.say(_))
    return redirect("desk:case_import_card", import_id)


@require_POST
@desk_page(right=Right.TYPE_IN_CASE)
def apply(request: DeskRequest, import_id: int) -> HttpResponse:
    """Let the worker open and move what was checked."""
    access_case_import(request.viewer, import_id)
    try:
        ask_to_apply_cases(import_id, by=request.viewer, now=request.now)
    except OtklikError as why:
        messages.warning(request, why.say(_))
    return redirect("desk:case_import_card", import_id)


@desk_page(right=Right.TYPE_IN_CASE)
def refused(request: DeskRequest, import_id: int) -> HttpResponseBase:
    """The refused rows as a table with what is wrong, to be mended and brought again."""
    one = access_case_import(request.viewer, import_id)
    as_format = format_in(request)
    content = write_refusals(one.titles, list_refused_cases(import_id), as_format=as_format, say=_)
    return table_file(content, name=f"refused-cases-{import_id}", as_format=as_format)


@require_POST
@desk_page(right=Right.SEE_CASES)
def entered(request: DeskRequest, number: int, external_id: int) -> HttpResponse:
    """Note that our answer was entered in the other system, and when."""

    def note() -> None:
        today = localdate(request.now)
        day = find_date(request.POST.get("entered_on", ""), field="entered_on", today=today) or today
        note_entered(external_id, entered_on=day, by=request.viewer, now=request.now)

    return perform(request, number, at="entered", act=note, done=_("Noted."))


def _typed(request: DeskRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "")[:300]


def _fallback(request: DeskRequest) -> int | None:
    """The body that gets cases of unknown executors; none where nobody was chosen. Raises UnfitEntry."""
    return read_body(request.viewer, Right.TYPE_IN_CASE, _typed(request, "body_id"))
