"""`GET /open311/discovery.json`: what is here, where, since when."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from otklik.web.api.public.open311.answering import CONTENT_TYPES, Items, answer, georeport

CHANGED = "2026-11-28T00:00:00Z"
"""When the interface changed last."""


@georeport("GET")
def discovery(request: HttpRequest, *, form: str) -> HttpResponse:
    """The endpoints of this installation."""
    site = settings.OTKLIK_SITE_URL.rstrip("/")
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": f"{site}/open311/v2",
        "changeset": CHANGED,
        "type": "production",
        "formats": Items("format", [one.partition(";")[0] for one in CONTENT_TYPES.values()]),
    }
    told = {
        "changeset": CHANGED,
        "contact": " ".join(filter(None, (settings.OTKLIK_SERVICE_NAME, settings.OTKLIK_SERVICE_OWNER, site))),
        "key_service": _("Staff issue keys in the desk: %(where)s") % {"where": f"{site}/desk/"},
        "endpoints": Items("endpoint", [endpoint]),
    }
    return answer(form, "discovery", told)
