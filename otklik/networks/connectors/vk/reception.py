"""Proving that a webhook comes from VK: its secret, and the community that it names. Pure and quick."""

import hmac

from otklik.networks.connector import PageAccess, Reception, ReceptionKind
from otklik.networks.errors import NotProven
from otklik.networks.objects import find_number, read_json


def receive(body: bytes, *, access: PageAccess) -> Reception:
    """Keep what is authentic; answer VK's handshake with the page's confirmation. Raises NotOurs for the rest.

    VK signs nothing: a body is authentic when it repeats the secret that was agreed on. The handshake may come
    without it.
    """
    told = read_json(body)
    if not isinstance(told, dict) or not isinstance(told.get("type"), str):
        raise NotProven("no event of VK")
    if str(find_number(told.get("group_id"))) != access.external_id:
        raise NotProven("the event names another community")
    is_handshake = told["type"] == "confirmation"
    if not (is_handshake and "secret" not in told) and not _is_secret(told.get("secret"), access.webhook_secret):
        raise NotProven("the secret is not ours")
    if not is_handshake:
        return Reception(ReceptionKind.KEEP)
    if not access.confirmation:
        raise NotProven("the page has no confirmation string")
    return Reception(ReceptionKind.REPLY, access.confirmation)


def _is_secret(told: object, agreed: str) -> bool:
    """Compared in constant time. A page without a secret receives nothing: anybody could write in its name."""
    if not isinstance(told, str) or not agreed:
        return False
    return hmac.compare_digest(told.encode("utf-8", "surrogatepass"), agreed.encode("utf-8", "surrogatepass"))
