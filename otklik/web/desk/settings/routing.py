"""Who answers what: the table of routes, tried before it counts; its alarms."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.appeals.route_table import TableRow, end_trouble, list_table, list_troubles
from otklik.appeals.route_trial import LOOKED_AT, Trial, try_table
from otklik.appeals.routes import access_entry, drawn_route, drop_route, move_route, save_route
from otklik.organizations.errors import ChangedMeanwhile
from otklik.organizations.rights import Right
from otklik.organizations.territories import MOST_BYTES, BadShapes, TerritoryLevel, bring_shapes, list_territories
from otklik.shared.errors import OtklikError
from otklik.shared.versions import version_of
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.settings.route_form import entry_in, form_context, typed_of


@desk_page(right=Right.EDIT_ROUTES)
def routing(request: DeskRequest) -> HttpResponse:
    """The rules in the order in which they are asked, what is wrong with them, and what went wrong."""
    asked = request.GET.get("try", "")
    at_most = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else LOOKED_AT
    context = {
        "rows": list_table(request.viewer, on=timezone.localdate(request.now)),
        "troubles": list_troubles(request.viewer),
        "trial": try_table(request.viewer, now=request.now, at_most=at_most) if asked else None,
        "now": request.now,
    }
    return render(request, "desk/routing.html", context)


@desk_page(right=Right.EDIT_ROUTES)
def new(request: DeskRequest) -> HttpResponse:
    """Enter a rule, or only try it."""
    return _form(request, None, typed=QueryDict("priority=100"))


@desk_page(right=Right.EDIT_ROUTES)
def edit(request: DeskRequest, route_id: int) -> HttpResponse:
    """Change a rule, or only try the change."""
    entry, topic = access_entry(request.viewer, route_id)
    typed = typed_of(entry, topic=topic)
    typed["version"] = version_of(entry)
    return _form(request, route_id, typed=typed)


def _form(request: DeskRequest, route_id: int | None, *, typed: QueryDict) -> HttpResponse:
    if request.method != "POST":
        return _draw(request, route_id, typed=typed)
    try:
        entry = entry_in(request)
        if "try" in request.POST:
            drawn = drawn_route(entry, route_id=route_id, by=request.viewer, now=request.now)
            trial = try_table(request.viewer, now=request.now, drawn=drawn)
            return _draw(request, route_id, typed=request.POST, trial=trial)
        seen = request.POST.get("version", "")
        save_route(entry, route_id=route_id, by=request.viewer, now=request.now, seen=seen)
    except ChangedMeanwhile:
        return _draw_changed(request, route_id)
    except OtklikError as wrong:
        return _draw(request, route_id, typed=request.POST, wrong=wrong)
    messages.success(request, _("The rule is saved: it holds for cases that come from now on."))
    return redirect("desk:routing")


def _draw_changed(request: DeskRequest, route_id: int | None) -> HttpResponse:
    """What was typed, beside what somebody else has saved meanwhile; saved again it counts as seen."""
    typed = request.POST.copy()
    rows = list_table(request.viewer, on=timezone.localdate(request.now))
    typed["version"] = version_of(access_entry(request.viewer, route_id)[0]) if route_id else ""
    return _draw(request, route_id, typed=typed, stands=next((row for row in rows if row.id == route_id), None))


def _draw(
    request: DeskRequest,
    route_id: int | None,
    *,
    typed: QueryDict,
    trial: Trial | None = None,
    wrong: OtklikError | None = None,
    stands: TableRow | None = None,
) -> HttpResponse:
    context = form_context(request, typed) | {
        "stands": stands,
        "route_id": route_id,
        "trial": trial,
        "wrong": wrong.say(_) if wrong else "",
        "field": getattr(wrong, "field", ""),
    }
    return render(request, "desk/route.html", context, status=409 if stands else 422 if wrong else 200)


@require_POST
@desk_page(right=Right.EDIT_ROUTES)
def drop(request: DeskRequest, route_id: int) -> HttpResponse:
    """Delete a rule as it was shown."""
    try:
        drop_route(route_id, by=request.viewer, now=request.now, seen=request.POST.get("version", ""))
    except ChangedMeanwhile:
        messages.error(request, _("Not deleted: somebody has changed the rule meanwhile. This is what it says now."))
        return redirect("desk:edit_route", route_id)
    messages.success(request, _("The rule is deleted."))
    return redirect("desk:routing")


@require_POST
@desk_page(right=Right.EDIT_ROUTES)
def move(request: DeskRequest, route_id: int) -> HttpResponse:
    """Let a rule be asked sooner or later."""
    move_route(route_id, is_up=request.POST.get("to") == "up", by=request.viewer, now=request.now)
    return redirect("desk:routing")


@require_POST
@desk_page(right=Right.EDIT_ROUTES)
def seen_to(request: DeskRequest, trouble_id: int) -> HttpResponse:
    """An alarm has been seen to."""
    end_trouble(request.viewer, trouble_id, now=request.now)
    return redirect("desk:routing")


@desk_page(right=Right.EDIT_BODIES)
def territories(request: DeskRequest) -> HttpResponse:
    """The region and its municipalities, and which of them have a shape."""
    return _draw_territories(request)


@require_POST
@desk_page(right=Right.EDIT_BODIES)
def take_shapes(request: DeskRequest) -> HttpResponse:
    """Take the shapes of a GeoJSON file: all of them or none."""
    try:
        file = request.FILES.get("file")
        content = file.read(MOST_BYTES + 1) if file is not None else b""
        count = bring_shapes(content, by=request.viewer, now=request.now)
    except OtklikError as wrong:
        return _draw_territories(request, wrong=wrong, status=422)
    told = ngettext("%(count)d shape is taken.", "%(count)d shapes are taken.", count)
    messages.success(request, told % {"count": count})
    return redirect("desk:territories")


def _draw_territories(request: DeskRequest, *, wrong: OtklikError | None = None, status: int = 200) -> HttpResponse:
    bad = wrong.features if isinstance(wrong, BadShapes) else ()
    context = {
        "rows": list_territories(TerritoryLevel.REGION, TerritoryLevel.MUNICIPALITY, TerritoryLevel.SETTLEMENT),
        "wrong": wrong.say(gettext) if wrong else "",
        "bad": [(one.number, one.name, one.why.say(gettext)) for one in bad],
    }
    return render(request, "desk/territories.html", context, status=status)
