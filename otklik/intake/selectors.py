"""Reads raw events, those in quarantine among them, and messages for other rooms."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from otklik.delivery.services import Target
from otklik.intake.models import RawEvent, RawState, ResidentMessage
from otklik.networks.events import MessageKind
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.models import Page
from otklik.pages.snapshots import HeardPosts
from otklik.shared.personal_links import mask_links
from otklik.shared.words import marked as _

SHOWN_BYTES = 20_000
"""Of a kept body only so much is shown; the whole stays in the database."""

_ESCAPES = re.compile(r"\\\\|(?:\\u[0-9a-fA-F]{4})+")
"""A backslash that is meant, or letters that JSON spells in ASCII."""
_SECRET_VALUES = re.compile(r'("(?:secret|access_token|token|key)"\s*:\s*)"[^"]*"')
_PHONES = re.compile(r"(?<!\d)(?:\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """A raw event that was authentic and not understood."""

    id: int
    page_id: int
    page: str
    network: str
    source: str
    received_at: datetime
    attempts: int
    reason: str
    size_bytes: int
    body: str
    """The bytes as readable text, secrets and phone numbers masked; empty in lists."""


def list_refused(viewer: Viewer, *, after_id: int | None = None, at_most: int = 50) -> list[RefusedEvent]:
    """Events in quarantine, the newest first, of pages that this person connects."""
    pages = _pages_of(viewer)
    events = RawEvent.objects.filter(state=RawState.REFUSED, page_id__in=pages)
    if after_id is not None:
        events = events.filter(id__lt=after_id)
    return [_refused(event, pages[event.page_id], body="") for event in events.order_by("-id")[:at_most]]


def count_refused(viewer: Viewer, *, at_most: int = 100) -> int:
    """How many events are in quarantine, counted up to 100."""
    return RawEvent.objects.filter(state=RawState.REFUSED, page_id__in=_pages_of(viewer))[:at_most].count()


def access_refused(viewer: Viewer, event_id: int) -> RefusedEvent:
    """One such event with its bytes, masked. Raises NotSeen."""
    pages = _pages_of(viewer)
    event = RawEvent.objects.filter(state=RawState.REFUSED, page_id__in=pages, id=event_id).first()
    if event is None:
        raise NotSeen(_("There is no such event."))
    return _refused(event, pages[event.page_id], body=mask(bytes(event.body)[:SHOWN_BYTES]))


def mask(body: bytes) -> str:
    """The bytes as readable text; secrets, residents' own links and anything like a phone number are hidden."""
    return _PHONES.sub("•••", mask_links(hide_secrets(body)))


def hide_secrets(body: bytes) -> str:
    """The bytes as readable text without the keys by which a network proves itself."""
    return _SECRET_VALUES.sub(r'\1"•••"', _ESCAPES.sub(_spell, body.decode("utf-8", errors="replace")))


def _spell(escapes: re.Match[str]) -> str:
    """JSON's `\\u…` as letters; what would break the string or cannot be seen stays as it came."""
    if escapes[0].startswith("\\\\"):
        return escapes[0]
    letters: str = json.loads(f'"{escapes[0]}"')
    return "".join(letter if _is_legible(letter) else _escape(letter) for letter in letters)


def _escape(letter: str) -> str:
    return re.sub("....", r"\\u\g<0>", letter.encode("utf-16-be", "surrogatepass").hex())


def _is_legible(letter: str) -> bool:
    return letter not in '"\\' and (letter.isprintable() or unicodedata.category(letter) == "Zs")


def _pages_of(viewer: Viewer) -> dict[int, str]:
    pages = Page.objects.filter(within(viewer.scope(Right.CONNECT_PAGES), body="owner"))
    return dict(pages.values_list("id", "name"))


def _refused(event: RawEvent, page: str, *, body: str) -> RefusedEvent:
    return RefusedEvent(
        id=event.id,
        page_id=event.page_id,
        page=page,
        network=event.network,
        source=event.source,
        received_at=event.received_at,
        attempts=event.attempts,
        reason=event.reason,
        size_bytes=len(event.body),
        body=body,
    )


def count_heard_posts(page_ids: Sequence[int], *, now: datetime) -> dict[int, HeardPosts]:
    """What these pages posted while we heard them; pages that posted nothing since are left out.

    The seven days are counted only where we heard a post before them: else we may have come later.
    """
    week = now - timedelta(days=7)
    posts = ResidentMessage.objects.filter(
        page_id__in=page_ids, kind=MessageKind.WALL_POST.value, is_by_page=True, is_deleted=False
    )
    counted = (
        posts.order_by()
        .values_list("page_id")
        .annotate(fresh=Count("id", filter=Q(occurred_at__gt=week)), last=Max("occurred_at"), since=Min("detected_at"))
    )
    return {
        page_id: HeardPosts(fresh if heard_since <= week else None, last)
        for page_id, fresh, last, heard_since in counted
    }


def find_talk(*, page_id: int, author_id: int | None) -> ResidentMessage | None:
    """The last private message of an author to a page; None where the author never wrote to it privately.

    Networks let a page write privately only to those who did.
    """
    if author_id is None:
        return None
    private = ResidentMessage.objects.filter(author_id=author_id, page_id=page_id, kind=MessageKind.PRIVATE.value)
    return private.filter(is_by_page=False, has_arrived=True, is_deleted=False).order_by("-id").first()


def target_of_message(message: ResidentMessage) -> Target:
    """A message as delivery wants to be told of it."""
    return Target(
        page_id=message.network_page_id,
        message_kind=message.kind,
        external_id=message.external_id,
        thread_id=message.thread_id,
        container_id=message.container_id,
        said_at=message.said_at,
    )
