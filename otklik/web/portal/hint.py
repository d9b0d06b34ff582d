"""What we would make of a text, told while it is typed to whoever ticked that they want it. Nothing is kept or logged.

The words come in the body of the request, never in its address: addresses stand in logs.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.gazetteer.public_selectors import name_near, suggest_places
from otklik.intake.accept_act import LONGEST_PLACE, LONGEST_TEXT, ActRefused
from otklik.intake.gate import may_ask
from otklik.pages.public_widgets import find_widget
from otklik.publication.published.hinting import hint_at, town_of
from otklik.publication.published.similar import list_similar
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.portal.report_form import point_of
from otklik.web.portal.words import state_mark
from otklik.web.reading_order import shown_json


@never_cache
@csrf_exempt  # reads nothing of anybody, and changes nothing
@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """The matter, the body and the address that the text leads to; empty where it would be a guess."""
    now = clock.now()
    if not may_ask(address_of(request), now=now):
        return shown_json({}, status=429)
    text = request.POST.get("text", "").replace("\0", "")[:LONGEST_TEXT]
    place = request.POST.get("place", "").replace("\0", "").strip()[:LONGEST_PLACE]
    text = f"{text}\n\nМесто: {place}" if place else text
    point = point_of(request.POST.get("latitude", ""), request.POST.get("longitude", ""))
    widget = find_widget(request.POST.get("page", "")[:20])
    try:
        found = hint_at(text, widget_page=widget.page_id if widget else None, point=point, now=now)
    except ActRefused:
        return shown_json({})
    lines = ((_("About"), found.topic), (_("To whom"), found.body), (_("Where"), found.address))
    told = [[name, value] for name, value in lines if value]
    similar = [
        {
            "url": reverse("portal:case", args=[one.number]),
            "title": one.title,
            "state": state_mark(one.state).word,
            "on": date_format(one.wrote_on, "j E"),
        }
        for one in list_similar(text, topics=found.topics, near=found.near)
    ]
    return shown_json({"told": told, "danger": found.is_emergency, "similar": similar})


@never_cache
@csrf_exempt
@require_POST
def places(request: HttpRequest) -> HttpResponse:
    """Streets and landmarks that begin as it is typed."""
    if not may_ask(address_of(request), now=clock.now()):
        return shown_json({"places": []}, status=429)
    widget = find_widget(request.POST.get("page", "")[:20])
    town = town_of(widget.page_id if widget else None)
    typed = request.POST.get("place", "").replace("\0", "")
    return shown_json({"places": suggest_places(typed, municipality_id=town)})


@never_cache
@csrf_exempt
@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """The street or landmark next to a point that was chosen on the map; empty far from all of them."""
    if not may_ask(address_of(request), now=clock.now()):
        return shown_json({"place": ""}, status=429)
    point = point_of(request.POST.get("latitude", ""), request.POST.get("longitude", ""))
    return shown_json({"place": name_near(*point) if point else ""})
