"""Writing bodies and staff: the tree with its closure, people, appointments."""

from dataclasses import dataclass
from datetime import date, time

from django.contrib.auth.hashers import make_password
from django.db import transaction

from otklik.audit.services import Actor, record
from otklik.organizations.models import Appointment, Body, BodyAncestry, Staff, Territory
from otklik.organizations.rights import Role
from otklik.shared.clock import now as read_clock


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


def enter_territory(level: str, name: str, *, parent: Territory | None = None, oktmo: str = "") -> Territory:
    """Enter a territory, or find the one that stands there already."""
    territory, _ = Territory.objects.get_or_create(level=level, name=name, parent=parent, defaults={"oktmo": oktmo})
    return territory


def enter_body(card: BodyCard) -> Body:
    """Enter a body into the tree, or bring its card up to date; what stands above it is noted in the closure."""
    values = {name: getattr(card, name) for name in card.__slots__ if name != "slug"}
    with transaction.atomic():
        values["municipality"] = _municipality_of(Territory.objects.get(id=card.territory_id))
        body, _ = Body.objects.update_or_create(slug=card.slug, defaults=values)
        _note_ancestry(body)
    return body


def _municipality_of(territory: Territory | None) -> Territory | None:
    while territory is not None and territory.level != "municipality":
        territory = territory.parent
    return territory


def _note_ancestry(body: Body) -> None:
    """Rebuild who stands above the body and above all bodies under it."""
    under = list(BodyAncestry.objects.filter(ancestor=body).values_list("descendant_id", "depth"))
    under = under or [(body.id, 0)]
    above = [(body.id, 0)]
    if body.parent_id:
        upper = BodyAncestry.objects.filter(descendant_id=body.parent_id)
        above += [(row.ancestor_id, row.depth + 1) for row in upper]
    ids = [descendant for descendant, _ in under]
    BodyAncestry.objects.filter(descendant_id__in=ids).exclude(ancestor_id__in=ids).delete()
    BodyAncestry.objects.bulk_create(
        [
            BodyAncestry(ancestor_id=ancestor, descendant_id=descendant, depth=up + down)
            for ancestor, up in above
            for descendant, down in under
        ],
        ignore_conflicts=True,
    )


def enter_staff(
    email: str, *, name: str, post: str = "", password: str | None = None, hashed: str = "", by: Actor | None = None
) -> Staff:
    """Enter a person who signs in to the desk. Without a password nobody can sign in as them.

    `hashed` takes a password that is hashed already: one hash is enough for all people of a demo.
    """
    with transaction.atomic():
        staff, is_new = Staff.objects.update_or_create(email=email.lower(), defaults={"name": name, "post": post})
        if hashed or password or is_new:
            staff.password = hashed or make_password(password)
            staff.save(update_fields=["password"])
        record("enter_staff" if is_new else "change_staff", subject=f"staff:{staff.id}", by=by, now=read_clock())
    return staff


def appoint(
    staff: Staff,
    body: Body,
    role: Role,
    *,
    since_on: date | None = None,
    until_on: date | None = None,
    by: Actor | None = None,
) -> Appointment:
    """Give a person a role in a body, from a day until a day."""
    with transaction.atomic():
        appointment, _ = Appointment.objects.update_or_create(
            staff=staff, body=body, role=role.value, defaults={"since_on": since_on, "until_on": until_on}
        )
        days = {"since": str(since_on or ""), "until": str(until_on or "")}
        details = {"role": role.value, "body": body.slug, **days}
        record("appoint", subject=f"staff:{staff.id}", by=by, now=read_clock(), details=details)
    return appointment


def set_language(staff_id: int, *, language: str) -> None:
    """Remember in which language a person works."""
    Staff.objects.filter(id=staff_id).update(language=language)
