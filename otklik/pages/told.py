"""Updates a page from what its network reports: name, address, figures, permissions of our tokens."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from otklik.audit.services import record
from otklik.networks.abilities import TalksByBot
from otklik.networks.connector import ActKind, Badge, PageFacts
from otklik.networks.events import MessageKind
from otklik.networks.limits import Aim, decide_possible
from otklik.networks.registry import connector_for
from otklik.pages.address_book import note_addresses
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import tokens_in


def rename_page(page: Page, *, name: str, url: str, now: datetime) -> None:
    """The network calls the page so, and shows it there: the one place where an entry follows it. Saves the page."""
    former = (page.name, page.url)
    page.name, page.url = name[:200] or page.name, url or page.url
    if (page.name, page.url) == former:
        return
    page.save(update_fields=["name", "url"])
    note_addresses([page])
    told = {"from": " ".join(former).strip(), "to": f"{page.name} {page.url}".strip()}
    record("rename_page", subject=f"page:{page.id}", by=None, now=now, details=told)


def take_over_facts(page: Page, facts: PageFacts, *, now: datetime) -> None:
    """Take over what the network tells of a page; what could not be seen stays as it was.

    The page comes with the connection by whose tokens it was asked. If others were entered meanwhile, they may be
    another bot's: then what hangs on tokens is left to the look that was asked for with them.
    """
    with transaction.atomic():
        locked = lock_page(page)
        rename_page(page, name=facts.name, url=facts.url, now=now)
        if facts.members_count is not None:
            page.members_count = facts.members_count
        if facts.badge is not Badge.UNKNOWN:
            page.badge, page.badge_confirmed_by = facts.badge, ""
            page.badge_confirmed_on = timezone.localdate(now)
        if facts.filters is not None:
            page.own_filters, page.own_filters_at = asdict(facts.filters), now
        page.save(
            update_fields=[
                "members_count", "badge", "badge_confirmed_by", "badge_confirmed_on", "own_filters", "own_filters_at",
            ]
        )  # fmt: skip
        line = Connection.objects.filter(page=page).first()
        if _tokens_in(line) != _tokens_in(getattr(page, "connection", None)):
            return
        if line is not None:
            line.are_messages_open, line.are_comments_open = facts.are_messages_open, facts.are_comments_open
            line.save(update_fields=["are_messages_open", "are_comments_open"])
        page.bot_name = locked.bot_name if facts.bot_name is None else facts.bot_name[:64]
        note_talks(page, line, now=now)


def lock_page(page: Page) -> Page:
    """Wait for whoever else writes what the page's tokens come to, in the caller's transaction; the page as it is."""
    return Page.objects.select_for_update(no_key=True).get(id=page.id)


def _tokens_in(line: Connection | None) -> tuple[bytes, bytes] | None:
    """As they are kept: encrypted."""
    return (bytes(line.community_token), bytes(line.admin_token)) if line else None


def note_talks(page: Page, line: Connection | None, *, now: datetime) -> None:
    """Whether residents can write to the page and be answered; the page is locked.

    Not while a person has paused it. Saves the bot's name with it: where private talks are with a bot, nobody can
    without.
    """
    page.takes_talks = line is not None and not line.is_paused and _can_be_written_to(page, line, now=now)
    page.save(update_fields=["takes_talks", "bot_name"])


def _can_be_written_to(page: Page, line: Connection, *, now: datetime) -> bool:
    connector = connector_for(page.network)
    tokens = tokens_in(line)
    aim = Aim(ActKind.MESSAGE, MessageKind.PRIVATE, tokens=tokens)
    address = page.bot_name if isinstance(connector, TalksByBot) else page.url
    can_answer = bool(tokens) and decide_possible(connector.limits, aim, now=now).no is None
    return can_answer and line.are_messages_open is not False and bool(address)


def note_no_talks(page: Page) -> None:
    """Access is lost: nobody is promised an answer there until the network lets us in again."""
    Page.objects.filter(id=page.id, takes_talks=True).update(takes_talks=False)


def note_rights(page: Page, rights: Sequence[str], *, now: datetime) -> None:
    """What the page's tokens allow, in the network's words."""
    Connection.objects.filter(page=page).update(rights=[right[:80] for right in rights], rights_seen_at=now)
