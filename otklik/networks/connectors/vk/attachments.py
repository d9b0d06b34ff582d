"""What stands beside a text in VK: photos, stickers, links, forwarded messages, reposts."""

from collections.abc import Callable

from otklik.networks.connectors.vk.ids import SITE
from otklik.networks.events import Attachment
from otklik.networks.objects import (
    Json,
    as_object,
    as_objects,
    find_id,
    find_number,
    read_address,
    read_text,
    read_title,
)

_MOST = 50
"""More attachments than VK itself allows; what is beyond is a mistake or malice."""


def read_attachments(source: Json) -> tuple[Attachment, ...]:
    """All that stands beside the text of a comment, post or message."""
    found = [_read_one(item) for item in as_objects(source.get("attachments"))]
    found += [_read_quote("forwarded", item) for item in as_objects(source.get("fwd_messages"))]
    found += [_read_quote("repost", item) for item in as_objects(source.get("copy_history"))]
    if source.get("template"):
        found.append(_read_template(as_object(source.get("template"))))
    if source.get("geo"):
        found.append(_read_place(as_object(source.get("geo"))))
    return tuple(found[:_MOST])


def _read_one(item: Json) -> Attachment:
    kind = read_title(item.get("type"), at_most=40) or "unknown"
    thing = as_object(item.get(kind))
    reader = _READERS.get(kind, _read_titled)
    return reader(kind, thing)


def _read_photo(kind: str, photo: Json) -> Attachment:
    return Attachment(kind, _owned(kind, photo), read_title(photo.get("text")), _largest(photo.get("sizes"), photo))


def _read_sticker(kind: str, sticker: Json) -> Attachment:
    name = find_id(sticker, "sticker_id", "id")
    return Attachment(kind, str(name or ""), "", _largest(sticker.get("images"), sticker))


def _read_link(kind: str, link: Json) -> Attachment:
    return Attachment(kind, "", read_title(link.get("title") or link.get("caption")), read_address(link.get("url")))


def _read_audio(kind: str, audio: Json) -> Attachment:
    title = " — ".join(part for part in (read_title(audio.get("artist")), read_title(audio.get("title"))) if part)
    return Attachment(kind, _owned(kind, audio), title, read_address(audio.get("link_mp3") or audio.get("url")))


def _read_poll(kind: str, poll: Json) -> Attachment:
    return Attachment(kind, _owned(kind, poll), read_title(poll.get("question")), _on_site(_owned(kind, poll)))


def _read_post(kind: str, post: Json) -> Attachment:
    owner = find_id(post, "to_id", "owner_id", "from_id")
    number = find_id(post, "id")
    name = f"wall{owner}_{number}" if owner and number else ""
    return Attachment(kind, name, read_title(post.get("text")), _on_site(name))


def _read_shown(kind: str, thing: Json) -> Attachment:
    """A video, an item for sale and the like: VK shows it at an address made of its name."""
    name = _owned("product" if kind == "market" else kind, thing)
    return Attachment(kind, name, read_title(thing.get("title")), _on_site(name))


def _read_titled(kind: str, thing: Json) -> Attachment:
    title = read_title(thing.get("title") or thing.get("name") or thing.get("text"))
    return Attachment(kind, _owned(kind, thing), title, read_address(thing.get("url") or thing.get("view_url")))


def _read_quote(kind: str, quoted: Json) -> Attachment:
    """Another's words inside a message: the whole text, since it is often what the message is about."""
    owner, number = find_id(quoted, "owner_id"), find_id(quoted, "id")
    name = f"wall{owner}_{number}" if kind == "repost" and owner and number else ""
    return Attachment(kind, name, read_text(quoted.get("text") or quoted.get("body")), _on_site(name))


def _read_template(template: Json) -> Attachment:
    titles = [read_title(card.get("title")) for card in as_objects(template.get("elements"))]
    return Attachment("template", "", read_title("; ".join(filter(None, titles))))


def _read_place(geo: Json) -> Attachment:
    place = as_object(geo.get("place"))
    return Attachment("place", _coordinates(geo.get("coordinates")), read_title(place.get("title")))


def _coordinates(value: object) -> str:
    if isinstance(value, str):
        return read_title(value, at_most=80)
    point = as_object(value)
    parts = (point.get("latitude"), point.get("longitude"))
    return " ".join(str(part) for part in parts if isinstance(part, int | float) and abs(part) <= 180)


def _owned(kind: str, thing: Json) -> str:
    owner, number = find_id(thing, "owner_id"), find_id(thing, "id")
    return f"{kind}{owner}_{number}" if owner and number else ""


def _on_site(name: str) -> str:
    return f"{SITE}/{name}" if name else ""


def _largest(sizes: object, thing: Json) -> str:
    """The address of the largest copy; old shapes name copies photo_75, photo_604 and so on."""
    copies = [(find_number(size.get("width")) or 0, read_address(size.get("url"))) for size in as_objects(sizes)]
    copies += [
        (find_number(name.removeprefix("photo_")) or 0, read_address(value))
        for name, value in thing.items()
        if name.startswith("photo_")
    ]
    return max(copies, default=(0, ""))[1]


_READERS: dict[str, Callable[[str, Json], Attachment]] = {
    "photo": _read_photo,
    "posted_photo": _read_photo,
    "graffiti": _read_photo,
    "sticker": _read_sticker,
    "link": _read_link,
    "audio": _read_audio,
    "audio_message": _read_audio,
    "poll": _read_poll,
    "wall": _read_post,
    "wall_reply": _read_post,
    "video": _read_shown,
    "clip": _read_shown,
    "market": _read_shown,
}
