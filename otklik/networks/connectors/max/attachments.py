"""What stands beside a text in MAX: photos, videos, files, stickers, links, places, forwarded messages."""

from collections.abc import Callable

from otklik.networks.connectors.max.ids import find_mid
from otklik.networks.events import Attachment
from otklik.networks.objects import Json, as_object, as_objects, find_number, read_address, read_text
from otklik.networks.objects import read_title as title_of

_MOST = 50
"""More attachments than MAX itself allows; what is beyond is a mistake or malice."""
_NO_CONTENT = frozenset({"inline_keyboard", "reply_keyboard"})
"""Buttons under a message say nothing."""


def read_attachments(message: Json) -> tuple[Attachment, ...]:
    """All that stands beside the text of a message, with what it forwards."""
    found = _read_list(as_object(message.get("body")))
    link = as_object(message.get("link"))
    if link.get("type") == "forward":
        forwarded = as_object(link.get("message"))
        # another's words, whole: often they are what the message is about
        found.append(Attachment("forwarded", find_mid(forwarded.get("mid")), read_text(forwarded.get("text"))))
        found += _read_list(forwarded)
    return tuple(found[:_MOST])


def _read_list(body: Json) -> list[Attachment]:
    items = as_objects(body.get("attachments"))
    return [_read_one(item) for item in items if read_text(item.get("type")) not in _NO_CONTENT]


def _read_one(item: Json) -> Attachment:
    kind = title_of(item.get("type"), at_most=40) or "unknown"
    return _READERS.get(kind, _read_titled)(item, as_object(item.get("payload")))


def _read_photo(_: Json, payload: Json) -> Attachment:
    number = find_number(payload.get("photo_id"))
    return Attachment("photo", str(number or ""), "", read_address(payload.get("url")))


def _read_sticker(_: Json, payload: Json) -> Attachment:
    return Attachment("sticker", title_of(payload.get("code"), at_most=100), "", read_address(payload.get("url")))


def _read_share(item: Json, payload: Json) -> Attachment:
    return Attachment("link", "", title_of(item.get("title") or item.get("description")), _address(item, payload))


def _read_file(item: Json, payload: Json) -> Attachment:
    return Attachment("doc", "", title_of(item.get("filename")), _address(item, payload))


def _read_audio(item: Json, payload: Json) -> Attachment:
    return Attachment("audio", "", title_of(item.get("transcription")), _address(item, payload))


def _read_contact(_: Json, _payload: Json) -> Attachment:
    """A card with a name and telephone numbers: personal data that stays in MAX."""
    return Attachment("contact")


def _read_place(item: Json, _: Json) -> Attachment:
    parts = (item.get("latitude"), item.get("longitude"))
    point = " ".join(str(part) for part in parts if isinstance(part, int | float) and abs(part) <= 180)
    return Attachment("place", point[:80])


def _read_titled(item: Json, payload: Json) -> Attachment:
    kind = title_of(item.get("type"), at_most=40) or "unknown"
    return Attachment(kind, "", title_of(item.get("title") or item.get("filename")), _address(item, payload))


def _address(item: Json, payload: Json) -> str:
    return read_address(payload.get("url")) or read_address(item.get("url"))


_READERS: dict[str, Callable[[Json, Json], Attachment]] = {
    "image": _read_photo,
    "sticker": _read_sticker,
    "share": _read_share,
    "file": _read_file,
    "audio": _read_audio,
    "contact": _read_contact,
    "location": _read_place,
}
