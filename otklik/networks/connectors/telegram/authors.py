"""Who wrote it: a person, another channel, or the page itself; administrators may speak as the page."""

from otklik.networks.connectors.telegram.objects import find_id
from otklik.networks.events import Author
from otklik.networks.objects import Json, as_object, read_title


def read_author(message: Json, *, page_id: str) -> Author | None:
    """The author of a message; None where Telegram names nobody.

    Who speaks as a chat stands in `sender_chat`, and `from` then names a service account of Telegram. The channel
    itself is the page, and so is its group: an administrator who stays anonymous speaks as the group.
    """
    chat = as_object(message.get("sender_chat"))
    if number := find_id(chat, "id"):
        is_group_itself = number == find_id(as_object(message.get("chat")), "id")
        return Author(
            external_id=str(number),
            name=read_title(chat.get("title"), at_most=200),
            is_page=str(number) == page_id or is_group_itself,
            is_community=True,
        )
    person = as_object(message.get("from"))
    number = find_id(person, "id")
    return Author(external_id=str(number), name=name_of(person)) if number else None


def name_of(person: Json) -> str:
    """First and last name as Telegram shows them, or the title of a chat."""
    names = (read_title(person.get("first_name")), read_title(person.get("last_name")))
    return read_title(" ".join(names) if any(names) else person.get("title"), at_most=200)
