"""Schedules the daily look at pages. A page is claimed under a lease, so that one worker looks at it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from otklik.audit.services import Actor, record
from otklik.networks.connector import PageAccess
from otklik.networks.errors import AccessLost
from otklik.pages.errors import LookedLately
from otklik.pages.models import Page
from otklik.pages.schedule import decide_next_look
from otklik.pages.selectors import access_of, access_without_tokens, callable_pages
from otklik.shared.errors import OtklikError

LEASE = timedelta(minutes=15)
"""Longer than a round takes: after it another worker looks, should this one have been killed."""
RETRY = timedelta(minutes=10)
LOOK_AGAIN_AFTER = timedelta(minutes=1)
"""A person who wants a page looked at again waits so long."""
MOST_READERS = 3


def claim_pages_to_look_at(*, network: str, now: datetime, at_most: int) -> list[Page]:
    """Pages whose time to be looked at has come, those that a person asks for and new ones first.

    Also those without a connection, which may be seen with the token of another page. An open circuit is respected.
    """
    if network not in settings.OTKLIK_NETWORKS:
        return []
    due = Page.objects.filter(
        Q(look_due_at=None) | Q(look_due_at__lte=now),
        Q(connection=None) | Q(connection__open_until=None) | Q(connection__open_until__lte=now),
        network=network,
        is_active=True,
    )
    with transaction.atomic():
        waiting = due.order_by(F("look_due_at").asc(nulls_first=True), "id").values_list("id", flat=True)
        ids = list(waiting.select_for_update(of=("self",), skip_locked=True)[:at_most])
        Page.objects.filter(id__in=ids).update(look_due_at=now + LEASE)
    return list(Page.objects.filter(id__in=ids).select_related("owner", "connection").order_by("id"))


def list_readers(*, network: str, now: datetime) -> list[PageAccess]:
    """A few connected pages whose tokens may be used for what everybody may see."""
    pages = callable_pages(now=now, network=network).filter(connection__last_error="").order_by("id")
    with_admin = pages.exclude(connection__admin_token=b"")[:MOST_READERS]
    found = list(with_admin.select_related("connection")) or list(pages.select_related("connection")[:MOST_READERS])
    readers: list[PageAccess] = []
    for page in found:
        try:
            readers.append(access_of(page))
        except OtklikError:
            continue  # its own look tells of it
    return readers


def access_to_look(page: Page) -> tuple[PageAccess, AccessLost | None]:
    """The way to a page with all tokens that can be read, and why they cannot."""
    if not hasattr(page, "connection"):
        return access_without_tokens(page), None
    try:
        return access_of(page), None
    except OtklikError as why:
        return access_without_tokens(page), AccessLost(why.wrong, next_step=why.mend)


def note_looked(page: Page, *, now: datetime) -> None:
    """The page was seen: the next look is tomorrow, at its own time, unless one was asked for meanwhile."""
    Page.objects.filter(id=page.id).update(looked_at=now)
    _claimed(page).update(look_due_at=decide_next_look(page.id, zone=page.owner.zone, now=now))


def put_off_look(page: Page, *, until: datetime | None, now: datetime) -> None:
    """The page could not be seen now; one that was asked for meanwhile is not put off."""
    _claimed(page).update(look_due_at=max(until or now, now + RETRY))


def _claimed(page: Page) -> QuerySet[Page]:
    """The page while the lease under which it was claimed still stands."""
    return Page.objects.filter(id=page.id, look_due_at=page.look_due_at)


def ask_look(page: Page, *, by: Actor | None, now: datetime) -> None:
    """A person wants the page looked at now: the worker takes it before all others. Raises LookedLately."""
    waits = Q(look_due_at=None) & Q(looked_at__isnull=False)
    lately = Q(looked_at__gt=now - LOOK_AGAIN_AFTER)
    with transaction.atomic():
        if Page.objects.filter(waits | lately, id=page.id).exists():
            raise LookedLately
        Page.objects.filter(id=page.id).update(look_due_at=None)
        record("look", subject=f"page:{page.id}", by=by, now=now)
