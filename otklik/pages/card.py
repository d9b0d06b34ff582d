"""The card of one connection: everything that a person needs to see why it works, or does not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from otklik.networks.abilities import ExplainsRights, KeepsSubscription
from otklik.networks.registry import connector_for
from otklik.networks.rights import RightInWords
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.pages.listing import ConnectionRow, how_it_does, pages_within, row_of
from otklik.pages.models import Connection, ConnectionTurn, HearsBy, Page, TurnKind
from otklik.pages.selectors import hook_url
from otklik.pages.terms import is_expiring
from otklik.shared.words import marked as _

_HOOK_TURNS = (TurnKind.HOOK_FAILS, TurnKind.HOOK_WELL)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Which secrets are entered; never what they are."""

    community: bool
    admin: bool
    webhook_secret: bool


@dataclass(frozen=True, slots=True)
class Hook:
    """How the network's events come to us."""

    is_polled: bool
    """No webhook: we ask for events ourselves, `is_poll_ready` once our webhook is taken away."""
    is_poll_ready: bool
    polled_at: datetime | None
    address: str
    """Empty for whoever may not connect pages: the address is a secret in some networks."""
    is_watched: bool
    """The network may drop the webhook, so we look after it."""
    seen_at: datetime | None
    subscribed_at: datetime | None
    renewed_at: datetime | None
    waiting: int
    failed_at: datetime | None
    failure: str
    other_urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn of the story. `lasted`: how long the trouble was that ended here."""

    at: datetime
    kind: TurnKind
    reason: str
    by: str
    times: int
    lasted: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ConnectionCard:
    """A page, its connection, and its story, the newest turn first. Without a connection most is empty."""

    row: ConnectionRow
    body: str
    external_id: str
    can_connect: bool
    """Whether the viewer may connect, test and pause this page."""
    can_see_cases: bool
    can_edit: bool = False
    """Whether the viewer may have the page looked at."""
    looked_at: datetime | None = None
    """When we last saw how the page looks."""
    tokens: Tokens | None = None
    hook: Hook | None = None
    rights: tuple[RightInWords, ...] = ()
    rights_told: tuple[str, ...] = ()
    """The same in the network's own words."""
    rights_seen_at: datetime | None = None
    are_messages_open: bool | None = None
    are_comments_open: bool | None = None
    tested_at: datetime | None = None
    tokens_expire_on: date | None = None
    is_expiring: bool = False
    """A token ends soon, or has ended."""
    reading_asked_at: datetime | None = None
    failures_in_a_row: int = 0
    paused_at: datetime | None = None
    paused_by: str = ""
    paused_because: str = ""
    story: tuple[TurnView, ...] = ()


def access_card(viewer: Viewer, page_id: int, *, now: datetime) -> ConnectionCard:
    """The card of a page that this person sees. Raises NotSeen."""
    pages = pages_within(viewer.scope(Right.SEE_PAGES)).annotate(health=how_it_does())
    page = pages.filter(id=page_id).select_related("owner", "connection").first()
    if page is None:
        raise NotSeen(_("There is no such page."))
    place = Place(page.owner_id, page.municipality_id, page.founder_id)
    can_connect = viewer.may_at(place, Right.CONNECT_PAGES)
    connection: Connection | None = getattr(page, "connection", None)
    return ConnectionCard(
        row=row_of(page),
        body=page.owner.name,
        external_id=page.external_id,
        can_connect=can_connect,
        can_see_cases=viewer.may_at(place, Right.SEE_CASES),
        can_edit=viewer.may_at(place, Right.EDIT_PAGES),
        looked_at=page.looked_at,
        tokens=_tokens(connection) if connection else None,
        hook=_hook(page, connection, with_address=can_connect) if connection else None,
        rights=_rights(page.network, connection) if connection else (),
        rights_told=tuple(connection.rights) if connection else (),
        rights_seen_at=connection.rights_seen_at if connection else None,
        are_messages_open=connection.are_messages_open if connection else None,
        are_comments_open=connection.are_comments_open if connection else None,
        tested_at=connection.tested_at if connection else None,
        tokens_expire_on=connection.tokens_expire_on if connection else None,
        is_expiring=is_expiring(connection.tokens_expire_on, now=now) if connection else False,
        reading_asked_at=connection.reading_asked_at if connection else None,
        failures_in_a_row=connection.failures_in_a_row if connection else 0,
        paused_at=connection.paused_at if connection else None,
        paused_by=connection.paused_by if connection else "",
        paused_because=connection.paused_because if connection else "",
        story=_story(connection) if connection else (),
    )


def _tokens(connection: Connection) -> Tokens:
    return Tokens(
        community=bool(connection.community_token),
        admin=bool(connection.admin_token),
        webhook_secret=bool(connection.webhook_secret),
    )


def _hook(page: Page, connection: Connection, *, with_address: bool) -> Hook:
    is_polled = connection.hears_by == HearsBy.POLLING
    return Hook(
        is_polled=is_polled,
        is_poll_ready=connection.is_poll_ready,
        polled_at=connection.polled_at,
        address=hook_url(page) if with_address and not is_polled else "",
        is_watched=isinstance(connector_for(page.network), KeepsSubscription) and not is_polled,
        seen_at=connection.subscription_seen_at,
        subscribed_at=connection.subscribed_at,
        renewed_at=connection.renewed_at,
        waiting=connection.hook_waiting,
        failed_at=connection.hook_failed_at,
        failure=connection.hook_failure,
        other_urls=tuple(connection.other_urls),
    )


def _rights(network: str, connection: Connection) -> tuple[RightInWords, ...]:
    connector = connector_for(network)
    if connection.rights_seen_at is None or not isinstance(connector, ExplainsRights):
        return ()
    return connector.explain_rights(tuple(connection.rights))


def _story(connection: Connection) -> tuple[TurnView, ...]:
    """From the newest to the oldest; what ended a trouble says how long it was."""
    views: list[TurnView] = []
    begun: dict[bool, datetime] = {}
    for turn in ConnectionTurn.objects.filter(connection=connection).order_by("id"):
        kind, is_hook = TurnKind(turn.kind), turn.kind in _HOOK_TURNS
        since = None
        if kind in (TurnKind.WELL, TurnKind.HOOK_WELL):
            since = begun.pop(is_hook, None)
        elif kind in (TurnKind.UNWELL, TurnKind.REFUSED, TurnKind.HOOK_FAILS):
            begun.setdefault(is_hook, turn.at)
        lasted = turn.at - since if since else None
        views.append(TurnView(turn.at, kind, turn.reason, turn.by, turn.times, lasted))
    return tuple(reversed(views))
