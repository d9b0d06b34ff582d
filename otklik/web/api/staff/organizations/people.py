"""Staff: the list and the card of a person, roles, absences, leaving; who is on duty."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from otklik.notices.duty import DutyGap, Shift, ShiftEntry, drop_shift, enter_shift, find_duty_gaps, list_shifts
from otklik.organizations import people
from otklik.organizations.gap_list import list_gaps
from otklik.organizations.gaps import GapKind
from otklik.organizations.invitations import NewPerson, invite, invite_again, withdraw_invitation
from otklik.organizations.people import AbsenceEntry, RoleToGive
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import BodyChoice, find_bodies
from otklik.organizations.staff_card import StaffCard, access_staff_card
from otklik.organizations.staff_list import StaffCursor, StaffLine, StaffQuery, StaffState, list_staff_within
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.shapes import (
    After,
    Asked,
    Day,
    Done,
    Id,
    Made,
    Moment,
    Nothing,
    Ref,
    Search,
    WhyIn,
    place_in,
)

router = Router(tags=["Staff"])


class Me(Schema):
    """As whom the key acts."""

    staff_id: int
    name: str
    roles: list[Role]
    scopes: list[str]


@router.get("/me", response=Me)
def me(request: HttpRequest) -> dict[str, object]:
    """As whom the key acts, and what it is for. Any key may ask."""
    holder = program_of(request).holder
    roles = sorted({post.role for post in holder.viewer.posts})
    return {"staff_id": holder.viewer.staff_id, "name": holder.viewer.name, "roles": roles, "scopes": [*holder.scopes]}


def program_of(request: HttpRequest) -> Program:
    """Who calls, with whatever key."""
    return request.program  # type: ignore[attr-defined, no-any-return]


class StaffAsked(Schema):
    """Which people."""

    q: Search = ""
    role: Role | None = None
    state: StaffState | None = None
    after: After = ""


class StaffList(Schema):
    """A page of people."""

    staff: list[StaffLine]
    next: str | None


@router.get("/staff", response=StaffList)
def staff(request: HttpRequest, asked: Query[StaffAsked]) -> dict[str, object]:
    """The people within the scope, by name."""
    program = require_right(request, Right.SEE_STAFF)
    query = StaffQuery(asked.q, asked.role, asked.state, place_in(StaffCursor.find_in, asked.after))
    page = list_staff_within(program.viewer.scope(Right.SEE_STAFF), query, on=timezone.localdate(program.now))
    return {"staff": page.rows, "next": str(page.next) if page.next else None}


@router.get("/staff/bodies", response=list[BodyChoice])
def bodies_for_roles(request: HttpRequest, q: Search = "") -> list[BodyChoice]:
    """The first bodies with these words in which the owner of the key gives roles."""
    return find_bodies(require_right(request, Right.EDIT_STAFF).viewer.scope(Right.EDIT_STAFF), q)


class Gaps(Schema):
    """A page of bodies."""

    bodies: list[str]
    next: str
    """Goes into `after`; empty at the end."""


@router.get("/staff/gaps", response=Gaps)
def gaps(request: HttpRequest, kind: GapKind = GapKind.NOBODY, after: After = "") -> dict[str, object]:
    """The bodies for which nobody will answer on some day ahead, or which hang on one person."""
    program = require_right(request, Right.SEE_STAFF)
    found = list_gaps(program.viewer.scope(Right.SEE_STAFF), kind, on=timezone.localdate(program.now), after=after)
    return {"bodies": [row.body for row in found.rows], "next": found.next}


@router.get("/staff/{int:staff_id}", response=StaffCard)
def staff_card(request: HttpRequest, staff_id: Id) -> StaffCard:
    """One person: roles, absences, invitation."""
    program = require_right(request, Right.SEE_STAFF)
    return access_staff_card(program.viewer, staff_id, now=program.now)


class RoleIn(Asked):
    """A role in a body, from a day until a day."""

    role: Role
    body_id: Ref
    since_on: Day | None = None
    until_on: Day | None = None

    def wanted(self) -> RoleToGive:
        """As the services take it."""
        return RoleToGive(self.role, self.body_id, self.since_on, self.until_on)


class InviteIn(RoleIn):
    """A person with a first role."""

    email: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
    post: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")] = ""


@router.post("/staff", response=Made)
def invite_person(request: HttpRequest, given: InviteIn) -> dict[str, int]:
    """Enter a person with a first role; the worker writes to them."""
    program = require_right(request, Right.EDIT_STAFF)
    person = NewPerson(email=given.email, name=given.name, post=given.post, role=given.wanted())
    return {"id": invite(person, by=program.viewer, now=program.now)}


@router.post("/staff/{int:staff_id}/roles", response=Done)
def give_role(request: HttpRequest, staff_id: Id, given: RoleIn) -> Done:
    """Give a person one more role."""
    program = require_right(request, Right.EDIT_STAFF)
    people.give_role(staff_id, given.wanted(), by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/roles/{int:appointment_id}/end", response=Done)
def end_role(request: HttpRequest, staff_id: Id, appointment_id: Id, given: Nothing) -> Done:
    """End a role now."""
    program = require_right(request, Right.EDIT_STAFF)
    people.end_role(appointment_id, staff_id=staff_id, by=program.viewer, now=program.now)
    return Done()


class AbsenceIn(Asked):
    """Days away, both included, and who stands in."""

    since_on: Day
    until_on: Day
    deputy_id: Ref | None = None


@router.post("/staff/{int:staff_id}/absences", response=Done)
def absent(request: HttpRequest, staff_id: Id, given: AbsenceIn) -> Done:
    """Enter days on which a person is away; one's own too."""
    program = require_right(request, None if staff_id == program_of(request).viewer.staff_id else Right.EDIT_STAFF)
    people.enter_absence(staff_id, AbsenceEntry(**given.model_dump()), by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/absences/{int:absence_id}/take-away", response=Done)
def present(request: HttpRequest, staff_id: Id, absence_id: Id, given: Nothing) -> Done:
    """Take an absence away."""
    program = require_right(request, None if staff_id == program_of(request).viewer.staff_id else Right.EDIT_STAFF)
    people.take_away_absence(absence_id, staff_id=staff_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/leave", response=Done)
def leave(request: HttpRequest, staff_id: Id, given: WhyIn) -> Done:
    """The person does not work here any more; their keys open nothing from this moment."""
    program = require_right(request, Right.EDIT_STAFF)
    people.deactivate(staff_id, because=given.because, by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/come-back", response=Done)
def come_back(request: HttpRequest, staff_id: Id, given: Nothing) -> Done:
    """The person works here again."""
    program = require_right(request, Right.EDIT_STAFF)
    people.reactivate(staff_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/invitation", response=Done)
def write_again(request: HttpRequest, staff_id: Id, given: Nothing) -> Done:
    """Send a new link to set a password; the links before it stop working."""
    program = require_right(request, Right.EDIT_STAFF)
    invite_again(staff_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/invitation/withdraw", response=Done)
def withdraw(request: HttpRequest, staff_id: Id, given: Nothing) -> Done:
    """The invitation does not count any more."""
    program = require_right(request, Right.EDIT_STAFF)
    withdraw_invitation(staff_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/staff/{int:staff_id}/sessions/end", response=Done)
def end_sessions(request: HttpRequest, staff_id: Id, given: Nothing) -> Done:
    """Sign another person out everywhere."""
    program = require_right(request, Right.EDIT_STAFF)
    people.sign_out(staff_id, by=program.viewer, now=program.now)
    return Done()


class Duty(Schema):
    """The rota, and the hours for which nobody is named."""

    shifts: list[Shift]
    gaps: list[DutyGap]


@router.get("/duty", response=Duty)
def duty(request: HttpRequest) -> dict[str, object]:
    """Who takes emergencies when."""
    program = require_right(request, Right.SEE_STAFF)
    return {
        "shifts": list_shifts(program.viewer, now=program.now),
        "gaps": find_duty_gaps(program.viewer, now=program.now),
    }


class ShiftIn(Asked):
    """A person on duty, from a moment until a moment."""

    body_id: Ref
    staff_id: Ref
    from_at: Moment
    until_at: Moment


@router.post("/duty", response=Made)
def enter(request: HttpRequest, given: ShiftIn) -> dict[str, int]:
    """Put a person on the rota."""
    program = require_right(request, Right.EDIT_STAFF)
    return {"id": enter_shift(ShiftEntry(**given.model_dump()), by=program.viewer, now=program.now)}


@router.post("/duty/{int:shift_id}/take-out", response=Done)
def drop(request: HttpRequest, shift_id: Id, given: Nothing) -> Done:
    """Take a shift out of the rota."""
    program = require_right(request, Right.EDIT_STAFF)
    drop_shift(shift_id, by=program.viewer, now=program.now)
    return Done()
