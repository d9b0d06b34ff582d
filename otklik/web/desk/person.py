"""What belongs to the person at the desk: language, and the ticket for live changes."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from otklik.organizations.rights import Right
from otklik.organizations.services import set_language
from otklik.organizations.tickets import make_ticket
from otklik.web.access import DeskRequest, desk_page
from otklik.web.looks import way_back


@require_POST
@desk_page()
def language(request: DeskRequest) -> HttpResponse:
    """Work in another language from now on."""
    chosen = request.POST.get("language", "")
    response = redirect(way_back(request, otherwise=reverse("desk:inbox")))
    if chosen in dict(settings.LANGUAGES):
        set_language(request.viewer.staff_id, language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_GET
@desk_page(right=Right.SEE_CASES)
def live_ticket(request: DeskRequest) -> JsonResponse:
    """A ticket of five minutes with which the browser hears of changes, and where to take it."""
    ticket = make_ticket(request.viewer.staff_id, request.viewer.scope(Right.SEE_CASES), now=request.now)
    return JsonResponse({"url": f"{settings.OTKLIK_EDGE_URL}/live/?{urlencode({'ticket': ticket})}"})


@desk_page()
def not_yours(request: DeskRequest) -> HttpResponse:
    """For a person without any post today."""
    return render(request, "desk/not_yours.html", status=403)
