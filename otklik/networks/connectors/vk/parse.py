"""A kept body of VK as events: Callback API, long poll, or an answer of the API. Pure."""

from collections.abc import Iterable

from otklik.networks.connectors.vk.answers import read_answer
from otklik.networks.connectors.vk.authors import Reader
from otklik.networks.connectors.vk.comments import SHAPES, place_of, read_comment
from otklik.networks.connectors.vk.event_types import ALLOWED, KINDS, NOT_HANDLED
from otklik.networks.connectors.vk.messages import read_message, read_permission
from otklik.networks.connectors.vk.posts import read_post
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import NetworkEvent
from otklik.networks.objects import Json, as_object, find_number, read_json, read_title
from otklik.shared.words import marked as _


def parse(body: bytes, *, page_id: str = "") -> tuple[NetworkEvent, ...]:
    """The events that a body holds. Without `page_id` the page is the one that the body names.

    Raises Ignored for what is known and not handled, NotOurs for what is not understood or of another page.
    """
    if page_id and find_number(page_id) is None:
        raise NotOurs(_("the page's id is no number"))
    told = read_json(body)
    if isinstance(told, list):
        return read_updates(told, page_id=page_id)
    if not isinstance(told, dict):
        raise NotOurs(_("JSON, but no object"))
    if "updates" in told:
        return read_updates(told["updates"], page_id=page_id)
    if "failed" in told:
        raise Ignored(f"the long poll has to be started anew (failed {find_number(told['failed']) or 'unreadable'})")
    if "type" in told:
        return (read_update(told, page_id=page_id),)
    return read_answer(told, page_id=page_id)


def read_updates(updates: object, *, page_id: str) -> tuple[NetworkEvent, ...]:
    """All events of a long poll's answer. An update that we do not handle does not stop the others."""
    if not isinstance(updates, list):
        raise NotOurs(_("no list where one was expected"))
    if not updates:
        raise Ignored("an empty list: nothing has happened")
    events: list[NetworkEvent] = []
    refusals: list[NotOurs | Ignored] = []
    for update in updates:
        try:
            events.append(_read_pushed(update, page_id=page_id))
        except (NotOurs, Ignored) as why:
            refusals.append(why)
    if not events:
        raise _weightiest(refusals)
    return tuple(events)


def _read_pushed(update: object, *, page_id: str) -> NetworkEvent:
    if isinstance(update, list):
        raise Ignored("an event of a person's long poll, not of a community's")
    return read_update(as_object(update), page_id=page_id)


def _weightiest(refusals: Iterable[NotOurs | Ignored]) -> NotOurs | Ignored:
    """What is not understood weighs more than what is known and not handled."""
    return min(refusals, key=lambda why: isinstance(why, Ignored))


def read_update(update: Json, *, page_id: str) -> NetworkEvent:
    """The one event of a Callback API body or of a long poll's update."""
    name = read_title(update.get("type"), at_most=60)
    reader = Reader(page_id=_page_of(update, page_id=page_id))
    if name in NOT_HANDLED:
        raise Ignored(f"{name}: {NOT_HANDLED[name]}")
    if name == ALLOWED:
        event_id = read_title(update.get("event_id"), at_most=64)
        return read_permission(as_object(update.get("object")), event_id=event_id, reader=reader)
    if name not in KINDS:
        raise NotOurs(_("no event of VK that we know"), word=name)
    thing = as_object(update.get("object"))
    if "warning" in thing and "id" not in thing:
        raise Ignored("a warning of VK instead of the object: the event's API version is no longer served")
    return _read_handled(name, thing, reader=reader)


def _read_handled(name: str, thing: Json, *, reader: Reader) -> NetworkEvent:
    subject, kind = KINDS[name]
    if subject == "message":
        return read_message(as_object(thing.get("message")) or thing, kind=kind, reader=reader)
    if subject == "wall_post":
        return read_post(thing, reader=reader, kind=kind)
    shape = SHAPES[subject]
    return read_comment(thing, kind=kind, shape=shape, place=place_of(thing, shape, reader=reader), reader=reader)


def _page_of(update: Json, *, page_id: str) -> str:
    """The page that the body names. Raises NotOurs when it is another than the one expected."""
    group = find_number(update.get("group_id"))
    if group is None or group <= 0:
        raise NotOurs(_("a field is missing"), word="group_id")
    if page_id and str(group) != page_id:
        raise NotOurs(_("the event names another community"))
    return str(group)
