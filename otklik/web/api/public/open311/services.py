"""`GET services` and `GET services/<code>`: what can be reported, and what each topic asks for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from otklik.integrations.open311.offered import Attribute, Offer, find_offer, list_offers
from otklik.web.api.public.open311.answering import CONTENT_TYPES, Items, NotAnswered, answer, georeport

CHANGED = "2026-11-28T00:00:00Z"
"""When the interface changed last."""


@georeport("GET")
def list_services(request: HttpRequest, *, form: str) -> HttpResponse:
    """All topics that residents may choose."""
    return answer(form, "services", Items("service", [_service(one) for one in list_offers()]))


@georeport("GET")
def definition(request: HttpRequest, *, form: str, code: str) -> HttpResponse:
    """What one topic asks for beside words and place."""
    offer = find_offer(code)
    if offer is None:
        raise NotAnswered(404, _("service_code was not found."))
    attributes = [_attribute(one, order) for order, one in enumerate(offer.attributes, start=1)]
    told = {"service_code": offer.topic.code, "attributes": Items("attribute", attributes)}
    return answer(form, "service_definition", told)


def _service(offer: Offer) -> dict[str, object]:
    topic = offer.topic
    told = _("What no other topic of this group names") if offer.is_group else topic.name
    return {
        "service_code": topic.code,
        "service_name": topic.name,
        "description": told,
        "metadata": bool(offer.attributes),
        # a report is kept at once, but has a number only when somebody has taken it in
        "type": "realtime",
        "keywords": "",
        "group": topic.group,
    }


def _attribute(one: Attribute, order: int) -> dict[str, object]:
    return {
        "variable": one.is_variable,
        "code": one.code,
        "datatype": "string",
        "required": one.is_required,
        "datatype_description": "",
        "order": order,
        "description": _(one.description),
        "values": Items("value", []),
    }


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
