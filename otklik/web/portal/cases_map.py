"""Published cases on a map. The list beside it tells the same, to readers by ear, by keyboard and without script."""

import json
from math import isfinite
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from otklik.gazetteer.public_ground import ground_mark, ground_of
from otklik.publication.published.bounded import TooMuchToRead, in_time
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.mapping import CLOSEST, FURTHEST, Box, Cell, count_without_place, draw, extent_of
from otklik.publication.published.selectors import PublicCases, list_published
from otklik.web.portal.answers import list_context
from otklik.web.portal.asking import asked_by, query_of
from otklik.web.portal.asking_form import asking_context
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.shown import CaseShown
from otklik.web.portal.words import state_mark
from otklik.web.tiles import ground_context, lets_tiles_in

TEN_MINUTES: Final = 600
OF_A_PLACE: Final = 4
"""Cases told at a point of the map; further ones stand in the list."""
_DECIMALS: Final = 5
"""About a metre."""


def _words() -> str:
    """What the script says, in the language of the page."""
    words = {
        "closer": _("Closer"),
        "farther": _("Farther"),
        "cases": _("Cases"),
        "area": _("Part of the map"),
        "close": _("Close"),
        "more": _("There are more: come closer, or choose a topic."),
        "failed": _("The map could not be read just now. The list tells the same."),
    }
    return json.dumps(words, ensure_ascii=False)


@require_safe
@kept_shortly
@lets_tiles_in
def cases_map(request: HttpRequest) -> HttpResponse:
    """The map and the list of what lies in view."""
    asked, box, path = asked_by(request), box_of(request), reverse("portal:map")
    context = list_context(request, asked, path=path, box=box) | {"is_in_box": box is not None, "path": path}
    if request.GET.get("part") == "rows":
        return render(request, "portal/map.html#rows", context | {"is_asked": bool(query_of(asked))})
    extent = box or _extent(asked)
    context |= asking_context(asked, path=path) | ground_context()
    context |= {
        "extent": _told(extent) if extent else "",
        "words": _words(),
        "without_place": _without_place(asked),
    }
    return render(request, "portal/map.html", context)


@require_safe
@kept_shortly
def cells(request: HttpRequest) -> JsonResponse:
    """What lies in a part of the map, counted by the cells of a grid."""
    box, zoom = box_of(request), request.GET.get("z", "")
    if box is None or not (zoom.isascii() and zoom.isdigit() and len(zoom) < 3):
        return JsonResponse({"cells": [], "more": False})
    asked = asked_by(request)
    try:
        with in_time():
            drawn = draw(asked, box, zoom=min(max(int(zoom), FURTHEST), CLOSEST))
    except TooMuchToRead:
        return JsonResponse({"cells": [], "more": True})
    return JsonResponse({"cells": [_cell_told(cell) for cell in drawn.cells], "more": drawn.is_cut})


@require_safe
@kept_shortly
def place(request: HttpRequest) -> HttpResponse:
    """The newest cases of one point, for the window above it."""
    asked, box = asked_by(request), box_of(request)
    try:
        with in_time():
            found = list_published(asked, box=box, at_most=OF_A_PLACE)
    except TooMuchToRead:
        found = PublicCases((), None)
    streets = {case.street for case in found.rows}
    context = {
        "cases": [CaseShown.of(case) for case in found.rows],
        "street": streets.pop() if len(streets) == 1 else "",
        "all": reverse("portal:map") + query_of(asked, box=_told(box)) if found.before and box else "",
    }
    return render(request, "portal/map_place.html", context)


def _ground_etag(request: HttpRequest) -> str:
    return f'"{ground_mark()}"'


@require_safe
@condition(etag_func=_ground_etag)
@cache_control(public=True, max_age=TEN_MINUTES)
def ground(request: HttpRequest) -> JsonResponse:
    """What lies below the points where no server of tiles is named: our own plain drawing of the territory."""
    return JsonResponse(ground_of())


def box_of(request: HttpRequest) -> Box | None:
    """A part of the map as it stands in addresses: west,south,east,north. Nonsense is none."""
    parts = request.GET.get("box", "")[:100].split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError:
        return None
    if not all(isfinite(one) for one in (west, south, east, north)):
        return None
    is_one = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return Box(west, south, east, north) if is_one else None


def _extent(asked: CaseFilter) -> Box | None:
    """Around what is asked for; None where it lies nowhere, or looking for it took too long."""
    try:
        with in_time(is_needed=asked != CaseFilter()):
            return extent_of(asked)
    except TooMuchToRead:
        return None


def _without_place(asked: CaseFilter) -> int:
    """How many the map cannot show; 0 also where counting took too long."""
    try:
        with in_time(is_needed=asked != CaseFilter()):
            return count_without_place(asked)
    except TooMuchToRead:
        return 0


def _told(box: Box) -> str:
    sides = (box.west, box.south, box.east, box.north)
    return ",".join(f"{one:.{_DECIMALS}f}".rstrip("0").rstrip(".") for one in sides)


def _cell_told(cell: Cell) -> dict[str, Any]:
    told: dict[str, Any] = {
        "at": [round(cell.latitude, 6), round(cell.longitude, 6)],
        "n": cell.cases,
        "name": cell.place,
        "one": cell.is_one_place,
    }
    if cell.number:
        mark = state_mark(cell.state)
        told |= {"tone": mark.tone, "icon": mark.icon, "state": mark.word}
    return told
