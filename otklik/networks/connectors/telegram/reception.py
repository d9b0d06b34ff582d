"""Proving that a webhook comes from Telegram: the secret in its header. Pure and quick."""

import hmac
from collections.abc import Mapping

from otklik.networks.connector import PageAccess, Reception, ReceptionKind
from otklik.networks.errors import NotProven
from otklik.networks.objects import find_whole, read_json

HEADER = "x-telegram-bot-api-secret-token"


def receive(body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
    """Keep what carries the secret that was agreed on when the webhook was set. Raises NotOurs for the rest."""
    told = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    if not _is_secret(told, access.webhook_secret):
        raise NotProven("the secret in the header is not ours")
    update = read_json(body)
    if not isinstance(update, dict) or find_whole(update.get("update_id")) is None:
        raise NotProven("no update of Telegram")
    return Reception(ReceptionKind.KEEP)


def _is_secret(told: str, agreed: str) -> bool:
    """Compared in constant time. A page without a secret receives nothing: anybody could write in its name."""
    if not agreed:
        return False
    return hmac.compare_digest(told.encode("utf-8", "surrogatepass"), agreed.encode("utf-8", "surrogatepass"))
