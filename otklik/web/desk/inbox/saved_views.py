"""Saved views of the inbox: kept under a name, shared with a body, one of them the first to open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.appeals.saved_views import choose_default, list_views, remove_view, save_view
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import body_field, read_body
from otklik.web.desk.inbox_frame import COLUMNS, ORDERS, USUAL_COLUMNS, asked_in, columns_of, view_address


@desk_page(right=Right.SEE_CASES)
def views(request: DeskRequest) -> HttpResponse:
    """The views of a person and of their bodies; what the inbox shows now is kept here under a name."""
    refused: OtklikError | None = None
    if request.method == "POST":
        try:
            view_id = _save(request)
        except OtklikError as why:
            refused = why
        else:
            messages.success(request, _("The view is kept."))
            kept = next(view for view in list_views(request.viewer) if view.id == view_id)
            response = redirect("desk:inbox")
            response["Location"] += view_address(kept)
            return response
    values = request.POST if refused else request.GET
    may_share, typed = request.viewer.may_anywhere(Right.EDIT_CASE), values.get("shared_with", "")
    context = {
        "views": [(view, view_address(view)) for view in list_views(request.viewer)],
        "asked": asked_in(values),
        "typed": values,
        "bodies": body_field(request.viewer, Right.EDIT_CASE, typed=typed) if may_share else None,
        "orders": [(order.value, _(word)) for order, word in ORDERS.items()],
        "columns": [(name, _(word)) for name, word in COLUMNS.items()],
        "chosen_columns": request.POST.getlist("column") if refused else columns_of(values),
        "wrong": refused.say(_) if refused else "",
    }
    return render(request, "desk/views.html", context, status=422 if refused else 200)


@require_POST
@desk_page(right=Right.SEE_CASES)
def make_default(request: DeskRequest, view_id: int) -> HttpResponse:
    """The inbox opens with this view, or with all open cases again."""
    choose_default(view_id, by=request.viewer)
    return redirect("desk:views")


@require_POST
@desk_page(right=Right.SEE_CASES)
def remove(request: DeskRequest, view_id: int) -> HttpResponse:
    """A view of one's own is gone."""
    remove_view(view_id, by=request.viewer, now=request.now)
    return redirect("desk:views")


def _save(request: DeskRequest) -> int:
    columns = [name for name in COLUMNS if name in request.POST.getlist("column")]
    asked = asked_in(request.POST)
    asked.pop("cols", None)
    if columns and tuple(columns) != USUAL_COLUMNS:
        asked["cols"] = ",".join(columns)
    shared_with = request.POST.get("shared_with", "").replace("\x00", "")
    return save_view(
        request.POST.get("name", "").replace("\x00", ""),
        asked,
        body_id=read_body(request.viewer, Right.EDIT_CASE, shared_with, field="shared_with"),
        is_default=bool(request.POST.get("is_default")),
        by=request.viewer,
        now=request.now,
    )
