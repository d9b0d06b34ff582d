"""`GET services` and `GET services/<code>`: what can be reported, and what each topic asks for."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from otklik.integrations.open311.offered import Attribute, Offer, find_offer, list_offers
from otklik.web.api.public.open311.answering import Items, NotAnswered, answer, georeport


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
