"""The connections as a list for the desk: troubled ones first, a page at a time, for thousands of official pages."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.conf import settings
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from otklik.networks.registry import connector_for
from otklik.organizations.rights import Scope
from otklik.organizations.selectors import within
from otklik.pages.models import Page


class Health(IntEnum):
    """How a connection does, in the order of the list: what a person should look at comes first."""

    TROUBLED = 0
    PAUSED = 1
    OFF = 2
    """Its network is switched off in this installation."""
    NOT_CONNECTED = 3
    WELL = 4


@dataclass(frozen=True, slots=True)
class Cursor:
    """After which row a page of the list goes on: first by rank, then by name."""

    rank: int
    id: int
    name: str

    def __str__(self) -> str:
        return f"{self.rank}_{self.id}_{self.name}"

    @classmethod
    def find_in(cls, text: str) -> "Cursor | None":
        """The place that a page's address carries; None where there is none or it is nonsense."""
        rank, _, rest = text.partition("_")
        number, _, name = rest.partition("_")
        if not (rank.isdecimal() and number.isdecimal() and len(rank) <= 2 and len(number) <= 18):
            return None
        return cls(rank=int(rank), id=int(number), name=name.replace("\x00", ""))

    def further(self, rank: str) -> Q:
        """The rows after this place, where the list is ordered by the column `rank`, then by name and id."""
        same = Q(name__gt=self.name) | Q(name=self.name, id__gt=self.id)
        return Q(**{f"{rank}__gt": self.rank}) | Q(**{rank: self.rank}) & same


@dataclass(frozen=True, slots=True)
class ConnectionQuery:
    """What is asked of the list; it stands in the page's address."""

    network: str = ""
    health: Health | None = None
    text: str = ""
    """Part of the name of the page or of its body, or the page's id in the network."""
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """One page with the state of its connection, for the desk."""

    page_id: int
    network: str
    name: str
    url: str
    owner: str
    health: Health
    is_connected: bool
    is_paused: bool
    can_be_read_back: bool
    last_event_at: datetime | None
    reconciled_at: datetime | None
    reconciled_found: int
    open_until: datetime | None
    trouble_since: datetime | None
    last_error: str
    last_error_at: datetime | None
    next_step: str
    hook_failure: str


@dataclass(frozen=True, slots=True)
class ConnectionList:
    """A page of the list; `next` is None at the end."""

    rows: tuple[ConnectionRow, ...]
    next: Cursor | None = None


def list_connections(scope: Scope, query: ConnectionQuery | None = None, *, at_most: int = 50) -> ConnectionList:
    """Pages within a person's scope with how their connections do: troubled ones first, then by name."""
    query = query or ConnectionQuery()
    pages = pages_within(scope).filter(_narrowed(query)).annotate(health=how_it_does())
    if query.health is not None:
        pages = pages.filter(health=query.health)
    if query.after is not None:
        pages = pages.filter(query.after.further("health"))
    found = list(pages.select_related("owner", "connection").order_by("health", "name", "id")[: at_most + 1])
    rows = tuple(row_of(page) for page in found[:at_most])
    if len(found) <= at_most:
        return ConnectionList(rows)
    last = rows[-1]
    return ConnectionList(rows, next=Cursor(rank=last.health, id=last.page_id, name=last.name))


def count_connections(scope: Scope, query: ConnectionQuery) -> dict[Health, int]:
    """How many connections do how, of those that the query's network and text leave."""
    pages = pages_within(scope).filter(_narrowed(query)).annotate(health=how_it_does())
    counted = dict(pages.order_by().values_list("health").annotate(Count("id")))
    return {health: counted.get(health.value, 0) for health in Health}


def pages_within(scope: Scope) -> QuerySet[Page]:
    """Pages within a scope; annotate them with `how_it_does`."""
    return Page.objects.filter(within(scope, body="owner"), is_active=True)


def how_it_does() -> Case:
    """The health of a page's connection as an expression of the query."""
    troubled = ~Q(connection__last_error="") | ~Q(connection__hook_failure="")
    return Case(
        When(connection__isnull=True, then=Value(Health.NOT_CONNECTED.value)),
        When(~Q(network__in=list(settings.OTKLIK_NETWORKS)), then=Value(Health.OFF.value)),
        When(connection__is_paused=True, then=Value(Health.PAUSED.value)),
        When(troubled, then=Value(Health.TROUBLED.value)),
        default=Value(Health.WELL.value),
        output_field=IntegerField(),
    )


def _narrowed(query: ConnectionQuery) -> Q:
    wanted = Q(network=query.network) if query.network else Q()
    text = query.text.strip()
    if text:
        wanted &= Q(name__icontains=text) | Q(owner__short_name__icontains=text) | Q(external_id=text)
    return wanted


def row_of(page: Page) -> ConnectionRow:
    """A page of `pages_within`, annotated with its health, as a row."""
    connection = getattr(page, "connection", None)
    return ConnectionRow(
        page_id=page.id,
        network=page.network,
        name=page.name,
        url=page.url,
        owner=page.owner.short_name,
        health=Health(getattr(page, "health", Health.NOT_CONNECTED)),
        is_connected=connection is not None,
        is_paused=bool(connection and connection.is_paused),
        can_be_read_back=bool(connection) and connector_for(page.network).can_be_read_back,
        last_event_at=connection.last_event_at if connection else None,
        reconciled_at=connection.reconciled_at if connection else None,
        reconciled_found=connection.reconciled_found if connection else 0,
        open_until=connection.open_until if connection else None,
        trouble_since=connection.trouble_since if connection else None,
        last_error=connection.last_error if connection else "",
        last_error_at=connection.last_error_at if connection else None,
        next_step=connection.next_step if connection else "",
        hook_failure=connection.hook_failure if connection else "",
    )
