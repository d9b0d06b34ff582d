"""A kept body of MAX as events: a webhook, an answer of the long poll, or one of the API. Pure."""

from collections.abc import Callable, Iterable, Sequence

from otklik.networks.connectors.max.event_types import KINDS, NOT_HANDLED
from otklik.networks.connectors.max.messages import Reader, read_message, read_removal, read_start
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, find_number, find_sequence, read_json, read_title
from otklik.shared.words import marked as _

_WITHOUT_MESSAGES = (
    "user_id", "chat_id", "chats", "members", "subscriptions", "success", "url", "marker",
    "commands", "failed_user_ids", "payload", "photos", "token", "urls", "user_ids",
)  # fmt: skip
"""Signs of the API's other answers: people, chats, members, subscriptions, files, «done»."""


def parse(body: bytes, *, page_id: str = "") -> tuple[NetworkEvent, ...]:
    """The events that a body holds. Without `page_id` the page is the one that the body names.

    Raises Ignored for what is known and not handled, NotOurs for what is not understood or of another page.
    """
    if page_id and find_number(page_id) is None:
        raise NotOurs(_("the page's id is no number"))
    told = read_json(body)
    if not isinstance(told, dict):
        raise NotOurs(_("JSON, but no object"))
    reader = Reader(page_id=page_id)
    if "update_type" in told:
        return (read_update(told, reader=reader),)
    if "updates" in told:
        return _read_all(told["updates"], lambda item: read_update(item, reader=reader))
    if "messages" in told:
        return _read_all(told["messages"], lambda item: _read_answered(item, reader=reader))
    return _read_answer(told, reader=reader)


def read_update(update: Json, *, reader: Reader) -> NetworkEvent:
    """The one event of a webhook or of a long poll's update."""
    name = read_title(update.get("update_type"), at_most=60)
    if name in NOT_HANDLED:
        raise Ignored(f"{name}: {NOT_HANDLED[name]}")
    if name not in KINDS:
        raise NotOurs(_("no update of MAX that we know"), word=name)
    subject, kind = KINDS[name]
    if subject == "start":
        return read_start(update)
    is_comment = subject == "comment"
    if kind is EventKind.DELETED:
        return read_removal(update, is_comment=is_comment, reader=reader)
    message = as_object(update.get("message"))
    if is_comment and not as_object(message.get("recipient")).get("post_id"):
        raise NotOurs(_("a comment that does not tell its post"))
    sequence = find_sequence(update.get("timestamp")) if kind is EventKind.EDITED else None
    return read_message(message, kind=kind, sequence=sequence, reader=reader)


def _read_all(items: object, read_one: Callable[[Json], NetworkEvent]) -> tuple[NetworkEvent, ...]:
    """The events of a list. One that we do not handle does not stop the others."""
    if not isinstance(items, list):
        raise NotOurs(_("no list where one was expected"))
    if not items:
        raise Ignored("an empty list: nothing has happened")
    events: list[NetworkEvent] = []
    refusals: list[NotOurs | Ignored] = []
    for item in items:
        try:
            events.append(read_one(as_object(item)))
        except (NotOurs, Ignored) as why:
            refusals.append(why)
    if not events:
        raise _weightiest(refusals)
    return tuple(events)


def _weightiest(refusals: Iterable[NotOurs | Ignored]) -> NotOurs | Ignored:
    """What is not understood weighs more than what is known and not handled."""
    return min(refusals, key=lambda why: isinstance(why, Ignored))


def _read_answered(message: Json, *, reader: Reader) -> NetworkEvent:
    return read_message(message, kind=EventKind.NEW, reader=reader)


def _read_answer(told: Json, *, reader: Reader) -> tuple[NetworkEvent, ...]:
    """One message in an answer of the API. Raises Ignored for answers that hold none."""
    message = as_object(told.get("message")) or told
    if "recipient" in message:
        return (_read_answered(message, reader=reader),)
    if "code" in told and "message" in told:
        raise Ignored(
            f"an error of MAX instead of an answer: {read_title(told['code'], at_most=60) or 'without a code'}"
        )
    if "mid" in told:
        raise Ignored("the body of a message without its recipient: it cannot be told where it stands")
    if any(sign in told for sign in _WITHOUT_MESSAGES) or ("message" in told and told["message"] is None):
        raise Ignored("an answer of MAX's API without messages")
    raise NotOurs(_("no update, no list of updates and no answer of MAX's API"))


def read_messages(items: object, *, reader: Reader) -> list[NetworkEvent]:
    """The messages of an answer of the API; one that cannot be read does not hide its neighbours."""
    return list(_read_or_skip(as_objects(items), reader=reader))


def _read_or_skip(items: Sequence[Json], *, reader: Reader) -> Iterable[NetworkEvent]:
    for item in items:
        try:
            yield _read_answered(item, reader=reader)
        except (NotOurs, Ignored):
            continue
