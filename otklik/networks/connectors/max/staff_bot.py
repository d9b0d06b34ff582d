"""A bot that speaks with staff in MAX."""

from otklik.networks.bots import MOST_WORDS, Heard, HeardKind, News, TalkClosed
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.api import UNREADABLE, Value, read, write
from otklik.networks.connectors.max.budgets import OF_POLLS
from otklik.networks.errors import Refused
from otklik.networks.objects import Json, as_object, find_number, listed, read_title
from otklik.shared.words import marked as _

_WANTED = ("message_created", "bot_started", "bot_stopped")
_MOST_UPDATES = 100
_CLOSED = frozenset({"chat.denied", "dialog.not.found", "dialogs.suspended", "user.not.found", "chat.not.found"})


def hear(access: PageAccess, *, marker: str) -> News:
    """What people wrote to the bot privately, who stopped it and who started it again."""
    asked: dict[str, Value] = {"limit": _MOST_UPDATES, "timeout": 0, "types": ",".join(_WANTED)}
    if marker:
        asked["marker"] = marker
    answer = read(access, "/updates", asked, pace=OF_POLLS)
    heard = tuple(one for update in listed(answer, "updates", unreadable=UNREADABLE) if (one := _heard(update)))
    following = find_number(answer.get("marker"))
    return News(heard, str(following) if following is not None else marker)


def _heard(update: Json) -> Heard | None:
    match update.get("update_type"):
        case "message_created":
            return _written(as_object(update.get("message")))
        case "bot_started":
            code = read_title(update.get("payload"), at_most=MOST_WORDS)
            kind = HeardKind.WROTE if code else HeardKind.RESUMED
            return _in_talk(update.get("chat_id"), kind, code)
        case "bot_stopped":
            return _in_talk(update.get("chat_id"), HeardKind.STOPPED)
    return None


def _written(message: Json) -> Heard | None:
    """A private message of a person; in channels and groups nobody is told of anything."""
    recipient = as_object(message.get("recipient"))
    if recipient.get("chat_type") != "dialog" or as_object(message.get("sender")).get("is_bot") is True:
        return None
    words = read_title(as_object(message.get("body")).get("text"), at_most=MOST_WORDS)
    return _in_talk(recipient.get("chat_id"), HeardKind.WROTE, words)


def _in_talk(told: object, kind: HeardKind, words: str = "") -> Heard | None:
    talk = find_number(told)
    return Heard(str(talk), kind, words) if talk else None


def say_to(access: PageAccess, *, talk: str, text: str) -> None:
    """Write to one person."""
    try:
        write(access, "POST", "/messages", {"chat_id": int(talk), "disable_link_preview": True}, body={"text": text})
    except Refused as why:
        if why.code in _CLOSED:
            raise TalkClosed(_("The bot was stopped there, or the talk is gone."), code=why.code) from None
        raise
