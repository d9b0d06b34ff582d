"""Photos beside an answer: asked for an address, sent there, saved; then the answer names them.

Three calls a photo (https://dev.vk.ru/ru/api/upload/overview). None of them says anything to anybody, so what breaks at
VK's API is tried again without doubt. Where photos are sent is another host: that one is down while VK is well, so a
photo that it does not take stays out, as where our own pace leaves no turn, and the answer goes. The wall takes them by
an administrator's token alone: error 27 for a community's.
"""

import logging
from collections.abc import Sequence

from otklik.networks.calls import upload_photo
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.api import WORDS, Token, Value, admin_token, community_token, read
from otklik.networks.errors import OutOfTurn, Refused, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token as TokenKind
from otklik.networks.objects import as_object, as_objects, find_id, find_number
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

MOST_PHOTOS = 2
"""As many as a comment holds; and all calls of an answer stay within its claim."""
_TAKEN_BY = {MessageKind.COMMENT: TokenKind.ADMIN, MessageKind.PRIVATE: TokenKind.COMMUNITY}


def most_photos(kind: MessageKind, tokens: frozenset[TokenKind]) -> int:
    """How many photos go beside an answer to such a message; 0 where none."""
    return MOST_PHOTOS if _TAKEN_BY.get(kind) in tokens else 0


def put_on_wall(access: PageAccess, photos: Sequence[bytes]) -> str:
    """Names of these photos for a comment; fewer where VK takes them not: the answer goes out all the same."""
    if not access.admin_token or not photos:
        return ""
    asked: dict[str, Value] = {"group_id": int(access.external_id)}
    return _put(access, admin_token(access), photos, server="Wall", asked=asked, saved=asked)


def put_in_talk(access: PageAccess, photos: Sequence[bytes], *, peer: int) -> str:
    """The same for a private message."""
    return _put(access, community_token(access), photos, server="Messages", asked={"peer_id": peer}, saved={})


def _put(
    access: PageAccess, token: Token, photos: Sequence[bytes], *, server: str, asked: dict[str, Value],
    saved: dict[str, Value],
) -> str:  # fmt: skip
    names = []
    method = "photos.saveWallPhoto" if server == "Wall" else "photos.saveMessagesPhoto"
    try:
        for photo in photos[:MOST_PHOTOS]:
            told = as_object(read(access, token, f"photos.get{server}UploadServer", asked))
            sent = _send(access, str(told.get("upload_url") or ""), photo)
            names.append(_name(read(access, token, method, saved | sent)))
    except (Refused, OutOfTurn) as why:
        log.info("no photo goes beside the answer: %s", why.code or type(why).__name__)
    return ",".join(name for name in names if name)


def _send(access: PageAccess, address: str, photo: bytes) -> dict[str, Value]:
    told = upload_photo(access, address, photo, field="photo", words=WORDS)
    return {
        "server": find_number(told.get("server")) or 0, "photo": str(told.get("photo") or ""),
        "hash": str(told.get("hash") or ""),
    }  # fmt: skip


def _name(answer: object) -> str:
    photo = next(iter(as_objects(answer)), {})
    owner, number = find_number(photo.get("owner_id")), find_id(photo, "id")
    if not owner or not number:
        raise TryLater(_("VK's answer cannot be read."))
    key = photo.get("access_key")
    return f"photo{owner}_{number}" + (f"_{key}" if isinstance(key, str) and key else "")
