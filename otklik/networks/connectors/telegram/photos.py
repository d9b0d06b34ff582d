"""Photos of an answer: a message of their own below the words, which stand there already.

In one message with the words (a caption holds 1,024 characters) a photo would put them in doubt: Telegram cannot be
asked whether a message came through, and a file needs longer than a text. So the words go first, and whatever becomes
of the photos changes nothing about them: they are sent once (https://core.telegram.org/bots/api#sendmediagroup).
"""

import json
import logging
import time
from collections.abc import Sequence

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.api import show
from otklik.networks.errors import ConnectorError
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token

log = logging.getLogger(__name__)

MOST_PHOTOS = 2
"""As in the other networks; and all calls of an answer stay within its claim."""
_TAKEN_IN = frozenset({MessageKind.COMMENT, MessageKind.WALL_POST, MessageKind.PRIVATE})


def most_photos(kind: MessageKind, tokens: frozenset[Token]) -> int:
    """How many photos go beside an answer to such a message; 0 where none."""
    return MOST_PHOTOS if kind in _TAKEN_IN and Token.COMMUNITY in tokens else 0


def put_below(access: PageAccess, photos: Sequence[bytes], *, chat: int, words: int, after: float) -> None:
    """Send the photos, `after` so many seconds, as an answer to our own words, the message `words` of the chat.

    Their turns must have been taken before the words. Nothing is raised.
    Where the words are gone meanwhile, Telegram refuses them: photos without words would say nothing.
    """
    files = {f"photo{number}": photo for number, photo in enumerate(photos[:MOST_PHOTOS], start=1)}
    if not files:
        return
    time.sleep(after)
    below = {"message_id": words, "allow_sending_without_reply": False}
    fields = {"chat_id": str(chat), "reply_parameters": json.dumps(below), "disable_notification": "true"}
    try:
        if len(files) == 1:
            show(access, "sendPhoto", fields=fields, files={"photo": files["photo1"]})
        else:
            media = [{"type": "photo", "media": f"attach://{name}"} for name in files]
            show(access, "sendMediaGroup", fields=fields | {"media": json.dumps(media)}, files=files)
    except ConnectorError as why:
        log.info("Telegram takes no photo below the answer: %s", why.reason)
