"""The register as a table: bring one, see what it would change, apply it, take it back; take the register out."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.integrations.errors import NotAReadableTable, TableTooLarge
from otklik.integrations.register.columns import FORMS
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.register.sheets import MOST_BYTES
from otklik.integrations.selectors import (
    FaultGroup,
    access_import,
    can_be_undone,
    list_fault_groups,
    list_imports,
    list_kept,
    list_not_undone,
    row_of,
    write_refused,
)
from otklik.integrations.services import ask_to_apply, ask_to_undo, bring_register
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.table_files import table_file

SHOWN = 100
"""So many faults are shown on the page; all refused rows are in the table to take away."""


@desk_page(right=Right.EDIT_PAGES)
def register_import(request: DeskRequest) -> HttpResponse:
    """Bring a table; what was brought before; which columns there are."""
    context = {
        "imports": list_imports(request.viewer, now=request.now),
        "forms": list(FORMS.values()),
        "most_megabytes": MOST_BYTES // 2**20,
        "now": request.now,
    }
    return render(request, "desk/register.html", context)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def bring(request: DeskRequest) -> HttpResponse:
    """Take the table in and let the worker check it."""
    try:
        content, name = read_table_file(request)
        brought = bring_register(content, file_name=name, by=request.viewer, now=request.now)
    except OtklikError as why:
        messages.error(request, why.say(_))
        return redirect("desk:register_import")
    return redirect("desk:register_card", brought.id)


@desk_page(right=Right.EDIT_PAGES)
def register_card(request: DeskRequest, import_id: int) -> HttpResponse:
    """How far an import is, what it changes, and every row that is refused."""
    one = access_import(request.viewer, import_id)
    row = row_of(one, now=request.now)
    context: dict[str, object] = {"row": row, "trouble": row.trouble.say(_) if row.trouble else "", "now": request.now}
    if not row.is_busy:
        context |= {
            **faults_in_words(list_fault_groups(import_id)),
            "kept": list_kept(import_id),
            "not_undone": list_not_undone(import_id),
            "can_undo": can_be_undone(one),
        }
    template = "desk/register_import.html"
    return render(request, f"{template}#report" if wants_fragment(request) else template, context)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def apply(request: DeskRequest, import_id: int) -> HttpResponse:
    """Let the worker write the checked table into the register."""
    access_import(request.viewer, import_id)
    return _ask(request, import_id, lambda: ask_to_apply(import_id, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def undo(request: DeskRequest, import_id: int) -> HttpResponse:
    """Let the worker take back what the import changed."""
    access_import(request.viewer, import_id)
    return _ask(request, import_id, lambda: ask_to_undo(import_id, by=request.viewer, now=request.now))


def _ask(request: DeskRequest, import_id: int, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except OtklikError as why:
        messages.warning(request, why.say(_))
    return redirect("desk:register_card", import_id)


@desk_page(right=Right.EDIT_PAGES)
def refused(request: DeskRequest, import_id: int) -> HttpResponseBase:
    """The refused rows as a table with what is wrong, to be mended and brought again."""
    access_import(request.viewer, import_id)
    as_format = format_in(request)
    content = write_refused(import_id, as_format=as_format, say=_)
    return table_file(content, name=f"refused-{import_id}", as_format=as_format)


@desk_page(right=Right.SEE_PAGES)
def export(request: DeskRequest) -> HttpResponseBase:
    """The register as far as this person sees it."""
    as_format = format_in(request)
    content = write_register(list_register(request.viewer.scope(Right.SEE_PAGES)), as_format=as_format)
    return table_file(content, name=f"register-{localdate(request.now):%Y-%m-%d}", as_format=as_format)


def read_table_file(request: DeskRequest) -> tuple[bytes, str]:
    """The table that was brought, and its name. Raises NotAReadableTable, TableTooLarge."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise NotAReadableTable
    if file.size > MOST_BYTES:
        raise TableTooLarge
    return file.read(), str(file.name).replace("\x00", "")


def faults_in_words(groups: Sequence[FaultGroup]) -> dict[str, object]:
    """Of each fault the rows, the column, what stands there and what is wrong with it; how many more there are."""
    shown = [(one, one.fault.column, one.fault.value, one.fault.why.say(_)) for one in groups[:SHOWN]]
    return {"faults": shown, "more": max(len(groups) - SHOWN, 0)}


def format_in(request: DeskRequest) -> Format:
    """The format that the address asks for; XLSX where it asks for none."""
    asked = request.GET.get("format", "")
    return Format(asked) if asked in list(Format) else Format.XLSX
