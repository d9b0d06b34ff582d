"""Staff as a list for the desk: by name, with pagination, for thousands of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from otklik.organizations.models import Absence, Appointment, Invitation, Staff
from otklik.organizations.posts import on_day
from otklik.organizations.rights import Role, Scope
from otklik.organizations.selectors import within


class StaffState(StrEnum):
    """What the list can be narrowed to."""

    AWAY = "away"
    INVITED = "invited"
    """Has an invitation that nobody has answered yet."""
    GONE = "gone"
    """Does not work here any more."""


@dataclass(frozen=True, slots=True)
class StaffCursor:
    """After whom a page of the list goes on."""

    id: int
    name: str

    def __str__(self) -> str:
        return f"{self.id}_{self.name}"

    @classmethod
    def find_in(cls, text: str) -> "StaffCursor | None":
        """The place that a page's address carries; None where there is none or it is nonsense."""
        number, _, name = text.partition("_")
        if not (number.isascii() and number.isdecimal() and len(number) <= 18):
            return None
        return cls(id=int(number), name=name.replace("\x00", ""))


@dataclass(frozen=True, slots=True)
class StaffQuery:
    """What is asked of the list; it stands in the page's address."""

    text: str = ""
    """Part of the name, the e-mail, the post or the body."""
    role: Role | None = None
    state: StaffState | None = None
    after: StaffCursor | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role in a body, as a line."""

    role: Role
    body: str


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One person in the list."""

    staff_id: int
    name: str
    email: str
    post: str
    is_active: bool
    is_invited: bool
    seen_at: datetime | None
    roles: tuple[RoleRow, ...]
    away_until: date | None
    deputy: str


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A page of the list; `next` is None at the end."""

    rows: tuple[StaffLine, ...]
    next: StaffCursor | None = None


def list_staff_within(scope: Scope, query: StaffQuery, *, on: date, at_most: int = 50) -> StaffPage:
    """People with a role within the scope, by name. Four queries, however many there are."""
    staff = staff_within(scope).filter(_narrowed(query, on=on))
    if query.after is not None:
        staff = staff.filter(Q(name__gt=query.after.name) | Q(name=query.after.name, id__gt=query.after.id))
    found = list(staff.annotate(is_invited=_is_invited()).order_by("name", "id")[: at_most + 1])
    shown = found[:at_most]
    roles, away = _roles_of(shown, on=on), _away(shown, on=on)
    rows = tuple(_line(one, roles=roles.get(one.id, ()), away=away.get(one.id)) for one in shown)
    more = len(found) > at_most
    return StaffPage(rows, next=StaffCursor(id=shown[-1].id, name=shown[-1].name) if more else None)


def count_staff(scope: Scope, query: StaffQuery, *, on: date) -> int:
    """How many people the query finds."""
    return staff_within(scope).filter(_narrowed(query, on=on)).count()


def staff_within(scope: Scope) -> QuerySet[Staff]:
    """People who hold or held a role within the scope; with the whole region also those without any role."""
    if scope.everything:
        return Staff.objects.all()
    held = Appointment.objects.filter(_at(scope))
    return Staff.objects.filter(Exists(held.filter(staff_id=OuterRef("pk"))))


def _at(scope: Scope) -> Q:
    return within(scope, body="body", municipality="body__municipality", founder="body__founder")


def _narrowed(query: StaffQuery, *, on: date) -> Q:
    wanted = Q(is_active=query.state is not StaffState.GONE)
    if query.state is StaffState.AWAY:
        wanted &= Q(Exists(Absence.objects.filter(staff_id=OuterRef("pk"), since_on__lte=on, until_on__gte=on)))
    if query.state is StaffState.INVITED:
        wanted &= Q(_is_invited())
    if query.role is not None:
        held = Appointment.objects.filter(on_day(on), staff_id=OuterRef("pk"), role=query.role)
        wanted &= Q(Exists(held))
    text = query.text.strip()
    if text:
        held = Appointment.objects.filter(on_day(on), staff_id=OuterRef("pk"), body__short_name__icontains=text)
        named = Q(name__icontains=text) | Q(email__icontains=text) | Q(post__icontains=text)
        wanted &= named | Q(Exists(held))
    return wanted


def _is_invited() -> Exists:
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return Exists(waiting.filter(staff_id=OuterRef("pk")))


def _roles_of(staff: Sequence[Staff], *, on: date) -> dict[int, tuple[RoleRow, ...]]:
    held = Appointment.objects.filter(on_day(on), staff__in=staff).select_related("body").order_by("id")
    roles: dict[int, tuple[RoleRow, ...]] = {}
    for one in held:
        row = RoleRow(role=Role(one.role), body=one.body.short_name)
        roles[one.staff_id] = (*roles.get(one.staff_id, ()), row)
    return roles


def _away(staff: Sequence[Staff], *, on: date) -> dict[int, Absence]:
    absences = Absence.objects.filter(staff__in=staff, since_on__lte=on, until_on__gte=on).select_related("deputy")
    return {one.staff_id: one for one in absences}


def _line(staff: Staff, *, roles: tuple[RoleRow, ...], away: Absence | None) -> StaffLine:
    return StaffLine(
        staff_id=staff.id,
        name=staff.name,
        email=staff.email,
        post=staff.post,
        is_active=staff.is_active,
        is_invited=bool(getattr(staff, "is_invited", False)),
        seen_at=staff.seen_at,
        roles=roles,
        away_until=away.until_on if away else None,
        deputy=away.deputy.name if away and away.deputy else "",
    )
