"""Photos beside a private message: asked for an address, sent there, and the message names their tokens.

Two calls a photo (https://dev.max.ru/docs-api/methods/POST/uploads). Neither says anything to anybody, so what breaks
at MAX's API is tried again without doubt. Where photos are sent is another host: that one is down while MAX is well, so
a photo that it does not take stays out, as where our own pace leaves no turn, and the answer goes. Comments take words
alone: their method has no attachments.
"""

import logging
from collections.abc import Sequence

from otklik.networks.calls import upload_photo
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.api import UNREADABLE, WORDS, ask
from otklik.networks.errors import OutOfTurn, Refused
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token
from otklik.networks.objects import Json

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
    except (Refused, OutOfTurn) as why:
        log.info("MAX takes no photo beside the answer: %s", why.code or type(why).__name__)
    return attachments


def _send(access: PageAccess, address: str, photo: bytes) -> Json:
    """What the upload host tells is handed to the message as it is: its schema names two forms, tokens in both."""
    told = upload_photo(access, address, photo, field="data", words=WORDS)
    payload = {name: told[name] for name in ("token", "photos") if told.get(name)}
    if not payload:
        raise Refused(UNREADABLE, code="upload")
    return payload
