"""What stands beside a text in OK. In comments OK tells attachments only in part, so whatever is there is taken."""

from otklik.networks.events import Attachment
from otklik.networks.objects import Json, as_object, as_objects, read_address, read_title

_MOST = 50
KINDS = {"IMAGE": "photo", "PHOTO": "photo", "VIDEO": "video", "MOVIE": "video", "AUDIO": "audio", "MUSIC": "audio",
         "SHARE": "link", "LINK": "link", "FILE": "doc", "CONTACT": "contact", "STICKER": "sticker", "TOPIC": "repost",
         "INLINE_KEYBOARD": "buttons", "LOCATION": "place"}  # fmt: skip


def read_attachments(source: Json) -> tuple[Attachment, ...]:
    """All that stands beside the text of a message or a comment."""
    things = as_objects(source.get("attachments"))
    if isinstance(one := source.get("attachment"), dict):
        things.append(one)
    return tuple(_read_one(thing) for thing in things[:_MOST])


def _read_one(thing: Json) -> Attachment:
    told = read_title(thing.get("type"), at_most=40).upper()
    payload = as_object(thing.get("payload")) or thing
    return Attachment(
        kind=KINDS.get(told, told.lower() or "unknown"),
        external_id=read_title(payload.get("id") or payload.get("token"), at_most=100),
        title=read_title(payload.get("title") or payload.get("name") or payload.get("text")),
        url=read_address(payload.get("url") or payload.get("standard_url")),
    )
