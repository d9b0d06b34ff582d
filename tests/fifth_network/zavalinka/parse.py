"""A kept body of Zavalinka as events. Pure."""

from collections.abc import Mapping

from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Author, EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import (
    Json,
    as_object,
    find_id,
    find_time_of_seconds,
    read_json,
    read_text,
    read_title,
)
from otklik.shared.words import marked as _

_HANDLED = {"said": EventKind.NEW, "whispered": EventKind.NEW, "swept": EventKind.DELETED}
_NOT_HANDLED: Mapping[str, str] = {"sat_down": "who sits in a yard is no message", "left": "nor is who leaves it"}


def parse(body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
    """The one event that a body holds. Raises Ignored and NotOurs."""
    told = as_object(read_json(body))
    what, yard = read_title(told.get("what"), at_most=60), read_title(told.get("yard"), at_most=64)
    if page_id and yard != page_id:
        raise NotOurs(_("the event names another yard"), word=yard)
    if what in _NOT_HANDLED:
        raise Ignored(_NOT_HANDLED[what])
    if what not in _HANDLED:
        raise NotOurs(_("no event of Zavalinka that we know"), word=what)
    thing = as_object(told.get("thing"))
    return (read_whisper(thing) if what == "whispered" else read_said(thing, kind=_HANDLED[what]),)


def read_said(thing: Json, *, kind: EventKind = EventKind.NEW) -> NetworkEvent:
    """What somebody said aloud, under a topic."""
    topic, number = _need(thing, "topic"), _need(thing, "number")
    root = find_id(thing, "to") or number
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.COMMENT,
        external_id=f"{topic}/{number}",
        thread_id=f"{topic}/{root}",
        container_id=str(topic),
        occurred_at=find_time_of_seconds(thing.get("at")),
        author=_author(thing),
        text=read_text(thing.get("text")),
        reply_to=f"{topic}/{root}" if root != number else "",
    )


def read_whisper(thing: Json) -> NetworkEvent:
    """What somebody whispered to the yard's keeper; the talk is named after the person."""
    person, number = _need(thing, "person"), _need(thing, "number")
    return NetworkEvent(
        kind=EventKind.NEW,
        message_kind=MessageKind.PRIVATE,
        external_id=f"~{person}/{number}",
        thread_id=f"~{person}",
        occurred_at=find_time_of_seconds(thing.get("at")),
        author=_author(thing),
        text=read_text(thing.get("text")),
    )


def _author(thing: Json) -> Author | None:
    by = as_object(thing.get("by"))
    if by.get("keeper") is True:
        return Author(external_id="keeper", is_page=True)
    person = find_id(by, "person")
    return None if person is None else Author(external_id=str(person), name=read_title(by.get("name"), at_most=200))


def _need(thing: Json, name: str) -> int:
    number = find_id(thing, name)
    if number is None:
        raise NotOurs(_("a field is missing"), word=name)
    return number
