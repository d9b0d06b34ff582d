"""Behind the work: events that nobody understood, trying a connection, how proposals do and which model makes them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router, Schema

from otklik.intake.selectors import RefusedEvent, access_refused, list_refused
from otklik.intake.services import replay_refused
from otklik.organizations.rights import Right
from otklik.pages.trial import try_connection
from otklik.triage.learning.figures import Figures, load_figures, since_when
from otklik.triage.learning.listing import ModelRow, list_curves, list_models
from otklik.triage.learning.making import ask_for_model
from otklik.triage.learning.versions import use_version
from otklik.triage.parts import Part
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.pages.pages import connected_page
from otklik.web.api.staff.rule_shapes import at_work_by
from otklik.web.api.staff.shapes import Asked, Done, Id, Line, Nothing
from otklik.web.templatetags.desk import not_understood as say_reason

router = Router(tags=["Upkeep"])
EVENTS = 50


class Events(Schema):
    """A page of events; their bytes are told one by one."""

    events: list[RefusedEvent]
    next: int | None


def _in_words(events: Sequence[RefusedEvent]) -> list[RefusedEvent]:
    return [replace(one, reason=say_reason(one.reason)) for one in events]


@router.get("/raw", response=Events)
def not_understood(request: HttpRequest, after: Id | None = None) -> dict[str, object]:
    """Events of networks that were authentic and that nobody understood, the newest first."""
    program = require_right(request, Right.CONNECT_PAGES)
    found = list_refused(program.viewer, after_id=after, at_most=EVENTS + 1)
    return {"events": _in_words(found[:EVENTS]), "next": found[EVENTS - 1].id if len(found) > EVENTS else None}


@router.get("/raw/{int:event_id}", response=RefusedEvent)
def event_not_understood(request: HttpRequest, event_id: Id) -> RefusedEvent:
    """One of them with its bytes; secrets and phone numbers are masked."""
    program = require_right(request, Right.CONNECT_PAGES)
    return _in_words([access_refused(program.viewer, event_id)])[0]


@router.post("/raw/{int:event_id}/replay", response=Done)
def play_again(request: HttpRequest, event_id: Id, given: Nothing) -> Done:
    """Put an event back into the queue."""
    program = require_right(request, Right.CONNECT_PAGES)
    event = access_refused(program.viewer, event_id)
    replay_refused(ids=[event.id], by=program.viewer, now=program.now)
    return Done()


class Tried(Schema):
    """How the network answered; `words` say why it did not, and what to do."""

    is_well: bool
    was_renewed: bool
    """It had dropped our webhook; now it stands again."""
    words: str


@router.post("/connections/{int:page_id}/test", response=Tried)
def try_now(request: HttpRequest, page_id: Id, given: Nothing) -> dict[str, object]:
    """Ask the network with the page's tokens, now."""
    program = require_right(request, Right.CONNECT_PAGES)
    trial = try_connection(connected_page(program, page_id), by=program.viewer, now=program.now)
    words = " ".join(gettext(one) for one in (trial.reason, trial.next_step) if one)
    return {"is_well": trial.facts is not None, "was_renewed": trial.was_renewed, "words": words}


class Proposals(Schema):
    """What people made of one part of the proposals, which models there are, what pairs and findings have taught."""

    figures: Figures
    models: list[ModelRow]
    curves: list[str]
    may_choose: bool


@router.get("/triage", response=Proposals)
def proposals(
    request: HttpRequest, part: Part = Part.GROUP, by: Literal["month", "week"] = "month"
) -> dict[str, object]:
    """How the proposals do, within what the owner of the key sees; models are everybody's."""
    program = at_work_by(request, Right.SEE_REPORTS, Right.EDIT_RULES)
    viewer, now = program.viewer, program.now
    by_week = by == "week"
    figures = load_figures(
        viewer.scope(Right.SEE_REPORTS),
        part,
        by_week=by_week,
        since=since_when(by_week=by_week, now=now),
        now=now,
        zone=timezone.get_current_timezone(),
    )
    may_choose = viewer.scope(Right.EDIT_RULES).everything
    return {"figures": figures, "models": list_models(), "curves": list_curves(), "may_choose": may_choose}


class Version(Schema):
    """A model, by its name."""

    version: str


@router.post("/triage/models", response=Version)
def make_model(request: HttpRequest, given: Nothing) -> dict[str, str]:
    """Have a model made of the examples that there are: some minutes of the worker's time."""
    program = require_right(request, Right.EDIT_RULES)
    return {"version": ask_for_model(by=program.viewer, now=program.now).version}


class VersionIn(Asked):
    """Which model; «shipped»: the one that came with Otklik."""

    version: Line


@router.post("/triage/models/use", response=Done)
def choose_model(request: HttpRequest, given: VersionIn) -> Done:
    """Let another model make the proposals."""
    program = require_right(request, Right.EDIT_RULES)
    use_version(given.version, by=program.viewer, now=program.now)
    return Done()
