"""A bot that speaks with staff in Telegram."""

from otklik.networks.bots import MOST_WORDS, Heard, HeardKind, News, TalkClosed
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.api import say
from otklik.networks.connectors.telegram.objects import find_id
from otklik.networks.connectors.telegram.subscription import ask_updates
from otklik.networks.errors import AccessLost, Refused
from otklik.networks.objects import Json, as_object, read_title
from otklik.shared.words import marked as _

_WANTED = ["message", "my_chat_member"]
_CLOSED = frozenset({"400", "403"})
"""To one person: the talk was never opened, the bot was stopped, the account is gone."""


def hear(access: PageAccess, *, marker: str) -> News:
    """What people wrote to the bot privately, who stopped it and who started it again."""
    updates, reached = ask_updates(access, marker=marker, wanted=_WANTED)
    heard = tuple(one for update in updates if (one := _heard(update)) is not None)
    return News(heard, reached)


def _heard(update: Json) -> Heard | None:
    message = as_object(update.get("message"))
    member = as_object(update.get("my_chat_member"))
    talk = _talk_of(message) or _talk_of(member)
    if not talk:
        return None
    if message:
        words = read_title(message.get("text"), at_most=MOST_WORDS)
        return Heard(talk, HeardKind.WROTE, words.removeprefix("/start").strip() if _is_start(words) else words)
    is_stopped = as_object(member.get("new_chat_member")).get("status") == "kicked"
    return Heard(talk, HeardKind.STOPPED if is_stopped else HeardKind.RESUMED)


def _is_start(words: str) -> bool:
    return words == "/start" or words.startswith("/start ")


def _talk_of(told: Json) -> str:
    """A private chat alone: in groups nobody is told of anything."""
    chat = as_object(told.get("chat"))
    number = find_id(chat, "id")
    return str(number) if number and chat.get("type") == "private" else ""


def say_to(access: PageAccess, *, talk: str, text: str) -> None:
    """Write to one person; links show no preview."""
    try:
        say(access, int(talk), {"text": text, "link_preview_options": {"is_disabled": True}})
    except AccessLost:
        raise
    except Refused as why:
        if why.code in _CLOSED:
            raise TalkClosed(_("The bot was stopped there, or the talk is gone."), code=why.code) from None
        raise
