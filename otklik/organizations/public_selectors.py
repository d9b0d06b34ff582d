"""What everybody may read of public bodies: their cards. Nothing about people."""

from dataclasses import dataclass
from datetime import time

from otklik.organizations.models import Body


@dataclass(frozen=True, slots=True)
class PublicBody:
    """The card of a body as residents see it."""

    slug: str
    name: str
    short_name: str
    sphere: str
    territory: str
    founder: str
    zone: str
    workday_from: time
    workday_to: time
    break_from: time | None
    break_to: time | None


def list_public_bodies() -> list[PublicBody]:
    """All bodies at work, those of the whole region first, then as the tree was entered."""
    bodies = Body.objects.filter(is_active=True).select_related("territory", "founder")
    return [_card(body) for body in bodies.order_by("id")]


def find_public_body(slug: str) -> PublicBody | None:
    """The card of one body."""
    body = Body.objects.filter(is_active=True, slug=slug).select_related("territory", "founder").first()
    return _card(body) if body else None


def _card(body: Body) -> PublicBody:
    return PublicBody(
        slug=body.slug,
        name=body.name,
        short_name=body.short_name,
        sphere=body.sphere,
        territory=body.territory.name,
        founder=body.founder.name if body.founder else "",
        zone=body.zone,
        workday_from=body.workday_from,
        workday_to=body.workday_to,
        break_from=body.break_from,
        break_to=body.break_to,
    )
