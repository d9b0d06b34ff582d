"""What stands beside a text in Telegram: photos, stickers, files, places, links hidden behind words.

Files have no address of their own: one is made by the bot's token, so that none may be shown.
"""

from collections.abc import Callable

from otklik.networks.connectors.telegram.authors import name_of
from otklik.networks.connectors.telegram.ids import post_url
from otklik.networks.connectors.telegram.objects import find_id, find_message_number, read_username
from otklik.networks.events import Attachment
from otklik.networks.objects import Json, as_object, as_objects, find_whole, read_address, read_text, read_title

_MOST = 50


def read_attachments(message: Json) -> tuple[Attachment, ...]:
    """All that stands beside the text of a message."""
    found = [read(message[name]) for name, read in _READERS.items() if message.get(name)]
    if "venue" in message:
        # a venue repeats its place beside itself
        found = [one for one in found if one.kind != "place" or one.title]
    if "animation" in message:
        found = [one for one in found if one.kind != "doc"]
    found += _links(message)
    if origin := as_object(message.get("forward_origin")):
        found.append(_forwarded(origin))
    return tuple(found[:_MOST])


def _photo(value: object) -> Attachment:
    """Telegram gives one photo in several sizes, the largest last."""
    sizes = as_objects(value)
    return Attachment("photo", _file(sizes[-1]) if sizes else "")


def _file(thing: Json) -> str:
    return read_title(thing.get("file_unique_id"), at_most=200)


def _titled(kind: str) -> Callable[[object], Attachment]:
    def read(value: object) -> Attachment:
        thing = as_object(value)
        title = thing.get("file_name") or thing.get("title") or thing.get("question") or thing.get("text")
        return Attachment(kind, _file(thing), read_title(title))

    return read


def _sticker(value: object) -> Attachment:
    sticker = as_object(value)
    return Attachment("sticker", _file(sticker), read_title(sticker.get("emoji")))


def _dice(value: object) -> Attachment:
    dice = as_object(value)
    shown = (read_title(dice.get("emoji")), str(find_whole(dice.get("value")) or ""))
    return Attachment("sticker", "", " ".join(filter(None, shown)))


def _audio(value: object) -> Attachment:
    audio = as_object(value)
    parts = (read_title(audio.get("performer")), read_title(audio.get("title") or audio.get("file_name")))
    return Attachment("audio", _file(audio), " — ".join(filter(None, parts)))


def _contact(value: object) -> Attachment:
    contact = as_object(value)
    return Attachment("contact", "", read_title(f"{name_of(contact)} {read_title(contact.get('phone_number'))}"))


def _place(value: object) -> Attachment:
    return Attachment("place", _coordinates(as_object(value)))


def _venue(value: object) -> Attachment:
    venue = as_object(value)
    words = (read_title(venue.get("title")), read_title(venue.get("address")))
    title = ", ".join(filter(None, words)) or "?"
    return Attachment("place", _coordinates(as_object(venue.get("location"))), title)


def _coordinates(location: Json) -> str:
    parts = (location.get("latitude"), location.get("longitude"))
    return " ".join(str(part) for part in parts if isinstance(part, int | float) and abs(part) <= 180)


def _story(value: object) -> Attachment:
    story = as_object(value)
    chat, number = as_object(story.get("chat")), find_message_number(story, "id")
    name = read_username(chat)
    return Attachment("story", "", name_of(chat), f"https://t.me/{name}/s/{number}" if name and number else "")


def _checklist(value: object) -> Attachment:
    checklist = as_object(value)
    tasks = [read_title(task.get("text")) for task in as_objects(checklist.get("tasks"))]
    return Attachment("checklist", "", read_title("; ".join([read_title(checklist.get("title")), *tasks])))


def _forwarded(origin: Json) -> Attachment:
    """Whose words these are: the text itself is the message's own."""
    chat = as_object(origin.get("chat")) or as_object(origin.get("sender_chat"))
    title = name_of(as_object(origin.get("sender_user"))) or name_of(chat) or read_title(origin.get("sender_user_name"))
    channel, post = find_id(chat, "id"), find_message_number(origin)
    address = post_url(channel, post, username=read_username(chat)) if channel and post else ""
    return Attachment("forwarded", "", title, address)


def _links(message: Json) -> list[Attachment]:
    """Addresses that stand behind words of the text and would be lost with its formatting."""
    text = read_text(message.get("text") or message.get("caption"))
    entities = as_objects(message.get("entities")) + as_objects(message.get("caption_entities"))
    hidden = [entity for entity in entities if entity.get("type") == "text_link"]
    return [Attachment("link", "", _covered(text, entity), read_address(entity.get("url"))) for entity in hidden]


def _covered(text: str, entity: Json) -> str:
    """The words under an entity. Telegram counts in units of UTF-16."""
    start, length = find_whole(entity.get("offset")), find_whole(entity.get("length"))
    if start is None or length is None or start < 0 or length < 0:
        return ""
    units = text.encode("utf-16-le")
    return read_title(units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace"))


_READERS: dict[str, Callable[[object], Attachment]] = {
    "photo": _photo,
    "live_photo": _titled("photo"),
    "video": _titled("video"),
    "animation": _titled("video"),
    "video_note": _titled("video"),
    "audio": _audio,
    "voice": _titled("audio_message"),
    "document": _titled("doc"),
    "sticker": _sticker,
    "dice": _dice,
    "poll": _titled("poll"),
    "contact": _contact,
    "venue": _venue,
    "location": _place,
    "story": _story,
    "checklist": _checklist,
    "game": _titled("game"),
    "paid_media": _titled("paid_media"),
}
