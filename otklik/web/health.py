"""For whoever watches the installation: is it alive, and can it serve?"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.web.database import is_away
from otklik.web.errors import away
from otklik.web.readiness import ANSWER_SECONDS, NO_DATABASE, Asker

type View = Callable[[HttpRequest], HttpResponse]

TEXT = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nobody else, so a database that is away does not get it killed."""
    return HttpResponse("ok\n", content_type=TEXT)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Pages can be served: the database is there and its tables are as the code wants them."""
    try:
        missing = NO_DATABASE if is_away() else _asker.ask().result(ANSWER_SECONDS)
    except TimeoutError:
        missing = NO_DATABASE
    return HttpResponse(f"{missing or 'ok'}\n", content_type=TEXT, status=503 if missing else 200)


_asker: Final = Asker()
WATCHED: Final = {"/healthz": healthz, "/readyz": readyz}


def answer_watchers(view: View) -> View:
    """Middleware, before all other: who watches calls this machine by its number, which is no name of this server."""

    def answer(request: HttpRequest) -> HttpResponse:
        return WATCHED.get(request.path_info, view)(request)

    return answer


def answer_while_away(view: View) -> View:
    """Middleware, after the one for static files: while the database is known to be away nobody waits for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        return away() if is_away() else view(request)

    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages, not the desk."""
    sitemap = settings.OTKLIK_SITE_URL + reverse("portal:sitemap")
    return HttpResponse(f"User-agent: *\nDisallow: /desk/\nSitemap: {sitemap}\n", content_type=TEXT)
