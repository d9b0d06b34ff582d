"""What everybody may read of official pages: whose they are, where they stand, and how we know."""

from dataclasses import dataclass
from datetime import date

from otklik.networks.connector import Badge
from otklik.pages.models import Page


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


def list_public_pages() -> list[PublicPage]:
    """All official pages of bodies at work."""
    pages = Page.objects.filter(is_active=True, owner__is_active=True).select_related("owner")
    return [_row(page) for page in pages.order_by("owner_id", "id")]


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
    )
