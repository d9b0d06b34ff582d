"""For whoever watches the installation: is it alive, and can it serve?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.web.readiness import what_is_missing

TEXT = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nobody else, so a database that is away does not get it killed."""
    return HttpResponse("ok\n", content_type=TEXT)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Pages can be served: the database is there and its tables are as the code wants them."""
    missing = what_is_missing()
    return HttpResponse(f"{missing or 'ok'}\n", content_type=TEXT, status=503 if missing else 200)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages, not the desk."""
    sitemap = settings.OTKLIK_SITE_URL + reverse("portal:sitemap")
    return HttpResponse(f"User-agent: *\nDisallow: /desk/\nSitemap: {sitemap}\n", content_type=TEXT)
