"""The forms of a page on other sites: the code to paste, the poster, who may show them, how often they are used."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.organizations.rights import Right
from otklik.pages.entry import access_entry
from otklik.pages.selectors import access_page
from otklik.pages.widgets import WidgetCard, find_widget_card, keep_widget
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page


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
