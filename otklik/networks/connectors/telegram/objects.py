"""What Telegram's JSON alone needs. Telegram never writes a number as text, so ids are read without such leniency."""

from otklik.networks.objects import Json, find_whole, read_title


def find_id(source: Json, name: str) -> int | None:
    """The id in this field; no chat, account or message has the number zero."""
    return find_whole(source.get(name)) or None


def find_message_number(source: Json, name: str = "message_id") -> int | None:
    """The number of a message in its chat; None where it is missing or no number."""
    number = find_id(source, name)
    return number if number and number > 0 else None


def read_username(chat: Json) -> str:
    """The public name of a chat or account; empty where it has none or it could not stand in an address."""
    name = read_title(chat.get("username"), at_most=64)
    return name if name.isascii() and name.replace("_", "").isalnum() else ""
