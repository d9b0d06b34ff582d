"""Reads the register: pages, and the tokens needed to act for them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial

from django.conf import settings
from django.db.models import F, Q, QuerySet

from otklik.networks.abilities import KeepsSubscription, PageActivity, ReadOften
from otklik.networks.connector import PageAccess
from otklik.networks.limits import Token
from otklik.networks.registry import connector_for, names
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.errors import NetworkOff
from otklik.pages.models import Connection, HearsBy, Page
from otklik.pages.secrets import unseal
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class KeyedAccess:
    """What the edge needs to know of a page."""

    page_id: int
    access: PageAccess


def access_of(page: Page) -> PageAccess:
    """Ids and secrets of a connected page. Raises NetworkOff, or Connection.DoesNotExist where it has none."""
    connection = page.connection
    return replace(
        access_without_tokens(page),
        community_token=unseal(connection.community_token),
        admin_token=unseal(connection.admin_token),
        webhook_secret=unseal(connection.webhook_secret),
        confirmation=connection.confirmation,
    )


def access_without_tokens(page: Page) -> PageAccess:
    """The way to a page of which only that is seen which everybody may see. Raises NetworkOff."""
    network = settings.OTKLIK_NETWORKS.get(page.network)
    if network is None:
        raise NetworkOff
    return PageAccess(
        network=page.network,
        external_id=page.external_id,
        api_url=network.api_url,
        proxy=network.proxy,
        timeout_seconds=network.timeout_seconds,
        ca_bundle=network.ca_bundle,
        application_key=network.application_key,
        application_secret=network.application_secret,
    )


def is_connected(page: Page) -> bool:
    """Whether we can speak for the page at all; a paused one counts: its acts wait."""
    if page.network not in settings.OTKLIK_NETWORKS:
        return False
    if _is_read(page):
        return bool(tokens_of(page))
    return Connection.objects.filter(page=page).exclude(community_token=b"", admin_token=b"").exists()


def tokens_of(page: Page) -> frozenset[Token]:
    """Which tokens of the page are entered; they are not decrypted for it. Without a connection there are none."""
    if _is_read(page):
        return tokens_in(getattr(page, "connection", None))
    return tokens_in(Connection.objects.filter(page=page).only("community_token", "admin_token").first())


def tokens_in(connection: Connection | None) -> frozenset[Token]:
    """Which tokens a connection holds."""
    held = (connection.community_token, connection.admin_token) if connection else ()
    return frozenset(token for token, value in zip((Token.COMMUNITY, Token.ADMIN), held, strict=False) if value)


def _is_read(page: Page) -> bool:
    """Whether the page came with its connection, or with the word that it has none."""
    return Page._meta.get_field("connection").is_cached(page)


def tokens_of_pages(page_ids: Collection[int]) -> dict[int, frozenset[Token]]:
    """The same for many pages by one query; a page without a connection is missing."""
    rows = Connection.objects.filter(page_id__in=page_ids).values_list("page_id", "community_token", "admin_token")
    kinds = (Token.COMMUNITY, Token.ADMIN)
    return {
        page_id: frozenset(token for token, value in zip(kinds, entered, strict=True) if value)
        for page_id, *entered in rows
    }


def list_access_by_key() -> dict[tuple[str, str], Callable[[], KeyedAccess]]:
    """What stands behind each webhook's address, by network and key; secrets are decrypted when they are asked for."""
    connections = Connection.objects.select_related("page").filter(
        page__network__in=list(settings.OTKLIK_NETWORKS), page__is_active=True
    )
    return {(one.page.network, one.key): cache(partial(_keyed, one.page)) for one in connections}


def _keyed(page: Page) -> KeyedAccess:
    return KeyedAccess(page_id=page.id, access=access_of(page))


def list_pages_to_reconcile(*, before: datetime, now: datetime, at_most: int, network: str | None = None) -> list[Page]:
    """Connected pages whose time to be read back has come, the longest waiting first.

    They were last read before this time and not put off; where a network is read often, its own time has come.
    Those that a person asks for come first.
    """
    often = [name for name in names() if isinstance(connector_for(name), ReadOften)]
    waiting = callable_pages(now=now, network=network).filter(
        Q(connection__reconciled_at=None)
        | Q(connection__reconciled_at__lt=before)
        | Q(connection__reading_asked_at__isnull=False)
        | Q(network__in=often, connection__read_again_at__isnull=False),
        Q(connection__read_again_at__lte=now) | Q(connection__read_again_at=None),
        network__in=[name for name in names() if connector_for(name).can_be_read_back],
    )
    asked = F("connection__reading_asked_at").asc(nulls_last=True)
    oldest = F("connection__reconciled_at").asc(nulls_first=True)
    return list(waiting.select_related("connection").order_by(asked, oldest, "id")[:at_most])


def list_pages_to_watch(*, before: datetime, now: datetime, at_most: int, network: str | None = None) -> list[Page]:
    """Connected pages whose webhook the network may have dropped and that were last looked at before this time."""
    watched = [name for name in names() if isinstance(connector_for(name), KeepsSubscription)]
    waiting = callable_pages(now=now, network=network).filter(
        Q(connection__subscription_seen_at=None) | Q(connection__subscription_seen_at__lt=before),
        network__in=watched,
        connection__hears_by=HearsBy.WEBHOOK,
    )
    oldest = F("connection__subscription_seen_at").asc(nulls_first=True)
    return list(waiting.select_related("connection").order_by(oldest, "id")[:at_most])


def list_activities(page: Page) -> tuple[PageActivity, list[PageActivity]]:
    """How lively this page is, and the other connected pages of its network, which share a quota."""
    lines = Connection.objects.filter(page__network=page.network, page__is_active=True, reconciled_at__isnull=False)
    found = {
        page_id: PageActivity(read_at=read_at, last_message_at=last, last_post_at=posted)
        for page_id, read_at, last, posted in lines.values_list(
            "page_id", "reconciled_at", "last_event_at", "page__last_post_at"
        )
        if read_at is not None
    }
    mine = found.pop(page.id)
    return mine, list(found.values())


def hook_url(page: Page) -> str:
    """The address to which the network pushes the page's events."""
    return f"{settings.OTKLIK_EDGE_URL}/hooks/{page.network}/{page.connection.key}/"


def callable_pages(*, now: datetime, network: str | None = None) -> QuerySet[Page]:
    """Pages that we may ask the network about: it is on, the page connected, not paused, and the circuit is closed.

    While a sender tries out whether a network is well again, nobody else asks. `network` None: pages of all of them.
    """
    return Page.objects.filter(
        Q(connection__open_until__lt=now) | Q(connection__open_until=None),
        Q(connection__failures_in_a_row=0) | Q(connection__tried_until=None) | Q(connection__tried_until__lte=now),
        network__in=[name for name in settings.OTKLIK_NETWORKS if network in (None, name)],
        is_active=True,
        connection__isnull=False,
        connection__is_paused=False,
    )


def access_page(viewer: Viewer, page_id: int, *, right: Right) -> Page:
    """The page, if this person has the right over it. Raises NotSeen, the same as for one that is not there."""
    page = Page.objects.filter(within(viewer.scope(right), body="owner"), id=page_id).first()
    if page is None:
        raise NotSeen(_("There is no such page."))
    return page


def names_of_pages(page_ids: Collection[int]) -> dict[int, str]:
    """Names of pages, retired ones too."""
    return dict(Page.objects.filter(id__in=page_ids).values_list("id", "name"))
