"""What everybody may read of official pages: whose they are, where they stand, and how we know."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from otklik.networks.connector import Badge
from otklik.networks.registry import connector_for, names
from otklik.organizations.marks import values_mark
from otklik.pages.models import Page
from otklik.shared.words import marked as _

# the first page of each network is enough: whoever opens a form waits for it
_TALKED_IN = """
select network.name from unnest(%s::text[]) as network (name)
where exists (
  select from pages_page page join organizations_body owner on owner.id = page.owner_id and owner.is_active
  where page.network = network.name and page.is_active and page.takes_talks
    and (%s::bigint is null or page.owner_id = (select owner_id from pages_page where id = %s)))
"""
_GREY = "#67707e"
_GLOBE = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c4 4.5 4 13.5 0 18c-4-4.5-4-13.5 0-18"


@dataclass(frozen=True, slots=True)
class PublicPage:
    """An official page as residents see it."""

    body_slug: str
    network: str
    name: str
    url: str
    has_badge: bool | None
    """The network's mark «Госорганизация»; None: could not be seen."""
    badge_seen_on: date | None
    confirmed_on: date | None = None
    """When it was last proved that the page is the body's own; None: no proof stands."""


@dataclass(frozen=True, slots=True)
class NetworkLook:
    """How a network is shown: its names, a colour and the lines of its sign; how it shows what is said there.

    All but the first two and the sign are marked for translation.
    """

    name: str
    short_name: str
    title: str
    colour: str
    drawing: str
    post: str = _("Post of the page")
    comments_shown: str = ""
    talk_shown: str = ""
    also_called: tuple[str, ...] = ()


def list_networks() -> list[NetworkLook]:
    """All networks that a page can be in."""
    return [look_of(name) for name in names()]


def network_in(text: str) -> str:
    """The name of a network that an address asks for; empty when there is none of this name."""
    return text if text in names() else ""


def look_of(network: str) -> NetworkLook:
    """How this network is shown; one that nobody knows any more keeps its name, under a grey globe."""
    if network not in names():
        return NetworkLook(network, network, network, _GREY, _GLOBE)
    connector = connector_for(network)
    mark = connector.mark
    return NetworkLook(
        network,
        mark.short_name,
        connector.title,
        mark.colour,
        mark.drawing,
        post=mark.post,
        comments_shown=mark.comments_shown,
        talk_shown=mark.talk_shown,
        also_called=mark.also_called,
    )


def list_public_pages() -> list[PublicPage]:
    """All official pages of bodies at work."""
    pages = Page.objects.filter(is_active=True, owner__is_active=True).select_related("owner")
    return [_row(page) for page in pages.order_by("owner_id", "id")]


def pages_mark() -> str:
    """Changes with what `list_public_pages` tells."""
    return values_mark(Page, "owner", "network", "name", "url", "badge", "badge_confirmed_on", "proved_on", "is_active")


def list_talk_networks(page_id: int | None) -> list[str]:
    """Networks in which whoever writes to the owner of this page can hear of the answer; None: to whichever body."""
    with connection.cursor() as cursor:
        cursor.execute(_TALKED_IN, [list(settings.OTKLIK_NETWORKS), page_id, page_id])
        return [name for (name,) in cursor.fetchall()]


def list_pages_of(body_slug: str) -> list[PublicPage]:
    """The official pages of one body."""
    pages = Page.objects.filter(is_active=True, owner__is_active=True, owner__slug=body_slug).select_related("owner")
    return [_row(page) for page in pages.order_by("id")]


def _row(page: Page) -> PublicPage:
    return PublicPage(
        body_slug=page.owner.slug,
        network=page.network,
        name=page.name,
        url=page.url,
        has_badge={Badge.CONFIRMED: True, Badge.ABSENT: False}.get(Badge(page.badge)),
        badge_seen_on=page.badge_confirmed_on,
        confirmed_on=page.proved_on,
    )
