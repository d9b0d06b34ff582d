"""The card of one official page: its entry, whose it is, how it is proved, what was done to it; and what one does."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.audit.selectors import list_records
from otklik.organizations.rights import Right
from otklik.pages.alarm_listing import list_alarms_of
from otklik.pages.editing import confirm_record, restore_page, retire_page, set_expiry
from otklik.pages.entry import access_entry
from otklik.pages.facts import MOST_WIDGETS, Said, say_facts
from otklik.pages.selectors import access_page
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.forms import find_day

_YES_NO = {"yes": True, "no": False}


@desk_page(right=Right.SEE_PAGES)
def page(request: DeskRequest, page_id: int) -> HttpResponse:
    """Everything that the register knows of a page."""
    card = access_entry(request.viewer, page_id, now=request.now)
    context = {
        "card": card,
        "row": card.row,
        "alarms": list_alarms_of(request.viewer, page_id),
        "history": list_records(f"page:{page_id}"),
        "widgets": range(MOST_WIDGETS + 1),
        "now": request.now,
    }
    return render(request, "desk/page.html", context)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def confirm(request: DeskRequest, page_id: int) -> HttpResponse:
    """The officer's one click: the entry is right."""
    official = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    confirm_record(official, by=request.viewer, now=request.now)
    messages.success(request, _("Thank you: the entry is confirmed."))
    return redirect("desk:page", page_id)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def say(request: DeskRequest, page_id: int) -> HttpResponse:
    """A person says what no network tells."""
    official = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    values = request.POST
    widgets = values.get("widgets_count", "")
    said = Said(
        badge=values.get("badge", ""),
        widgets_count=int(widgets) if widgets.isdecimal() and len(widgets) < 3 else None,
        is_in_component=_YES_NO.get(values.get("is_in_component", "")),
        is_two_factor_confirmed=values.get("two_factor") == "yes",
    )
    return tell(request, page_id, lambda: say_facts(official, said, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def retire(request: DeskRequest, page_id: int) -> HttpResponse:
    """The page is no official one any more."""
    official = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    because = request.POST.get("because", "").replace("\x00", "").strip()
    return tell(
        request, page_id, lambda: retire_page(official, because=because, by=request.viewer, now=request.now)
    )  # fmt: skip


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def restore(request: DeskRequest, page_id: int) -> HttpResponse:
    """A retired page is official again."""
    official = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    restore_page(official, by=request.viewer, now=request.now)
    return redirect("desk:page", page_id)


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def expiry(request: DeskRequest, page_id: int) -> HttpResponse:
    """Note when the first of the page's tokens ends."""
    official = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    set_expiry(official, find_day(request.POST.get("on", "")), by=request.viewer, now=request.now)
    return redirect("desk:page", page_id)


def tell(request: DeskRequest, page_id: int, act: Callable[[], None]) -> HttpResponse:
    """Do it and go back to the card; what could not be done is said there."""
    try:
        act()
    except OtklikError as why:
        messages.error(request, why.say(_))
    return redirect("desk:page", page_id)
