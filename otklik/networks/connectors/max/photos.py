"""Photos beside a private message: asked for an address, sent there, and the message names their tokens.

Two calls a photo (https://dev.max.ru/docs-api/methods/POST/uploads). Neither says anything to anybody, so what breaks
on the way is tried again without doubt. Comments take words alone: their method has no attachments.
"""

import logging
from collections.abc import Sequence

from otklik.networks.calls import client_for, decide_stranger, on_the_way, patience
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.api import UNREADABLE, WORDS, ask
from otklik.networks.errors import NotOurs, Refused, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token
from otklik.networks.objects import Json, as_object, read_json

log = logging.getLogger(__name__)

MOST_PHOTOS = 2
"""All calls of an answer stay within its claim."""


def most_photos(kind: MessageKind, tokens: frozenset[Token]) -> int:
    """How many photos go beside an answer to such a message; 0 where none."""
    return MOST_PHOTOS if kind is MessageKind.PRIVATE and Token.COMMUNITY in tokens else 0


def upload(access: PageAccess, photos: Sequence[bytes]) -> list[Json]:
    """Attachments for a message; fewer where MAX takes them not: the answer goes out all the same."""
    attachments: list[Json] = []
    try:
        for photo in photos[:MOST_PHOTOS]:
            place = ask(access, "POST", "/uploads", {"type": "image"})
            payload = _send(access, str(place.get("url") or ""), photo)
            attachments.append({"type": "image", "payload": payload})
    except Refused as why:
        log.info("MAX takes no photo beside the answer: %s", why.code)
    return attachments


def _send(access: PageAccess, address: str, photo: bytes) -> Json:
    """What the upload host tells is handed to the message as it is: its schema names two forms, tokens in both."""
    with on_the_way(WORDS, is_write=False):
        form = {"data": ("photo.jpg", photo, "image/jpeg")}
        response = client_for(access).post(address, files=form, timeout=patience(access))
    if not response.is_success:
        raise decide_stranger(response, WORDS, is_write=False)
    try:
        told = as_object(read_json(response.content))
    except NotOurs:
        raise TryLater(UNREADABLE) from None
    payload = {name: told[name] for name in ("token", "photos") if told.get(name)}
    if not payload:
        raise TryLater(UNREADABLE)
    return payload
