"""Macros: acts under one name, for a body; entered and ended here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.answers.bulk.macros import end_macro, enter_macro, list_kept, macro_scope
from otklik.answers.bulk.tasks import DOING_NAMES
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import owner_field, read_owner
from otklik.web.desk.inbox.bulk import fields_of
from otklik.web.desk.inbox.bulk_form import ICONS, ORDER, read_macro


@desk_page()
def macros(request: DeskRequest) -> HttpResponse:
    """The macros of one's bodies; a new one is entered here."""
    scope = macro_scope(request.viewer)
    if scope.is_empty:
        return render(request, "desk/not_yours.html", status=403)
    refused: OtklikError | None = None
    if request.method == "POST":
        try:
            _enter(request)
        except OtklikError as why:
            refused = why
        else:
            messages.success(request, _("The macro is offered from now on."))
            return redirect("desk:macros")
    context = {
        "at": "macros",
        "macros": list_kept(request.viewer),
        "owners": owner_field(request.viewer, typed=_plain(request, "owner_id")),
        "sees_all": scope.everything,
        "acts": [(doing, _(DOING_NAMES[doing]), ICONS[doing], f"{doing.value}_on" in request.POST) for doing in ORDER],
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
        **fields_of(request),
    }
    return render(request, "desk/macros.html", context, status=422 if refused else 200)


@require_POST
@desk_page()
def end(request: DeskRequest, macro_id: int) -> HttpResponse:
    """A macro is offered no more."""
    end_macro(macro_id, by=request.viewer, now=request.now)
    return redirect("desk:macros")


def _enter(request: DeskRequest) -> None:
    enter_macro(
        _plain(request, "name"),
        read_macro(request.POST, today=timezone.localdate(request.now)),
        body_id=read_owner(request.viewer, _plain(request, "owner_id")),
        by=request.viewer,
        now=request.now,
    )


def _plain(request: DeskRequest, field: str) -> str:
    return request.POST.get(field, "").replace("\x00", "")
