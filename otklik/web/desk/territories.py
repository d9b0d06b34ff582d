"""Territories and their shapes on the map: the list, and taking shapes from a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from otklik.organizations.rights import Right
from otklik.organizations.territories import MOST_BYTES, BadShapes, TerritoryLevel, bring_shapes, list_territories
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page


@desk_page(right=Right.EDIT_BODIES)
def territories(request: DeskRequest) -> HttpResponse:
    """The region and its municipalities, and which of them have a shape."""
    return _draw(request)


@require_POST
@desk_page(right=Right.EDIT_BODIES)
def take_shapes(request: DeskRequest) -> HttpResponse:
    """Take the shapes of a GeoJSON file: all of them or none."""
    try:
        file = request.FILES.get("file")
        content = file.read(MOST_BYTES + 1) if file is not None else b""
        count = bring_shapes(content, by=request.viewer, now=request.now)
    except OtklikError as wrong:
        return _draw(request, wrong=wrong, status=422)
    told = ngettext("%(count)d shape is taken.", "%(count)d shapes are taken.", count)
    messages.success(request, told % {"count": count})
    return redirect("desk:territories")


def _draw(request: DeskRequest, *, wrong: OtklikError | None = None, status: int = 200) -> HttpResponse:
    bad = wrong.features if isinstance(wrong, BadShapes) else ()
    context = {
        "rows": list_territories(TerritoryLevel.REGION, TerritoryLevel.MUNICIPALITY, TerritoryLevel.SETTLEMENT),
        "wrong": wrong.say(gettext) if wrong else "",
        "bad": [(one.number, one.name, one.why.say(gettext)) for one in bad],
    }
    return render(request, "desk/territories.html", context, status=status)
