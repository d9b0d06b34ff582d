"""Entering bodies and keeping their cards: every change is checked, told in the history, and audited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from otklik.organizations.card_checks import check_card
from otklik.organizations.closure import attach_subtree, lock_tree
from otklik.organizations.competences import COMPETENCES, write_competences
from otklik.organizations.errors import BodyIsClosed, UnfitEntry
from otklik.organizations.history import tell_turn
from otklik.organizations.models import Body, BodyTurnKind, Territory
from otklik.organizations.reach import demand_body, demand_municipality, demand_region, municipality_of
from otklik.organizations.selectors import Viewer
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _

_PLACED_BY = ("parent_id", "founder_id", "territory_id", "municipality_id")
"""Entries with a turn of their own; all others are «edited»."""


@dataclass(frozen=True, slots=True)
class BodyCard:
    """What is entered about a body."""

    slug: str
    name: str
    short_name: str
    territory_id: int
    sphere: str = ""
    parent_id: int | None = None
    founder_id: int | None = None
    zone: str = "Asia/Yekaterinburg"
    workday_from: time = time(8)
    workday_to: time = time(17)
    break_from: time | None = None
    break_to: time | None = None
    requires_approval: bool = False
    is_regional_centre: bool = False
    level: str = ""
    ogrn: str = ""
    further_spheres: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    site: str = ""
    address: str = ""
    head_name: str = ""
    """Who heads it, in full."""
    head_post: str = ""
    population: int | None = None


def enter_body(
    card: BodyCard,
    *,
    competences: Collection[int] | None = None,
    by: Viewer | None = None,
    because: str = "",
    now: datetime | None = None,
) -> Body:
    """Enter a body into the tree, or bring its card up to date. Without `by` the system or a command acts.

    `competences` are ids of topics; None leaves them as they are. Raises UnfitEntry, with the field; NotPossible where
    the body would go beyond what the person looks after.
    """
    at = now or read_clock()
    with transaction.atomic():
        lock_tree()
        body = Body.objects.select_related("parent", "founder", "territory").filter(slug=card.slug).first()
        is_new = body is None
        body = body or Body(slug=card.slug)
        before = Body() if is_new else _copy_of(body)
        _fill(body, card)
        if not body.is_active:
            raise BodyIsClosed
        check_card(body)
        changed = _save_new(body, by=by) if is_new else _save_changes(body, before, by=by, now=at)
        if competences is not None and write_competences(body, competences):
            changed.append(COMPETENCES)
        if is_new:
            tell_turn(body, BodyTurnKind.ENTERED, by=by, now=at, because=because, after=body.name)
        else:
            _tell_changes(body, before, changed, by=by, because=because, now=at)
    return body


def _copy_of(body: Body) -> Body:
    return Body(**{field.attname: getattr(body, field.attname) for field in Body._meta.concrete_fields})


def _fill(body: Body, card: BodyCard) -> None:
    for name in card.__slots__:
        setattr(body, name, getattr(card, name))
    body.further_spheres = list(card.further_spheres)
    body.municipality = municipality_of(_placed(body, card))


def _placed(body: Body, card: BodyCard) -> Territory:
    """The territory that the card names, if all that it names is there. Raises UnfitEntry."""
    territory = Territory.objects.filter(id=card.territory_id).first()
    if territory is None:
        raise UnfitEntry(_("There is no such place."), field="territory", mend=_("Choose one from the list."))
    for field, number in (("parent", body.parent_id), ("founder", body.founder_id)):
        if number is not None and not Body.objects.filter(id=number).exists():
            raise UnfitEntry(_("There is no such body."), field=field, mend=_("Choose one from the list."))
    return territory


def _save_new(body: Body, *, by: Viewer | None) -> list[str]:
    """Write a new body into the tree."""
    _demand_parent(body, by=by)
    if body.is_regional_centre:
        demand_region(by)
    body.save()
    attach_subtree(body.id, under=body.parent_id)
    return []


def _save_changes(body: Body, before: Body, *, by: Viewer | None, now: datetime) -> list[str]:
    """Write what is new; returns which entries are."""
    changed = [
        field.attname
        for field in Body._meta.concrete_fields
        if getattr(body, field.attname) != getattr(before, field.attname)
    ]
    _demand_changes(body, before, set(changed), by=by)
    if {"municipality_id", "founder_id"} & set(changed):
        body.rows_wait_since = now
    if changed:
        body.save()
    if "parent_id" in changed:
        attach_subtree(body.id, under=body.parent_id)
    return changed


def _tell_changes(
    body: Body, before: Body, changed: list[str], *, by: Viewer | None, because: str, now: datetime
) -> None:
    """One turn for each kind of change; nothing where nothing changed."""
    placed = {
        "parent_id": (BodyTurnKind.MOVED, before.parent, body.parent),
        "founder_id": (BodyTurnKind.FOUNDER_CHANGED, before.founder, body.founder),
        "territory_id": (BodyTurnKind.TERRITORY_CHANGED, before.territory, body.territory),
    }
    for field, (kind, old, new) in placed.items():
        if field in changed:
            names = {"before": old.name if old else "", "after": new.name if new else ""}
            tell_turn(body, kind, by=by, now=now, because=because, **names)
    if edited := [name for name in changed if name not in _PLACED_BY]:
        tell_turn(body, BodyTurnKind.EDITED, by=by, now=now, because=because, fields=edited)


def _demand_changes(body: Body, before: Body, changed: set[str], *, by: Viewer | None) -> None:
    """The person looks after the body, and after where it goes."""
    demand_body(by, before)
    if "municipality_id" in changed:
        demand_municipality(by, body.municipality_id)
    if changed & {"founder_id", "is_regional_centre"}:
        demand_region(by)
    if "parent_id" in changed:
        _demand_parent(body, by=by)


def _demand_parent(body: Body, *, by: Viewer | None) -> None:
    """A body stands under one that the person looks after; at the top, only for the whole region."""
    if body.parent is None:
        demand_region(by)
    else:
        demand_body(by, body.parent)
