"""Recipients of a notice about a place: people of a role there today, the nearest in the tree, with their deputies."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from otklik.organizations.models import Absence, Appointment, Body
from otklik.organizations.posts import Held, as_posts, on_day
from otklik.organizations.rights import Place, Right, Role, may, scope_of_post


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person, and the body in whose hours they work."""

    staff_id: int
    body: Body


def people_over(place: Place, role: Role, *, on: date) -> tuple[Receiver, ...]:
    """Who holds the role over what stands there on this day: of the nearest bodies alone, never of all above.

    Who is away is left out; a deputy stands in.
    """
    held = list(
        Appointment.objects.filter(_near(place), on_day(on), role=role, staff__is_active=True, body__is_active=True)
        .select_related("body")
        .distinct()
        .order_by("id")
    )
    posts = as_posts([Held(role, one.body) for one in held])
    seeing = [one for one, post in zip(held, posts, strict=True) if scope_of_post(post).covers(place)]
    nearest = min((_distance(one.body, place) for one in seeing), default=0)
    near = (Receiver(one.staff_id, one.body) for one in seeing if _distance(one.body, place) == nearest)
    return with_deputies(near, on=on)


def with_deputies(people: Iterable[Receiver], *, on: date) -> tuple[Receiver, ...]:
    """The same people; in place of who is away the deputy, if there is one. Each once."""
    wanted = {one.staff_id: one for one in people}
    for absence in _absences(wanted, on=on):
        absent = wanted.pop(absence.staff_id, None)
        if absent and absence.deputy and absence.deputy.is_active:
            wanted.setdefault(absence.deputy.id, Receiver(absence.deputy.id, absent.body))
    return tuple(wanted.values())


def deputies_of(staff_ids: Iterable[int], *, on: date) -> dict[int, frozenset[int]]:
    """Who stands in on this day for those of these people who are away."""
    found: dict[int, frozenset[int]] = {}
    for absence in _absences(staff_ids, on=on):
        if absence.deputy and absence.deputy.is_active:
            found[absence.staff_id] = found.get(absence.staff_id, frozenset()) | {absence.deputy.id}
    return found


def _absences(staff_ids: Iterable[int], *, on: date) -> Iterable[Absence]:
    away = Absence.objects.filter(staff_id__in=list(staff_ids), since_on__lte=on, until_on__gte=on)
    return away.select_related("deputy").order_by("id")


def in_own_hours(staff_ids: Iterable[int], *, on: date) -> tuple[Receiver, ...]:
    """These people, each with the body of their oldest post of the day: in its hours they work; without one nobody."""
    posts = Appointment.objects.filter(
        on_day(on), staff_id__in=list(staff_ids), staff__is_active=True, body__is_active=True
    )
    oldest = posts.select_related("body").order_by("staff_id", "id").distinct("staff_id")
    return tuple(Receiver(post.staff_id, post.body) for post in oldest)


def people_of(body_id: int, *, on: date) -> list[tuple[int, str]]:
    """Who can take a case of the body on this day, by name: holders of posts there, above it or at its founder.

    Only those whose post reaches the body: at a founder some see its own cases alone.
    """
    place = Place(*Body.objects.values_list("id", "municipality_id", "founder_id").get(id=body_id))
    near = Q(body__below__descendant_id=body_id) | Q(body_id=place.founder_id)
    can_take = [role.value for role in Role if may((role,), Right.WRITE_NOTE)]
    held = list(
        Appointment.objects.filter(near, on_day(on), role__in=can_take, staff__is_active=True, body__is_active=True)
        .select_related("body", "staff")
        .distinct()
        .order_by("id")
    )
    posts = as_posts([Held(Role(one.role), one.body) for one in held])
    able = {
        one.staff_id: one.staff.name
        for one, post in zip(held, posts, strict=True)
        if scope_of_post(post).covers(place)
    }  # fmt: skip
    return sorted(able.items(), key=lambda person: (person[1], person[0]))


def coordinating_bodies(municipality_ids: Collection[int], *, on: date) -> dict[int, Body]:
    """By municipality, the body of its coordinator; where nobody coordinates, the body there above most. One query."""
    coordinator = Appointment.objects.filter(
        on_day(on), body=OuterRef("pk"), role=Role.COORDINATOR, staff__is_active=True
    )  # fmt: skip
    bodies = Body.objects.filter(is_active=True, municipality__in=municipality_ids)
    ranked = bodies.annotate(has_coordinator=Exists(coordinator), reach=Count("below"))
    return {body.municipality_id or 0: body for body in ranked.order_by("has_coordinator", "reach", "-id")}


def zone_of(body_id: int) -> str:
    """In which zone the body's clocks go."""
    return Body.objects.values_list("zone", flat=True).get(id=body_id)


def _near(place: Place) -> Q:
    near = Q(body__below__descendant_id=place.body_id) | Q(body__is_regional_centre=True) | Q(body__parent=None)
    if place.municipality_id is not None:
        near |= Q(body__municipality_id=place.municipality_id)
    if place.founder_id is not None:
        near |= Q(body_id=place.founder_id)
    return near


def _distance(body: Body, place: Place) -> int:
    """The body itself, then its founder, its municipality, everything else."""
    if body.id == place.body_id:
        return 0
    if body.id == place.founder_id:
        return 1
    return 2 if place.municipality_id is not None and body.municipality_id == place.municipality_id else 3
