"""Acts on a case that need no text for the resident: steps of the table, passing on, parts, notes."""

from collections.abc import Callable
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from otklik.appeals.emergencies import take_emergency
from otklik.appeals.errors import NoSuchCase
from otklik.appeals.extending import extend_deadline
from otklik.appeals.handing_outside import ask_outside, take_back_link
from otklik.appeals.joining import join_alike, tell_apart
from otklik.appeals.photos import take_away
from otklik.appeals.profiles import Importance
from otklik.appeals.relating import relate_cases, unrelate_cases
from otklik.appeals.selectors.case import find_standing
from otklik.appeals.services import assign, correct_case, take_step, write_note
from otklik.appeals.sharing import Way
from otklik.appeals.splitting import ask_body
from otklik.appeals.states import Act, Cause, Outcome
from otklik.appeals.workflow import Reason
from otklik.integrations.cases.services import note_entered
from otklik.moderation.queue.reviews import pass_case
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.shapes import Asked, CaseStands, Day, Id, Line, Link, Nothing, Ref, Versioned, Words
from otklik.web.desk.forms import within_a_year

router = Router(tags=["Acts on a case"])
StepAct = Literal[
    "pass_moderation", "decline", "uphold_objection", "take", "return_not_ours", "defer", "hand_over",
    "external_answers", "close", "reopen", "join", "take_apart", "withdraw", "accept_withdrawal", "hand_in",
]  # fmt: skip
"""What a person does by the table of steps; what the system or the resident does stands there too."""


def stands(program: Program, number: int) -> dict[str, object]:
    """Where the case stands now, for whoever may still see it."""
    found = find_standing(program.viewer, number)
    return {"number": number, "version": found and found.version, "state": found and found.state}


def act_on(request: HttpRequest, number: int, act: Callable[[Program], object]) -> dict[str, object]:
    """Do one act, as a page of the desk does it, and tell where the case stands."""
    program = require_right(request, Right.SEE_CASES)
    if find_standing(program.viewer, number) is None:  # first of all: what was sent is looked at for those who see it
        raise NoSuchCase
    act(program)
    return stands(program, number)


class StepIn(Versioned):
    """What the act needs: see docs/how-to/use-the-api.md; what is missing is told."""

    text: Words = ""
    finding: Line = ""
    clause: Line = ""
    due_on: Day | None = None
    system: Line = ""
    number: Line = ""
    outcome: Outcome | None = None
    link: Line = ""
    cause: Cause | None = None


@router.post("/cases/{int:number}/acts/{act}", response=CaseStands)
def step(request: HttpRequest, number: Id, act: StepAct, given: StepIn) -> dict[str, object]:
    """One act of the table: take, return, decline, defer, hand to another system, close, reopen, join, take apart…"""

    def do(program: Program) -> None:
        today = timezone.localdate(program.now)
        due_on = within_a_year(given.due_on, field="due_on", today=today)
        reason = Reason(**given.model_dump(exclude={"version", "due_on"}), due_on=due_on)
        if Act(act) is Act.PASS_MODERATION:
            pass_case(number, by=program.viewer, reason=reason, version=given.version, now=program.now)
        else:
            take_step(number, Act(act), by=program.viewer, reason=reason, version=given.version, now=program.now)

    return act_on(request, number, do)


class AssignIn(Versioned):
    """Whom the case goes to: a body, and a person of it by number or by a way of sharing."""

    body_id: Ref
    executor_id: Ref | None = None
    way: Way | None = None
    because: Words = ""


@router.post("/cases/{int:number}/assign", response=CaseStands)
def assign_case(request: HttpRequest, number: Id, given: AssignIn) -> dict[str, object]:
    """Pass the case to a body, and to a person of it if one is named."""
    values = given.model_dump()
    if given.way is not None:
        values["executor_id"] = None
    return act_on(request, number, lambda who: assign(number, **values, by=who.viewer, now=who.now))


class CorrectIn(Versioned):
    """What the case is about; all of it, as it shall stand."""

    topic_id: Ref | None
    address: Line
    importance: Importance
    kind: Line = ""


@router.post("/cases/{int:number}/correct", response=CaseStands)
def correct(request: HttpRequest, number: Id, given: CorrectIn) -> dict[str, object]:
    """Accept or correct what the machine proposed."""
    return act_on(request, number, lambda who: correct_case(number, **given.model_dump(), by=who.viewer, now=who.now))


class NoteIn(Asked):
    """A note."""

    text: Words


@router.post("/cases/{int:number}/notes", response=CaseStands)
def note(request: HttpRequest, number: Id, given: NoteIn) -> dict[str, object]:
    """Add an internal note; the resident never sees it."""
    return act_on(request, number, lambda who: write_note(number, text=given.text, by=who.viewer, now=who.now))


class ExtendIn(Versioned):
    """Until when, and why."""

    due_on: Day
    because: Words


@router.post("/cases/{int:number}/deadline", response=CaseStands)
def extend(request: HttpRequest, number: Id, given: ExtendIn) -> dict[str, object]:
    """Move the deadline. The resident has to be told: send an interim answer with the date."""

    def do(program: Program) -> None:
        to = within_a_year(given.due_on, field="due_on", today=timezone.localdate(program.now))
        extend_deadline(
            number, to=to, because=given.because[:1000], by=program.viewer, version=given.version, now=program.now
        )  # fmt: skip

    return act_on(request, number, do)


@router.post("/cases/{int:number}/emergency/take", response=CaseStands)
def emergency(request: HttpRequest, number: Id, given: Nothing) -> dict[str, object]:
    """Take an emergency: the calls stop."""
    return act_on(request, number, lambda who: take_emergency(number, by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/alike/{int:other}/join", response=CaseStands)
def join(request: HttpRequest, number: Id, other: Id, given: Versioned) -> dict[str, object]:
    """Make one of two cases."""
    version = given.version
    return act_on(
        request, number, lambda who: join_alike(number, other=other, by=who.viewer, version=version, now=who.now)
    )  # fmt: skip


@router.post("/cases/{int:number}/alike/{int:other}/different", response=CaseStands)
def different(request: HttpRequest, number: Id, other: Id, given: Nothing) -> dict[str, object]:
    """They are two: not proposed again."""
    return act_on(request, number, lambda who: tell_apart(number, other=other, by=who.viewer, now=who.now))


class PartIn(Versioned):
    """What another body is asked."""

    body_id: Ref
    question: Words


@router.post("/cases/{int:number}/parts", response=CaseStands)
def ask_part(request: HttpRequest, number: Id, given: PartIn) -> dict[str, object]:
    """Give a part of the case to another body."""
    return act_on(request, number, lambda who: ask_body(number, **given.model_dump(), by=who.viewer, now=who.now))


class OutsideIn(Versioned):
    """What somebody without an account is asked."""

    to_name: Line
    question: Words


@router.post("/cases/{int:number}/parts/link", response=Link)
def hand_outside(request: HttpRequest, number: Id, given: OutsideIn) -> dict[str, object]:
    """Make a link for somebody without an account; it is told once."""
    program = require_right(request, Right.SEE_CASES)
    secret = ask_outside(number, **given.model_dump(), by=program.viewer, now=program.now)
    return {"number": number, "url": settings.OTKLIK_SITE_URL + reverse("part_link", args=[secret])}


@router.post("/cases/{int:number}/parts/{int:part_id}/take-back", response=CaseStands)
def take_back_part(request: HttpRequest, number: Id, part_id: Id, given: Nothing) -> dict[str, object]:
    """The link works no more."""
    return act_on(request, number, lambda who: take_back_link(number, part_id, by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/related/{int:other}", response=CaseStands)
def relate(request: HttpRequest, number: Id, other: Id, given: Nothing) -> dict[str, object]:
    """The case has to do with another."""
    return act_on(request, number, lambda who: relate_cases(number, other=str(other), by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/related/{int:other}/remove", response=CaseStands)
def unrelate(request: HttpRequest, number: Id, other: Id, given: Nothing) -> dict[str, object]:
    """It has not, after all."""
    return act_on(request, number, lambda who: unrelate_cases(number, other=str(other), by=who.viewer, now=who.now))


class DropPhotoIn(Asked):
    """Why."""

    because: Line


@router.post("/cases/{int:number}/photos/{int:photo_id}/drop", response=CaseStands)
def drop_photo(request: HttpRequest, number: Id, photo_id: Id, given: DropPhotoIn) -> dict[str, object]:
    """Take a photo away, for ever."""
    because = given.because
    return act_on(
        request, number, lambda who: take_away(number, photo_id, because=because, by=who.viewer, now=who.now)
    )  # fmt: skip


class EnteredIn(Asked):
    """When; without a day: today."""

    entered_on: Day | None = None


@router.post("/cases/{int:number}/entered/{int:external_id}", response=CaseStands)
def entered(request: HttpRequest, number: Id, external_id: Id, given: EnteredIn) -> dict[str, object]:
    """Note that our answer was entered in the other system."""

    def do(program: Program) -> None:
        today = timezone.localdate(program.now)
        day = within_a_year(given.entered_on, field="entered_on", today=today)
        note_entered(external_id, entered_on=day or today, by=program.viewer, now=program.now)

    return act_on(request, number, do)
