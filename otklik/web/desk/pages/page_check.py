"""A page's check: every lost point with the way to mend it, how the score went, and objections to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.appeals.selectors import quality_of_page
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.pages.objections import accept_objection, object_to_score, reject_objection
from otklik.pages.places import PlaceOfDay
from otklik.pages.score_card import ScoreOfDay, access_score_card
from otklik.pages.scoring import SHARE
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.pages.rating import methodologies_for

WIDTH, HEIGHT = 640, 120
"""Units of the drawing; the page scales it."""

STRETCHES = (30, 90)
"""Over how many days the curve may go."""

ANSWERS_OF = timedelta(days=30)

MOST_WORDS = 2000


@desk_page(right=Right.SEE_PAGES)
def page_check(request: DeskRequest, page_id: int) -> HttpResponse:
    """The check of one page, by one methodology."""
    held, methodology = methodologies_for(request)
    days = STRETCHES[1] if request.GET.get("days") == str(STRETCHES[1]) else STRETCHES[0]
    card = access_score_card(request.viewer, page_id, methodology, days=days)
    formula = card.formula
    context = {
        "card": card,
        "row": card.row,
        "methodology": methodology,
        "methodologies": held,
        "days": days,
        "stretches": STRETCHES,
        "curve": draw_curve(card.curve, green_from=formula.green_from, yellow_from=formula.yellow_from),
        "places": draw_places(card.places),
        "quality": quality_of_page(page_id, since=request.now - ANSWERS_OF, now=request.now),
        "now": request.now,
    }
    return render(request, "desk/page_check.html", context)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def object_to_check(request: DeskRequest, page_id: int) -> HttpResponse:
    """Object to one check of the newest score."""
    by, check = request.POST.get("by", ""), request.POST.get("check", "")
    comment = _words(request, "comment")
    _tell(
        request,
        lambda: object_to_score(request.viewer, page_id, methodology=by, check=check, comment=comment, now=request.now),
        done=_("Sent: a curator decides, and the answer will stand here."),
    )
    return _back(request, page_id)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def accept(request: DeskRequest, page_id: int, objection_id: int) -> HttpResponse:
    """The body is right: the check counts in full on that day."""
    answer = _words(request, "answer")
    _tell(
        request,
        lambda: accept_objection(request.viewer, page_id, objection_id, answer=answer, now=request.now),
        done=_("Accepted: the check counts in full on that day."),
    )
    return _back(request, page_id)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def reject(request: DeskRequest, page_id: int, objection_id: int) -> HttpResponse:
    """The score stays as it is."""
    answer = _words(request, "answer")
    _tell(
        request,
        lambda: reject_objection(request.viewer, page_id, objection_id, answer=answer, now=request.now),
        done=_("Rejected: the score stays as it is."),
    )
    return _back(request, page_id)


def _words(request: DeskRequest, name: str) -> str:
    return request.POST.get(name, "").strip().replace("\x00", "")[:MOST_WORDS]


def _tell(request: DeskRequest, act: Callable[[], object], *, done: str) -> None:
    """Do it and say so; what could not be done is said instead, what is not seen stays a 404."""
    try:
        act()
    except NotSeen:
        raise
    except OtklikError as why:
        messages.warning(request, why.say(_))
    else:
        messages.success(request, done)


def _back(request: DeskRequest, page_id: int) -> HttpResponse:
    address = reverse("desk:page_check", args=[page_id])
    by = request.POST.get("by", "")
    return redirect(f"{address}?{urlencode({'by': by})}" if by else address)


@dataclass(frozen=True, slots=True)
class Curve:
    """What a template needs to draw it."""

    path: str
    last: tuple[float, float] | None
    """The end of the line; None when the page is not comparable today."""
    green_y: float
    yellow_y: float
    lowest: ScoreOfDay
    highest: ScoreOfDay


def draw_curve(days: Sequence[ScoreOfDay], *, green_from: int, yellow_from: int) -> Curve | None:
    """The curve of these days, oldest first; None with fewer than two that can be compared."""
    known = [day for day in days if day.share is not None]
    if len(known) < 2:
        return None
    first, last = days[0].on, days[-1].on
    length = max((last - first).days, 1)
    path, is_down = [], False
    for day in days:
        if day.share is None:
            is_down = False
            continue
        x, y = _round(WIDTH * (day.on - first).days / length), _height(day.share)
        path.append(f"{'L' if is_down else 'M'}{x:g} {y:g}")
        is_down = True
    end = days[-1].share
    return Curve(
        path="".join(path),
        last=None if end is None else (WIDTH, _height(end)),
        green_y=_height(green_from * SHARE // 100),
        yellow_y=_height(yellow_from * SHARE // 100),
        lowest=min(known, key=lambda day: day.share or 0),
        highest=max(known, key=lambda day: day.share or 0),
    )


@dataclass(frozen=True, slots=True)
class PlaceCurve:
    """What a template needs to draw places: the first one is at the top."""

    path: str
    last: tuple[float, float] | None
    first_day: PlaceOfDay
    last_day: PlaceOfDay
    """Of those on which the page was ranked."""
    best: PlaceOfDay


def draw_places(days: Sequence[PlaceOfDay]) -> PlaceCurve | None:
    """The line of these places, oldest first; None with fewer than two days on which the page was ranked."""
    ranked = [day for day in days if day.place.place is not None]
    if len(ranked) < 2:
        return None
    length = max((days[-1].on - days[0].on).days, 1)
    lowest = max(day.place.peers for day in ranked)
    path, is_down, at = [], False, None
    for day in days:
        place, at = day.place.place, None
        if place is not None:
            x = _round(WIDTH * (day.on - days[0].on).days / length)
            at = x, _round(HEIGHT * (place - 1) / max(lowest - 1, 1))
            path.append(f"{'L' if is_down else 'M'}{at[0]:g} {at[1]:g}")
        is_down = place is not None
    best = min(ranked, key=lambda day: (day.place.place or 0, day.on))
    return PlaceCurve("".join(path), at, ranked[0], ranked[-1], best)


def _height(share: int) -> float:
    return _round(HEIGHT - HEIGHT * share / SHARE)


def _round(value: float) -> float:
    return round(value, 1)
