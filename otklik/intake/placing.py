"""Putting events where they belong, where a network tells too little: the thread of a reply, and our own words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from otklik.delivery.selectors import list_receipts
from otklik.intake.merging import Told
from otklik.intake.models import ResidentMessage
from otklik.networks.events import Author, NetworkEvent
from otklik.pages.models import Page

type Name = tuple[int, str]
"""Page id and external id of a message."""

DEEPEST = 50
"""Replies to replies that are followed up; a chain that is longer is cut there."""


def place(told: Sequence[Told], *, pages: Mapping[int, Page]) -> list[Told]:
    """Find the thread of replies that name only what they reply to, and mark our own words that name nobody."""
    wanted = {(item.page_id, item.event.reply_to) for item in told if _tells_parent_only(item.event)}
    unsigned = {(item.page_id, item.event.external_id) for item in told if _is_unsigned(item.event)}
    if not wanted and not unsigned:
        return list(told)
    receipts = list_receipts(wanted | unsigned)
    threads = {(item.page_id, item.event.external_id): item.event.thread_id for item in told}
    threads = _known_threads(wanted) | threads | receipts
    return [_placed(item, threads=threads, receipts=receipts, page=pages[item.page_id]) for item in told]


def _tells_parent_only(event: NetworkEvent) -> bool:
    return bool(event.reply_to) and event.thread_id == event.reply_to


def _is_unsigned(event: NetworkEvent) -> bool:
    return event.author is None and bool(event.text)


def _known_threads(names: set[Name]) -> dict[Name, str]:
    found = ResidentMessage.objects.filter(
        page_id__in={page for page, _ in names}, external_id__in={name for _, name in names}, has_arrived=True
    )
    known = found.values_list("page_id", "external_id", "thread_id")
    return {(page, name): thread for page, name, thread in known if (page, name) in names}


def _placed(item: Told, *, threads: Mapping[Name, str], receipts: Mapping[Name, str], page: Page) -> Told:
    event = item.event
    if _is_unsigned(event) and (item.page_id, event.external_id) in receipts:
        event = replace(event, author=Author(page.external_id, is_page=True))
    if _tells_parent_only(event):
        event = replace(event, thread_id=_root(item.page_id, event.reply_to, threads))
    return item if event is item.event else replace(item, event=event)


def _root(page_id: int, name: str, threads: Mapping[Name, str]) -> str:
    for _ in range(DEEPEST):
        above = threads.get((page_id, name), name)
        if above == name:
            break
        name = above
    return name
