"""What we would make of a text, told while it is typed to whoever ticked that they want it. Nothing is kept or logged.

The words come in the body of the request, never in its address: addresses stand in logs.
"""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.gazetteer.public_selectors import suggest_places
from otklik.intake.accept_act import LONGEST_TEXT, ActRefused
from otklik.intake.gate import may_ask
from otklik.pages.public_widgets import find_widget
from otklik.publication.hinting import hint_at
from otklik.shared import clock
from otklik.web.door import address_of


@never_cache
@csrf_exempt  # reads nothing of anybody, and changes nothing
@require_POST
def hint(request: HttpRequest) -> JsonResponse:
    """The matter, the body and the address that the text leads to; empty where it would be a guess."""
    now = clock.now()
    if not may_ask(address_of(request), now=now):
        return JsonResponse({}, status=429)
    text = request.POST.get("text", "").replace("\0", "")[:LONGEST_TEXT]
    widget = find_widget(request.POST.get("page", "")[:20])
    try:
        found = hint_at(text, widget_page=widget.page_id if widget else None, now=now)
    except ActRefused:
        return JsonResponse({})
    lines = ((_("About"), found.topic), (_("To whom"), found.body), (_("Where"), found.address))
    told = [[name, value] for name, value in lines if value]
    return JsonResponse({"told": told, "danger": found.is_emergency})


@never_cache
@csrf_exempt
@require_POST
def places(request: HttpRequest) -> JsonResponse:
    """Streets and landmarks that begin as it is typed."""
    if not may_ask(address_of(request), now=clock.now()):
        return JsonResponse({"places": []}, status=429)
    return JsonResponse({"places": suggest_places(request.POST.get("place", "").replace("\0", ""))})
