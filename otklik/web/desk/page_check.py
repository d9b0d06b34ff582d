"""A page's check: every lost point with the way to mend it, how the score went, and objections to it."""

from collections.abc import Callable
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
from otklik.pages.score_card import access_score_card
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.curve import draw_curve, draw_places
from otklik.web.desk.rating import methodologies_for

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
