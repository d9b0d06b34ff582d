"""Who must keep a page and has none; who is let off; and by which acts pages are kept at all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.organizations.body_view import access_body_at_work
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.rights import Right
from otklik.pages.absent import count_absent, list_absent
from otklik.pages.duty import (
    Duty,
    Release,
    end_exemption,
    end_required,
    exempt_body,
    list_exemptions,
    list_jurisdictions,
    list_required,
    require_network,
)
from otklik.pages.public_selectors import list_networks
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.bodies.body_form import LEVELS
from otklik.web.desk.forms import find_day, find_id


@desk_page(right=Right.SEE_PAGES)
def absent(request: DeskRequest) -> HttpResponse:
    """The bodies that must keep a page and have none, and those that are let off."""
    viewer, scope = request.viewer, request.viewer.scope(Right.SEE_PAGES)
    number, _rest, name = request.GET.get("after", "")[:400].replace("\x00", "").partition("_")
    after = (name, int(number)) if number.isdecimal() and len(number) <= 18 else ("", 0)
    listed = list_absent(scope, now=request.now, after=after)
    context: dict[str, object] = {
        "at": "absent",
        "rows": listed.rows,
        "more": f"{listed.next[1]}_{listed.next[0]}" if listed.next else "",
        "can_add": viewer.may_anywhere(Right.EDIT_PAGES),
        "can_exempt": viewer.may_anywhere(Right.EDIT_BODIES),
    }
    if wants_fragment(request) and after[1]:
        return render(request, "desk/pages_absent.html#rows", context)
    context |= {
        "absent_count": count_absent(scope, now=request.now),
        "exemptions": list_exemptions(scope, now=request.now),
        "can_rule": viewer.may_anywhere(Right.EDIT_RULES),
    }
    return render(request, "desk/pages_absent.html", context)


@desk_page(right=Right.EDIT_BODIES)
def exempt(request: DeskRequest, body_id: int) -> HttpResponse:
    """Let a body off keeping a page: why, and by which document."""
    body = access_body_at_work(request.viewer, body_id, right=Right.EDIT_BODIES)
    values = request.POST
    refused: OtklikError | None = None
    if request.method == "POST":
        text = {name: values.get(name, "").replace("\x00", "").strip() for name in ("network", "reason", "document")}
        release = Release(**text, until_on=find_day(values.get("until_on", "")))
        try:
            exempt_body(body, release, by=request.viewer, now=request.now)
            return redirect("desk:absent")
        except OtklikError as why:
            refused = why
    context = {
        "body": body,
        "networks": list_networks(),
        "typed": values or request.GET,
        "wrong": refused.say(_) if refused else "",
        "field": getattr(refused, "field", ""),
    }
    return render(request, "desk/page_exempt.html", context, status=422 if refused else 200)


@require_POST
@desk_page(right=Right.EDIT_BODIES)
def unexempt(request: DeskRequest, exemption_id: int) -> HttpResponse:
    """The body must keep a page again."""
    end_exemption(request.viewer, exemption_id, now=request.now)
    return redirect("desk:absent")


@desk_page(right=Right.EDIT_RULES)
def required(request: DeskRequest) -> HttpResponse:
    """The acts by which pages must be kept; a new one is entered here."""
    refused: OtklikError | None = None
    if request.method == "POST":
        try:
            require_network(_duty(request), by=request.viewer, now=request.now)
            return redirect("desk:required")
        except OtklikError as why:
            refused = why
    context = {
        "rows": list_required(request.viewer),
        "places": list_jurisdictions(request.viewer),
        "networks": list_networks(),
        "levels": [(value, _(word)) for value, word in LEVELS.items()],
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
        "field": getattr(refused, "field", ""),
        "today": timezone.localdate(request.now),
    }
    return render(request, "desk/pages_required.html", context, status=422 if refused else 200)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def end(request: DeskRequest, required_id: int) -> HttpResponse:
    """The duty holds no more from tomorrow on."""
    end_required(required_id, by=request.viewer, now=request.now)
    messages.success(request, _("The duty ends today."))
    return redirect("desk:required")


def _duty(request: DeskRequest) -> Duty:
    values = request.POST
    since_on = find_day(values.get("since_on", ""))
    if since_on is None:
        raise UnfitEntry(_("The day is missing."), field="since_on", mend=_("Enter since when the act holds."))
    return Duty(
        territory_id=find_id(values.get("territory_id", ""), field="territory_id") or 0,
        network=values.get("network", ""),
        legal_basis=values.get("legal_basis", "").replace("\x00", "").strip(),
        since_on=since_on,
        level=values.get("level", ""),
    )
