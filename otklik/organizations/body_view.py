"""The card of one body for the desk: what is entered, who works there, what it still has, what happened to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from otklik.organizations.belongings import Kept, list_kept
from otklik.organizations.bodies import BodyCard
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Appointment, Body, BodyTurn, BodyTurnKind
from otklik.organizations.reach import place_of
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import BodyChoice, Viewer
from otklik.shared.versions import version_of
from otklik.shared.words import marked as _

_PEOPLE_AT_MOST = 50
_TURNS_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who works in a body on a day, and as what."""

    name: str
    post: str
    role: Role
    until_on: date | None


@dataclass(frozen=True, slots=True)
class TurnOfBody:
    """One turn of the history."""

    kind: BodyTurnKind
    at: datetime
    by: str
    because: str
    before: str
    after: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body with everything that its card shows."""

    card: BodyCard
    is_active: bool
    closed_on: date | None
    above: BodyChoice | None
    founder: BodyChoice | None
    heir: BodyChoice | None
    territory: str
    municipality: str
    competences: tuple[tuple[int, str], ...]
    """Topics by id and name."""
    below_count: int
    kept: tuple[Kept, ...]
    people: tuple[Colleague, ...]
    turns: tuple[TurnOfBody, ...]
    """The newest first."""
    version: str
    """Of the card and the competences, as `version_of_body` tells it."""


def access_body(viewer: Viewer, slug: str) -> Body:
    """A body that this person looks after. Raises NotSeen."""
    body = Body.objects.select_related("parent").filter(slug=slug).first()
    if body is None or not viewer.scope(Right.EDIT_BODIES).covers(place_of(body)):
        raise NotSeen(_("There is no such body."))
    return body


def access_body_at_work(viewer: Viewer, body_id: int, *, right: Right) -> Body:
    """A body at work over which this person has the right. Raises NotSeen."""
    body = Body.objects.filter(id=body_id, is_active=True).first()
    if body is None or not viewer.may_at(place_of(body), right):
        raise NotSeen(_("There is no such body."))
    return body


def view_body(body: Body, *, on: date) -> BodyView:
    """Everything that the card of a body shows."""
    return BodyView(
        card=card_of(body),
        is_active=body.is_active,
        closed_on=body.closed_on,
        above=_choice(body.parent),
        founder=_choice(body.founder),
        heir=_choice(body.merged_into),
        territory=body.territory.name,
        municipality=body.municipality.name if body.municipality else "",
        competences=tuple(body.competences.order_by("topic__name").values_list("topic_id", "topic__name")),
        below_count=body.children.filter(is_active=True).count(),
        kept=tuple(list_kept(body.id)),
        people=_people(body, on=on),
        turns=tuple(
            TurnOfBody(BodyTurnKind(one.kind), one.at, one.by, one.because, one.before, one.after, tuple(one.fields))
            for one in BodyTurn.objects.filter(body=body).order_by("-at", "-id")[:_TURNS_AT_MOST]
        ),
        version=version_of_body(body),
    )


def card_of(body: Body) -> BodyCard:
    """What is entered about a body."""
    entered = {name: getattr(body, name) for name in BodyCard.__slots__}
    return BodyCard(**entered | {"further_spheres": tuple(body.further_spheres)})


def version_of_body(body: Body) -> str:
    """Which state of the card and the competences this is."""
    return version_of(card_of(body), sorted(body.competences.values_list("topic_id", flat=True)))


def _choice(body: Body | None) -> BodyChoice | None:
    return BodyChoice(id=body.id, slug=body.slug, name=body.name, short_name=body.short_name) if body else None


def _people(body: Body, *, on: date) -> tuple[Colleague, ...]:
    held = Appointment.objects.filter(
        Q(since_on=None) | Q(since_on__lte=on), Q(until_on=None) | Q(until_on__gte=on), body=body, staff__is_active=True
    ).select_related("staff")
    return tuple(
        Colleague(one.staff.name, one.staff.post, Role(one.role), one.until_on)
        for one in held.order_by("staff__name", "id")[:_PEOPLE_AT_MOST]
    )
