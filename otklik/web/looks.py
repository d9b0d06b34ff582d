"""The look of the pages: light, dark, high contrast, or as the device says. A cookie keeps it; no script is needed."""

from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_of_django

COOKIE = "otklik_look"
YEAR_SECONDS = 31_536_000


class Look(StrEnum):
    """What one may choose."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def chosen_look(request: HttpRequest) -> str:
    """The chosen look as the word for `data-theme`; empty where the device decides, or the cookie makes no sense."""
    value = request.COOKIES.get(COOKIE, "")
    return value if value in set(Look) - {Look.AUTO} else ""


# Without a token: nothing is at stake, and the public pages stay free of cookies and can be cached.
@csrf_exempt
@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Remember the look for a year and go back to the page."""
    value = request.POST.get("look", "")
    response = HttpResponseRedirect(way_back(request))
    if value in set(Look):
        response.set_cookie(COOKIE, value, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


set_language = csrf_exempt(set_language_of_django)
"""Another language for whoever has not signed in; for the same reason without a token."""


def way_back(request: HttpRequest, *, otherwise: str = "/") -> str:
    """The page of ours that the form names in `next`, or that the person came from."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return otherwise
