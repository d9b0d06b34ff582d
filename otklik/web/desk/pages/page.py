"""The card of one official page: its entry, whose it is, how it is proved, what was done to it; and what one does."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.audit.selectors import list_records
from otklik.organizations.rights import Right
from otklik.pages.alarm_listing import list_alarms_of
from otklik.pages.editing import confirm_record, restore_page, retire_page, set_expiry
from otklik.pages.entry import access_entry
from otklik.pages.facts import MOST_WIDGETS, Said, say_facts
from otklik.pages.proof import ask_proof, enter_code, find_kind
from otklik.pages.selectors import access_page
from otklik.pages.widgets import WidgetCard, find_widget_card, keep_widget
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


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def ask(request: DeskRequest, page_id: int, kind: str) -> HttpResponse:
    """Begin one way, or have it looked at again now."""
    page = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    way = find_kind(kind)
    if way is None:
        raise Http404
    return tell(request, page_id, lambda: ask_proof(page, way, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def enter(request: DeskRequest, page_id: int) -> HttpResponse:
    """Enter the code from the letter."""
    page = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    code = request.POST.get("code", "")[:40]

    def check() -> None:
        enter_code(page, code, by=request.viewer, now=request.now)
        messages.success(request, _("Thank you: the page is proved to be the body's own."))

    return tell(request, page_id, check)


@desk_page(right=Right.SEE_PAGES)
def page_widget(request: DeskRequest, page_id: int) -> HttpResponse:
    """What to paste, and how it is used."""
    return _show(request, page_id)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def keep(request: DeskRequest, page_id: int) -> HttpResponse:
    """Say where the forms may stand; the first time they are switched on by it."""
    official = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    sites, is_on = request.POST.get("sites", ""), request.POST.get("on") == "yes"
    try:
        keep_widget(official, sites=sites, is_on=is_on, by=request.viewer, now=request.now)
    except OtklikError as refused:
        return _show(request, page_id, wrong=refused.say(_), typed=sites, status=422)
    messages.success(request, _("Kept."))
    return redirect("desk:page_widget", page_id)


def codes_of(widget: WidgetCard) -> tuple[tuple[str, str, str], ...]:
    """What to paste: of each way its name, what it is for in words, the code."""
    ours = settings.OTKLIK_SITE_URL
    attributes = f'src="{ours}/widget.js" data-page="{widget.key}" data-kind="buttons" data-theme="auto" async'
    frame = f'src="{ours}/embed/{widget.key}/report/" title="{_("Report a problem")}" width="100%" height="900"'
    return (
        ("script", _("Two buttons; data-kind: buttons, report or opinion"), f"<script {attributes}></script>"),
        ("frame", _("Where a site forbids scripts"), f"<iframe {frame}></iframe>"),
        ("link", _("A link, for instance under a post"), f"{ours}/report/?page={widget.key}"),
    )


def _show(
    request: DeskRequest, page_id: int, *, wrong: str = "", typed: str | None = None, status: int = 200
) -> HttpResponse:
    card = access_entry(request.viewer, page_id, now=request.now)
    widget = find_widget_card(page_id, now=request.now)
    context: dict[str, object] = {
        "card": card, "row": card.row, "widget": widget, "now": request.now, "wrong": wrong,
        "sites": typed if typed is not None else "\n".join(widget.origins) if widget else "",
    }  # fmt: skip
    if widget is not None:
        context["codes"] = codes_of(widget)
    return render(request, "desk/page_widget.html", context, status=status)
