"""A kept body of Telegram as events: an update, or an answer of the API. Pure."""

from collections.abc import Iterable
from typing import Protocol

from otklik.networks.connectors.telegram.messages import read_message
from otklik.networks.connectors.telegram.update_types import KINDS, NOT_HANDLED
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, NetworkEvent
from otklik.networks.objects import Json, as_object, find_whole, read_json
from otklik.shared.words import marked as _


class _Read(Protocol):
    def __call__(self, thing: Json, /, *, page_id: str) -> NetworkEvent: ...


def parse(body: bytes, *, page_id: str = "") -> tuple[NetworkEvent, ...]:
    """The events that a body holds. Without `page_id` every channel's discussion is taken.

    Raises Ignored for what is known and not handled, NotOurs for what is not understood or of another channel.
    """
    told = read_json(body)
    if isinstance(told, list):
        return _read_all(told, _read_update, page_id=page_id)
    if not isinstance(told, dict):
        raise NotOurs(_("JSON, but no object"))
    if "ok" in told:
        return _read_answer(told, page_id=page_id)
    if "update_id" in told:
        return (_read_update(told, page_id=page_id),)
    return (_read_bare(told, page_id=page_id),)


def _read_update(update: Json, *, page_id: str) -> NetworkEvent:
    """The one event of an update: beside its number it has one field, which names its kind."""
    names = [name for name in update if name != "update_id"]
    if find_whole(update.get("update_id")) is None:
        raise NotOurs(_("a field is no number"), word="update_id")
    if known := next((name for name in names if name in KINDS), None):
        return read_message(as_object(update[known]), kind=KINDS[known], page_id=page_id)
    if aside := next((name for name in names if name in NOT_HANDLED), None):
        raise Ignored(f"{aside}: {NOT_HANDLED[aside]}")
    raise NotOurs(_("no update of Telegram that we know"))


def _read_all(things: list[object], read_one: _Read, *, page_id: str) -> tuple[NetworkEvent, ...]:
    """All events of a list. An update that we do not handle does not stop the others."""
    if not things:
        raise Ignored("an empty list: nothing has happened")
    events: list[NetworkEvent] = []
    refusals: list[NotOurs | Ignored] = []
    for thing in things:
        try:
            events.append(read_one(as_object(thing), page_id=page_id))
        except (NotOurs, Ignored) as why:
            refusals.append(why)
    if not events:
        raise _weightiest(refusals)
    return tuple(events)


def _weightiest(refusals: Iterable[NotOurs | Ignored]) -> NotOurs | Ignored:
    """What is not understood weighs more than what is known and not handled."""
    return min(refusals, key=lambda why: isinstance(why, Ignored))


def _read_answer(answer: Json, *, page_id: str) -> tuple[NetworkEvent, ...]:
    """An answer of the API: what was asked for, or why not."""
    if answer.get("ok") is not True:
        raise Ignored(f"a refusal of Telegram ({find_whole(answer.get('error_code')) or 'no code'}), no message")
    result = answer.get("result")
    if isinstance(result, list):
        return _read_all(result, _read_listed, page_id=page_id)
    if isinstance(result, dict) and _is_message(result):
        return (_read_bare(result, page_id=page_id),)
    raise Ignored("an answer of Telegram: facts or a yes, no message")


def _read_listed(thing: Json, *, page_id: str) -> NetworkEvent:
    """One thing of an answer's list: an update, or a message that was sent."""
    if "update_id" in thing:
        return _read_update(thing, page_id=page_id)
    if _is_message(thing):
        return _read_bare(thing, page_id=page_id)
    raise Ignored("an answer of Telegram: facts or a yes, no message")


def _is_message(thing: Json) -> bool:
    return "message_id" in thing and "chat" in thing


def _read_bare(thing: Json, *, page_id: str) -> NetworkEvent:
    """An object without its update, as the API answers with: only a message is one of ours."""
    if _BARE_REACTIONS & thing.keys():
        raise Ignored("reactions, nothing was written")
    if _is_message(thing):
        return read_message(thing, kind=EventKind.NEW, page_id=page_id)
    if "text" not in thing and _BARE_FACTS & thing.keys():
        raise Ignored("facts of a chat, an account, a file or a vote, no message")
    raise NotOurs(_("no object of Telegram that we know"))


_BARE_FACTS = frozenset({"id", "status", "poll_id", "user", "chat", "from", "file_id", "url"})
_BARE_REACTIONS = frozenset({"reactions", "old_reaction", "new_reaction"})
