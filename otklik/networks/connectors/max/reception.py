"""Proving that a webhook comes from MAX: the secret in its header. Pure and quick."""

import hmac
from collections.abc import Mapping

from otklik.networks.connector import PageAccess, Reception, ReceptionKind
from otklik.networks.connectors.max.messages import Reader, page_of
from otklik.networks.errors import NotOurs, NotProven
from otklik.networks.objects import Json, as_object, find_id, read_json

HEADER = "x-max-bot-api-secret"


def receive(body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
    """Keep what is authentic. Raises NotOurs for the rest.

    A bot may sit in several channels: what concerns another one is answered with 200 and not kept, because MAX ends
    the subscription of a webhook that refuses.
    """
    if not _is_secret(_header(headers), access.webhook_secret):
        raise NotProven("the secret is not ours")
    told = read_json(body)
    if not isinstance(told, dict) or not isinstance(told.get("update_type"), str):
        raise NotProven("no update of MAX")
    if is_of_another_channel(told, page_id=access.external_id):
        return Reception(ReceptionKind.REPLY)
    return Reception(ReceptionKind.KEEP)


def _header(headers: Mapping[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == HEADER), "")


def _is_secret(told: str, agreed: str) -> bool:
    """Compared in constant time. A page without a secret receives nothing: anybody could write in its name."""
    if not agreed:
        return False
    return hmac.compare_digest(told.encode("utf-8", "surrogatepass"), agreed.encode("utf-8", "surrogatepass"))


def is_of_another_channel(update: Json, *, page_id: str) -> bool:
    """Private talks belong to the bot and have numbers above zero; channels and group chats are below."""
    recipient = as_object(as_object(update.get("message")).get("recipient"))
    chat = find_id(recipient, "chat_id") or find_id(update, "chat_id")
    if recipient.get("chat_type") == "dialog" or chat is None or chat > 0:
        return False
    try:
        page_of(chat, reader=Reader(page_id=page_id))
    except NotOurs:
        return True
    return False
