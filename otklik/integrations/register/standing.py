"""Loading the register as it stands, in a few queries however large it is."""

from collections.abc import Iterable

from django.db.models import QuerySet

from otklik.integrations.register.known import Known, KnownBody, KnownExemption, KnownPage, KnownTerritory
from otklik.organizations.models import Body, Territory, TerritoryLevel
from otklik.pages.models import Exemption, Page, PageAddress

_OF_PAGE = (
    "id", "network", "external_id", "url", "owner_id", "is_active", "badge", "badge_confirmed_on", "badge_confirmed_by",
    "is_in_component", "component_source", "widgets_count", "widgets_source", "design_percent", "activity_percent",
    "members_count", "weekly_reach", "post_reach",
)  # fmt: skip


def load_known(*, is_locked: bool = False) -> Known:
    """All bodies, pages, municipalities and exemptions. Locked: nobody else changes them until the transaction ends."""
    bodies, pages = Body.objects.order_by("id"), Page.objects.order_by("id")
    if is_locked:
        bodies, pages = bodies.select_for_update(no_key=True), pages.select_for_update(no_key=True)
    known_bodies = {body.id: body for body in _bodies(bodies)}
    known_pages = {page.id: page for page in (KnownPage(*row) for row in pages.values_list(*_OF_PAGE))}
    region = Territory.objects.filter(level=TerritoryLevel.REGION).order_by("id").first()
    region_id = region.id if region else 0
    return Known(
        bodies=known_bodies,
        pages=known_pages,
        territories=tuple(list_territories()),
        exemptions={
            (one.body_id, one.network): KnownExemption(one.id, one.reason, one.document, one.since_on, one.until_on)
            for one in Exemption.objects.all()
        },
        page_names={
            (network, key): page_id
            for network, key, page_id in PageAddress.objects.filter(until=None, page__is_active=True).values_list(
                "network", "key", "page_id"
            )
        },
        region_id=region_id,
        top_id=_top_of(region_id),
    )


def _bodies(bodies: QuerySet[Body]) -> Iterable[KnownBody]:
    fields = (
        "id", "name", "short_name", "level", "ogrn", "sphere", "further_spheres", "founder_id", "municipality_id",
        "is_active", "head_name", "head_post",
    )  # fmt: skip
    for row in bodies.values_list(*fields, named=True):
        yield KnownBody(
            id=row.id,
            name=row.name,
            short_name=row.short_name,
            level=row.level,
            ogrn=row.ogrn,
            spheres=(row.sphere, *row.further_spheres),
            founder_id=row.founder_id,
            municipality_id=row.municipality_id,
            is_active=row.is_active,
            head_name=row.head_name,
            head_post=row.head_post,
        )


def list_territories() -> Iterable[KnownTerritory]:
    """The region, its municipalities, and the settlements that have a code."""
    found = Territory.objects.exclude(level=TerritoryLevel.STREET).values_list("id", "name", "oktmo", "level", "parent")
    for territory_id, name, oktmo, level, parent_id in found:
        towns = {TerritoryLevel.MUNICIPALITY.value: territory_id, TerritoryLevel.SETTLEMENT.value: parent_id}
        yield KnownTerritory(id=territory_id, name=name, oktmo=oktmo, municipality_id=towns.get(level))


def _top_of(region_id: int) -> int:
    """The body above all: of those under no other, one that works for the whole region comes first."""
    tops = Body.objects.filter(parent=None, is_active=True).order_by("id").values_list("id", "territory_id")
    return next((body_id for body_id, place in tops if place == region_id), tops[0][0] if tops else 0)
