"""Taking OK's webhooks. OK signs nothing: the secret is the address, which the edge has compared already."""

from otklik.networks.connector import PageAccess, Reception, ReceptionKind
from otklik.networks.connectors.ok.parse import check_page
from otklik.networks.errors import NotProven
from otklik.networks.objects import as_object, read_json


def receive(body: bytes, *, access: PageAccess) -> Reception:
    """Keep a body that has the shape of an update; answer the handshake of an application's webhook.

    Raises NotOurs for anything else. Whoever knows the page's key could write in OK's name, so the key is shown to
    administrators only and changed when it was seen.
    """
    told = read_json(body)
    if not isinstance(told, dict):
        raise NotProven("no update of OK")
    if told.get("webhookType") == "CONFIRMATION":
        if not access.confirmation:
            raise NotProven("the page has no confirmation string")
        return Reception(ReceptionKind.REPLY, access.confirmation)
    if not as_object(told.get("recipient")) and not isinstance(told.get("webhookType"), str):
        raise NotProven("no update of OK")
    check_page(told, page_id=access.external_id)
    return Reception(ReceptionKind.KEEP)
