"""What everybody may read of public bodies: their cards. Of people only who heads one."""

from dataclasses import dataclass
from datetime import time

from django.db.models import Prefetch, QuerySet

from otklik.organizations.marks import values_mark
from otklik.organizations.models import Body, Competence, Territory
from otklik.topics.models import Topic


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
    level: str = ""
    """A value of `BodyLevel`; empty: not known."""
    further_spheres: tuple[str, ...] = ()
    ogrn: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    address: str = ""
    head_name: str = ""
    head_post: str = ""
    municipality: str = ""
    """Empty for bodies of the whole region."""
    competences: tuple[str, ...] = ()
    """Names of the topics that it answers for, by name."""


def list_public_bodies() -> list[PublicBody]:
    """All bodies at work, those of the whole region first, then as the tree was entered."""
    return [_card(body) for body in _open_bodies().order_by("id")]


def find_public_body(slug: str) -> PublicBody | None:
    """The card of one body."""
    body = _open_bodies().filter(slug=slug).first()
    return _card(body) if body else None


def find_heir(slug: str) -> str | None:
    """The body that a merged one became part of, by its name in addresses: old links lead there."""
    heirs = Body.objects.filter(slug=slug, merged_into__is_active=True)
    return heirs.values_list("merged_into__slug", flat=True).first()


def bodies_mark() -> str:
    """Changes with what `list_public_bodies` tells."""
    fields = (
        "slug", "name", "short_name", "sphere", "territory", "municipality", "founder", "workday_from", "workday_to",
        "break_from", "break_to", "zone", "level", "further_spheres", "ogrn", "phone", "email", "site", "address",
        "head_name", "head_post", "is_active",
    )  # fmt: skip
    marks = (
        values_mark(Body, *fields), values_mark(Territory, "name", "parent"), values_mark(Competence, "body", "topic"),
        values_mark(Topic, "name", "is_active"),
    )  # fmt: skip
    return ";".join(marks)


def _open_bodies() -> QuerySet[Body]:
    names = Competence.objects.select_related("topic").order_by("topic__name")
    shown = Body.objects.filter(is_active=True).select_related("territory", "municipality", "founder")
    return shown.defer("territory__shape", "municipality__shape").prefetch_related(Prefetch("competences", names))


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
        level=body.level,
        further_spheres=tuple(body.further_spheres),
        ogrn=body.ogrn,
        phone=body.phone,
        email=body.email,
        site=body.site,
        address=body.address,
        head_name=body.head_name,
        head_post=body.head_post,
        municipality=body.municipality.name if body.municipality else "",
        competences=tuple(one.topic.name for one in body.competences.all() if one.topic.is_active),
    )
