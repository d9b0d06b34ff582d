"""The register of official pages as a list for the desk: what a person should look at comes first."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from otklik.networks.connector import Badge
from otklik.organizations.models import Body
from otklik.organizations.rights import Scope
from otklik.organizations.selectors import within
from otklik.pages.listing import Cursor, Health, how_it_does
from otklik.pages.models import Connection, Page, PageCategory, Standing
from otklik.pages.terms import is_expiring, is_overdue, record_overdue, tokens_expiring

MOST_COUNTED = 10_000
"""More pages than this are not counted."""


class Rank(IntEnum):
    """The order of the list."""

    LOST = 0
    """The proof of ownership was lost."""
    EXPIRING = 1
    OVERDUE = 2
    FINE = 3


class Lack(StrEnum):
    """What a page may lack; pages can be filtered by it."""

    OVERDUE = "overdue"
    """The entry was not confirmed in time."""
    EXPIRING = "expiring"
    """A token ends soon, or has ended."""
    OFFICER = "officer"
    """Nobody answers for the page."""


class BadgeKnown(StrEnum):
    """What is known of the badge, and from whom."""

    BY_NETWORK = "network"
    BY_PERSON = "person"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """What is asked of the register; it stands in the page's address."""

    network: str = ""
    category: str = ""
    sphere: str = ""
    body_id: int | None = None
    """With the bodies under it."""
    badge: BadgeKnown | None = None
    standing: str = ""
    lack: Lack | None = None
    is_retired: bool = False
    text: str = ""
    """Part of the name or the address of the page or of the name of its body; its id, the body's ОГРН."""
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One page of the register."""

    page_id: int
    network: str
    name: str
    url: str
    body_id: int
    body: str
    sphere: str
    category: PageCategory
    officer: str
    badge: BadgeKnown
    badge_seen_on: date | None
    standing: Standing
    proved_on: date | None
    record_confirmed_at: datetime | None
    is_overdue: bool
    members_count: int | None
    widgets_count: int | None
    is_in_component: bool | None
    health: Health
    tokens_expire_on: date | None
    is_expiring: bool


@dataclass(frozen=True, slots=True)
class RegisterList:
    """A page of the list; `next` is None at the end."""

    rows: tuple[RegisterRow, ...]
    next: Cursor | None = None


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many pages fit a query, at most `MOST_COUNTED`, and how many of them need what."""

    pages: int
    bodies: int
    overdue: int
    lost: int
    expiring: int


def list_register(scope: Scope, query: RegisterQuery, *, now: datetime, at_most: int = 50) -> RegisterList:
    """Pages within a person's scope: lost proofs, ending tokens and overdue entries first, then by name."""
    pages = _asked(scope, query, now=now).annotate(rank=_rank(now), health=how_it_does())
    if query.after is not None:
        pages = pages.filter(query.after.further("rank"))
    found = list(pages.select_related("owner", "connection", "officer").order_by("rank", "name", "id")[: at_most + 1])
    rows = tuple(_row(page, now=now) for page in found[:at_most])
    if len(found) <= at_most:
        return RegisterList(rows)
    last = found[at_most - 1]
    return RegisterList(rows, next=Cursor(rank=last.rank, id=last.id, name=last.name))


def count_register(scope: Scope, query: RegisterQuery, *, now: datetime) -> RegisterCounts:
    """How many pages fit, and what they need."""
    counted = Page.objects.filter(id__in=_asked(scope, query, now=now).order_by("id").values("id")[:MOST_COUNTED])
    told = counted.aggregate(
        pages=Count("id"),
        bodies=Count("owner", distinct=True),
        overdue=Count("id", filter=record_overdue(now)),
        lost=Count("id", filter=Q(standing=Standing.LOST)),
        expiring=Count("id", filter=tokens_expiring(now)),
    )
    return RegisterCounts(**told)


def list_spheres(scope: Scope) -> list[str]:
    """The spheres of the bodies whose pages are seen, by name."""
    pages = Page.objects.filter(within(scope, body="owner"), is_active=True).exclude(owner__sphere="")
    return list(pages.order_by("owner__sphere").values_list("owner__sphere", flat=True).distinct())


def find_body_name(scope: Scope, body_id: int) -> str:
    """The name of a body that has pages in the scope, itself or under it; empty where there is none to be seen."""
    seen = Page.objects.filter(within(scope, body="owner"), owner__above__ancestor_id=OuterRef("id"))
    return Body.objects.filter(Exists(seen), id=body_id).values_list("short_name", flat=True).first() or ""


def badge_known(page: Page) -> BadgeKnown:
    """What is known of a page's badge; never guessed."""
    if page.badge == Badge.CONFIRMED:
        return BadgeKnown.BY_PERSON if page.badge_confirmed_by else BadgeKnown.BY_NETWORK
    return BadgeKnown.ABSENT if page.badge == Badge.ABSENT else BadgeKnown.UNKNOWN


def _asked(scope: Scope, query: RegisterQuery, *, now: datetime) -> QuerySet[Page]:
    return Page.objects.filter(within(scope, body="owner"), _narrowed(query, now=now), is_active=not query.is_retired)


def _rank(now: datetime) -> Case:
    return Case(
        When(standing=Standing.LOST, then=Value(Rank.LOST.value)),
        When(tokens_expiring(now), then=Value(Rank.EXPIRING.value)),
        When(record_overdue(now), then=Value(Rank.OVERDUE.value)),
        default=Value(Rank.FINE.value),
        output_field=IntegerField(),
    )


def _narrowed(query: RegisterQuery, *, now: datetime) -> Q:
    wanted = _lacking(query.lack, now=now) & _with_badge(query.badge)
    exact = {
        "network": query.network,
        "category": query.category,
        "standing": query.standing,
        "owner__sphere": query.sphere,
        "owner__above__ancestor_id": query.body_id,
    }
    wanted &= Q(**{field: value for field, value in exact.items() if value})
    text = query.text.strip()
    if text:
        wanted &= (
            Q(name__icontains=text)
            | Q(url__icontains=text)
            | Q(owner__short_name__icontains=text)
            | Q(external_id=text)
            | Q(owner__ogrn=text)
        )
    return wanted


def _lacking(lack: Lack | None, *, now: datetime) -> Q:
    if lack is Lack.OVERDUE:
        return record_overdue(now)
    if lack is Lack.EXPIRING:
        return tokens_expiring(now)
    if lack is Lack.OFFICER:
        return Q(officer=None, officer_name="")
    return Q()


def _with_badge(known: BadgeKnown | None) -> Q:
    if known is None:
        return Q()
    if known is BadgeKnown.BY_PERSON:
        return Q(badge=Badge.CONFIRMED) & ~Q(badge_confirmed_by="")
    if known is BadgeKnown.BY_NETWORK:
        return Q(badge=Badge.CONFIRMED, badge_confirmed_by="")
    return Q(badge=Badge.ABSENT if known is BadgeKnown.ABSENT else Badge.UNKNOWN)


def _row(page: Page, *, now: datetime) -> RegisterRow:
    line: Connection | None = getattr(page, "connection", None)
    ends_on = line.tokens_expire_on if line else None
    return RegisterRow(
        page_id=page.id,
        network=page.network,
        name=page.name,
        url=page.url,
        body_id=page.owner_id,
        body=page.owner.short_name,
        sphere=page.owner.sphere,
        category=PageCategory(page.category),
        officer=officer_of(page),
        badge=badge_known(page),
        badge_seen_on=page.badge_confirmed_on,
        standing=Standing(page.standing),
        proved_on=page.proved_on,
        record_confirmed_at=page.record_confirmed_at,
        is_overdue=is_overdue(page.record_confirmed_at, now=now),
        members_count=page.members_count,
        widgets_count=page.widgets_count,
        is_in_component=page.is_in_component,
        health=Health(getattr(page, "health", Health.NOT_CONNECTED)),
        tokens_expire_on=ends_on,
        is_expiring=is_expiring(ends_on, now=now),
    )


def officer_of(page: Page) -> str:
    """Who answers for the page: a person of the desk, or a name that was entered; empty when nobody does."""
    return page.officer.name if page.officer else page.officer_name
