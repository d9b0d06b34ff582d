"""The entry of one page in the register, with all that a person needs to keep it right."""

from dataclasses import dataclass
from datetime import date, datetime

from otklik.networks.connector import Badge
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Staff
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.errors import CannotProve
from otklik.pages.facts import is_badge_told
from otklik.pages.listing import ConnectionRow, how_it_does, row_of
from otklik.pages.mail_address import find_address
from otklik.pages.models import Connection, Page, PageCategory, Proof, ProofKind, ProofState, Source, Standing
from otklik.pages.register import BadgeKnown, badge_known, officer_of
from otklik.pages.terms import is_expiring, is_overdue, record_due_on
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Told:
    """How something is known that no network tells: from where, since when, from whom."""

    source: Source
    on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class ProofView:
    """One way to prove ownership, and where it stands; `state` is None where nobody tried it yet."""

    kind: ProofKind
    state: ProofState | None = None
    code: str = ""
    sent_to: str = ""
    sent_at: datetime | None = None
    expires_at: datetime | None = None
    """Until when the code counts."""
    stands_until: datetime | None = None
    confirmed_at: datetime | None = None
    check_again_at: datetime | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the register."""

    row: ConnectionRow
    external_id: str
    body_id: int
    body: str
    founder: str
    category: PageCategory
    is_active: bool
    officer_id: int | None
    officer: str
    officer_post: str
    order_number: str
    order_on: date | None
    administrators: tuple[str, ...]
    members_count: int | None
    weekly_reach: int | None
    post_reach: int | None
    badge: Badge
    badge_known: BadgeKnown
    badge_seen_on: date | None
    badge_seen_by: str
    is_badge_told: bool
    """The network tells of the badge itself; nobody can say otherwise."""
    widgets_count: int | None
    widgets_told: Told
    is_in_component: bool | None
    component_told: Told
    two_factor_on: date | None
    two_factor_by: str
    record_confirmed_at: datetime | None
    record_confirmed_by: str
    record_due_on: date | None
    """Until when it has to be confirmed again; None: it never was."""
    is_overdue: bool
    standing: Standing
    proved_on: date | None
    proofs: tuple[ProofView, ...]
    mail_address: str
    """Where a code would be mailed; empty where there is nowhere, and then why."""
    mail_refused: str
    tokens_expire_on: date | None
    is_expiring: bool
    can_edit: bool
    can_connect: bool

    @property
    def is_being_asked(self) -> bool:
        """The worker is about to look: the card shows what comes of it by itself."""
        return any(proof.state == ProofState.ASKED and not proof.failure for proof in self.proofs)


@dataclass(frozen=True, slots=True)
class OfficerChoice:
    """Somebody who may answer for a page."""

    staff_id: int
    name: str
    post: str


def access_entry(viewer: Viewer, page_id: int, *, now: datetime) -> PageEntry:
    """The entry of a page that this person sees, a retired one too. Raises NotSeen."""
    page = _access(viewer, page_id)
    place = Place(page.owner_id, page.municipality_id, page.founder_id)
    line: Connection | None = getattr(page, "connection", None)
    ends_on = line.tokens_expire_on if line else None
    address, refused = _address(page)
    return PageEntry(
        row=row_of(page),
        external_id=page.external_id,
        body_id=page.owner_id,
        body=page.owner.name,
        founder=page.founder.short_name if page.founder else "",
        category=PageCategory(page.category),
        is_active=page.is_active,
        officer_id=page.officer_id,
        officer=officer_of(page),
        officer_post=page.officer.post if page.officer else page.officer_post,
        order_number=page.order_number,
        order_on=page.order_on,
        administrators=tuple(page.administrators),
        members_count=page.members_count,
        weekly_reach=page.weekly_reach,
        post_reach=page.post_reach,
        badge=Badge(page.badge),
        badge_known=badge_known(page),
        badge_seen_on=page.badge_confirmed_on,
        badge_seen_by=page.badge_confirmed_by,
        is_badge_told=is_badge_told(page),
        widgets_count=page.widgets_count,
        widgets_told=Told(Source(page.widgets_source), page.widgets_said_on, page.widgets_said_by),
        is_in_component=page.is_in_component,
        component_told=Told(Source(page.component_source), page.component_said_on, page.component_said_by),
        two_factor_on=page.two_factor_confirmed_on,
        two_factor_by=page.two_factor_confirmed_by,
        record_confirmed_at=page.record_confirmed_at,
        record_confirmed_by=page.record_confirmed_by,
        record_due_on=record_due_on(page.record_confirmed_at),
        is_overdue=is_overdue(page.record_confirmed_at, now=now),
        standing=Standing(page.standing),
        proved_on=page.proved_on,
        proofs=_proofs(page),
        mail_address=address,
        mail_refused=refused,
        tokens_expire_on=ends_on,
        is_expiring=is_expiring(ends_on, now=now),
        can_edit=viewer.may_at(place, Right.EDIT_PAGES),
        can_connect=viewer.may_at(place, Right.CONNECT_PAGES),
    )


def list_officers(owner_id: int) -> list[OfficerChoice]:
    """Who may answer for a page of this body: those with a post in it or above it, by name."""
    people = Staff.objects.filter(is_active=True, appointments__body__below__descendant_id=owner_id).distinct()
    return [OfficerChoice(one.id, one.name, one.post) for one in people.order_by("name")]


def _access(viewer: Viewer, page_id: int) -> Page:
    pages = Page.objects.filter(within(viewer.scope(Right.SEE_PAGES), body="owner"), id=page_id)
    page = pages.annotate(health=how_it_does()).select_related("owner", "founder", "officer", "connection").first()
    if page is None:
        raise NotSeen(_("There is no such page."))
    return page


def _address(page: Page) -> tuple[str, str]:
    try:
        return find_address(page.owner), ""
    except CannotProve as why:
        return "", why.wrong


def _proofs(page: Page) -> tuple[ProofView, ...]:
    known = {proof.kind: proof for proof in Proof.objects.filter(page=page)}
    return tuple(_proof(kind, known.get(kind)) for kind in ProofKind)


def _proof(kind: ProofKind, proof: Proof | None) -> ProofView:
    if proof is None:
        return ProofView(kind)
    return ProofView(
        kind=kind,
        state=ProofState(proof.state),
        code=proof.code,
        sent_to=proof.sent_to,
        sent_at=proof.sent_at,
        expires_at=proof.expires_at,
        stands_until=proof.stands_until,
        confirmed_at=proof.confirmed_at,
        check_again_at=proof.check_again_at,
        failure=proof.failure,
    )
