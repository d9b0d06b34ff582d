"""What we would make of a text, told while it is typed to whoever ticked that they want it. Nothing is kept or logged.

The words come in the body of the request, never in its address: addresses stand in logs.
"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.gazetteer.public_selectors import name_near, suggest_places
from otklik.intake.accept_act import LONGEST_PLACE, LONGEST_TEXT, ActKind, words_of
from otklik.intake.gate import may_ask
from otklik.pages.public_widgets import find_widget
from otklik.publication.published.hinting import town_of
from otklik.publication.published.similar import list_similar
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.portal.expecting import choose_body, foretell, until_told
from otklik.web.portal.report_form import point_of, read_words
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
    typed = read_words(request, ActKind.REPORT)
    typed = choose_body(replace(typed, text=typed.text[:LONGEST_TEXT], place=typed.place[:LONGEST_PLACE]))
    widget = find_widget(request.POST.get("page", "")[:20])
    found = foretell(typed, widget_page=widget.page_id if widget else None, now=now)
    if found is None:
        return shown_json({})
    expected, until = found.expected, until_told(found.expected)
    lines = (
        (_("Who will answer"), "" if expected.needs_sorting else expected.body), (_("Answered by"), until),
        (_("About"), found.topic), (_("Where"), found.address),
    )  # fmt: skip
    told = [[name, value] for name, value in lines if value]
    text = words_of(typed.as_sent(widget_page=None))
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
