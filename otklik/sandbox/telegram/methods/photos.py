"""Photos that a bot sends, one with a caption or an album. Only uploaded ones: the sandbox keeps no files of others."""

import secrets
from typing import Any

from otklik.sandbox.multipart import Part
from otklik.sandbox.telegram.methods.call import Call, method
from otklik.sandbox.telegram.methods.messages import find_answered, length_of, take_turns, writable_place, write
from otklik.sandbox.telegram.objects import fill_attachment, show_message
from otklik.sandbox.telegram.refusals import bad
from otklik.sandbox.telegram.state import Json

LONGEST_CAPTION = 1024
MOST_BYTES = 10 * 1024 * 1024
IN_ALBUM = (2, 10)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")


@method("sendPhoto")
def send_photo(call: Call) -> Json:
    """A photo with words of at most 1,024 units under it."""
    place = writable_place(call)
    photo, caption = _read_photo(_named(call, call.params.get("photo"))), _read_caption(call.text("caption"))
    answered = find_answered(call, place)
    take_turns(call, place, 1)
    return show_message(call.telegram.world, write(call, place, caption, answered, attachments=[photo]))


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """An album: each of its photos is a message of its own, and one call sends all or none."""
    place = writable_place(call)
    asked = call.params["media"]
    if not isinstance(asked, list):
        raise bad("can't parse media JSON object")
    if len(asked) < IN_ALBUM[0]:
        raise bad("there are too few messages to send as an album")
    if len(asked) > IN_ALBUM[1]:
        raise bad("too many messages to send as an album")
    album = {"media_group_id": str(secrets.randbelow(10**17))}
    photos = [(_read_photo(_file_of(call, one)) | album, _read_caption(str(one.get("caption", "")))) for one in asked]
    answered = find_answered(call, place)
    take_turns(call, place, len(photos))
    sent = [write(call, place, caption, answered, attachments=[photo]) for photo, caption in photos]
    return [show_message(call.telegram.world, one) for one in sent]


def _file_of(call: Call, item: Any) -> Any:
    """The file of one item of an album."""
    if not isinstance(item, dict) or item.get("type") != "photo":
        raise bad("can't parse InputMedia: the sandbox takes photos only")
    return _named(call, item.get("media"))


def _named(call: Call, given: Any) -> Any:
    """The file that is given, or that comes in another field of the same form."""
    is_elsewhere = isinstance(given, str) and given.startswith("attach://")
    return call.files.get(given.removeprefix("attach://")) if is_elsewhere else given


def _read_photo(given: Any) -> Json:
    if given is None or given == "":
        raise bad("there is no photo in the request")
    if not isinstance(given, Part) or not given.filename:
        raise bad("wrong file identifier/HTTP URL specified")
    if len(given.content) > MOST_BYTES:
        raise bad("file is too big")
    if not given.content.startswith(_PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")
    return dict(fill_attachment("photo") or {})


def _read_caption(text: str) -> str:
    if length_of(text.strip()) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return text.strip()
