"""Completes events of networks that tell too little: finds the thread of a reply, recognises echoes of our words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from otklik.delivery.selectors import find_own_act, list_receipts
from otklik.intake.merging import Told
from otklik.intake.models import ResidentMessage
from otklik.networks.events import Author, MessageKind, NetworkEvent
from otklik.pages.models import Page

type Name = tuple[int, str]
"""Page id and external id of a message, or name of a thread."""

DEEPEST = 50
"""Replies to replies that are followed up; a chain that is longer is cut there."""
WITHOUT_TREES = (MessageKind.PRIVATE, MessageKind.WALL_POST)
"""Their thread is never the name of another message."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the messages that a batch hangs on."""

    threads: Mapping[Name, str]
    receipts: Mapping[Name, str]
    """Our own words, by what the network called them."""


def place(told: Sequence[Told], *, pages: Mapping[int, Page]) -> list[Told]:
    """Find the top of the thread of replies, and mark our own words that name nobody.

    Some networks tell only what a comment replies to. Placed twice, an event stays where it is, unless more is known.
    """
    above = {(item.page_id, item.event.thread_id) for item in told if hangs_below(item.event)}
    unsigned = {(item.page_id, item.event.external_id) for item in told if _is_unsigned(item.event)}
    if not above and not unsigned:
        return list(told)
    batch = {(item.page_id, item.event.external_id): item.event.thread_id for item in told if hangs_below(item.event)}
    known = _look_up(above | unsigned, batch=batch)
    return [_placed(item, known=known, page=pages[item.page_id]) for item in told]


def hangs_below(event: NetworkEvent) -> bool:
    """Whether the event says that its message stands below another."""
    return event.message_kind not in WITHOUT_TREES and event.thread_id != event.external_id


def _is_unsigned(event: NetworkEvent) -> bool:
    return event.author is None and bool(event.text)


def _look_up(names: Collection[Name], *, batch: Mapping[Name, str]) -> Known:
    """The threads of these messages, and of what those threads are named after, up to the top."""
    threads, receipts = dict(batch), dict[Name, str]()
    asked, wanted = set[Name](), set(names) | {(page, thread) for (page, _), thread in batch.items()}
    for _ in range(DEEPEST):
        if not wanted:
            break
        asked |= wanted
        sent = list_receipts(wanted)
        receipts |= sent
        found = _known_threads(wanted) | sent
        threads = found | threads
        wanted = {(page, thread) for (page, _), thread in found.items()} - asked
    return Known(threads, receipts)


def _known_threads(names: set[Name]) -> dict[Name, str]:
    found = ResidentMessage.objects.filter(
        page_id__in={page for page, _ in names}, external_id__in={name for _, name in names}, has_arrived=True
    )
    known = found.values_list("page_id", "external_id", "thread_id")
    return {(page, name): thread for page, name, thread in known if (page, name) in names}


def _placed(item: Told, *, known: Known, page: Page) -> Told:
    event = item.event
    if hangs_below(event):
        event = replace(event, thread_id=_root(item.page_id, event.thread_id, known.threads))
    if _is_unsigned(event) and _is_ours(item.page_id, event, known=known):
        event = replace(event, author=Author(page.external_id, is_page=True))
    return item if event is item.event else replace(item, event=event)


def _is_ours(page_id: int, event: NetworkEvent, *, known: Known) -> bool:
    """By its name; while the network's answer, which tells the name, is still on its way, by its words."""
    return (page_id, event.external_id) in known.receipts or bool(
        find_own_act(
            page_id=page_id,
            external_id=event.external_id,
            thread_id=event.thread_id,
            text=event.text,
            reply_to=event.reply_to,
        )
    )


def _root(page_id: int, name: str, threads: Mapping[Name, str]) -> str:
    for _ in range(DEEPEST):
        above = threads.get((page_id, name), name)
        if above == name:
            break
        name = above
    return name
