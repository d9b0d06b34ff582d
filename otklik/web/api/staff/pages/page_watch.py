"""What happens to pages: alarms, connections, fakes, scores that are objected to, bodies that keep none."""

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from otklik.organizations.rights import Right
from otklik.pages.absent import Absent, list_absent
from otklik.pages.alarm_listing import AlarmCursor, AlarmQuery, AlarmRow, Stage, list_alarms
from otklik.pages.fake_listing import FakeRow, FakeState, list_fakes
from otklik.pages.fakes import FakeEntry, enter_fake, judge_fake
from otklik.pages.listing import ConnectionQuery, ConnectionRow, Cursor, list_connections
from otklik.pages.looking import ask_look
from otklik.pages.objections import accept_objection, object_to_score, reject_objection
from otklik.pages.selectors import access_page
from otklik.pages.services import ask_reading, pause_connection, resume_connection
from otklik.pages.watching import access_alarm, acknowledge_alarm
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.pages.pages import connected_page
from otklik.web.api.staff.shapes import After, Asked, Done, Id, Line, Made, Nothing, Search, WhyIn, network_of, place_in

router = Router(tags=["Official pages"])


class AlarmsAsked(Schema):
    """Which alarms."""

    stage: Stage = Stage.WAITING
    network: Line = ""
    after: After = ""


class Alarms(Schema):
    """A page of alarms."""

    alarms: list[AlarmRow]
    next: str | None


@router.get("/alarms", response=Alarms)
def alarms(request: HttpRequest, asked: Query[AlarmsAsked]) -> dict[str, object]:
    """What happened to pages, the worst first."""
    program = require_right(request, Right.SEE_PAGES)
    after = place_in(AlarmCursor.find_in, asked.after)
    page = list_alarms(program.viewer, AlarmQuery(stage=asked.stage, network=network_of(asked.network), after=after))
    return {"alarms": page.rows, "next": str(page.next) if page.next else None}


class SeenIn(Asked):
    """What others should know."""

    note: Line = ""


@router.post("/alarms/{int:alarm_id}/acknowledge", response=Done)
def acknowledge(request: HttpRequest, alarm_id: Id, given: SeenIn) -> Done:
    """A person has seen to an alarm."""
    program = require_right(request, Right.EDIT_PAGES)
    alarm = access_alarm(program.viewer, alarm_id, right=Right.EDIT_PAGES)
    acknowledge_alarm(alarm, by=program.viewer, note=given.note, now=program.now)
    return Done()


@router.post("/pages/{int:page_id}/look", response=Done)
def look(request: HttpRequest, page_id: Id, given: Nothing) -> Done:
    """Have the worker look at a page before all others."""
    program = require_right(request, Right.EDIT_PAGES)
    ask_look(access_page(program.viewer, page_id, right=Right.EDIT_PAGES), by=program.viewer, now=program.now)
    return Done()


class Connections(Schema):
    """A page of connections."""

    connections: list[ConnectionRow]
    next: str | None


@router.get("/connections", response=Connections)
def connections(request: HttpRequest, network: Line = "", q: Search = "", after: After = "") -> dict[str, object]:
    """How we hear from the pages and speak for them, troubled ones first."""
    program = require_right(request, Right.SEE_PAGES)
    query = ConnectionQuery(network=network_of(network), text=q, after=place_in(Cursor.find_in, after))
    page = list_connections(program.viewer.scope(Right.SEE_PAGES), query)
    return {"connections": page.rows, "next": str(page.next) if page.next else None}


@router.post("/connections/{int:page_id}/pause", response=Done)
def pause(request: HttpRequest, page_id: Id, given: WhyIn) -> Done:
    """Send nothing from this page until a person lets it go on."""
    program = require_right(request, Right.CONNECT_PAGES)
    pause_connection(connected_page(program, page_id), because=given.because, by=program.viewer, now=program.now)
    return Done()


@router.post("/connections/{int:page_id}/resume", response=Done)
def resume(request: HttpRequest, page_id: Id, given: Nothing) -> Done:
    """Let a paused page send again."""
    program = require_right(request, Right.CONNECT_PAGES)
    resume_connection(connected_page(program, page_id), by=program.viewer, now=program.now)
    return Done()


@router.post("/connections/{int:page_id}/read-back", response=Done)
def read_back(request: HttpRequest, page_id: Id, given: Nothing) -> Done:
    """Have the worker read the page back before all others."""
    program = require_right(request, Right.CONNECT_PAGES)
    ask_reading(connected_page(program, page_id), by=program.viewer, now=program.now)
    return Done()


class FakesAsked(Schema):
    """Which suspected fakes."""

    state: Literal["suspected", "confirmed", "cleared"] = "suspected"
    after: Id | None = None


class Fakes(Schema):
    """A page of suspected fakes."""

    fakes: list[FakeRow]
    next: int | None


@router.get("/fakes", response=Fakes)
def fakes(request: HttpRequest, asked: Query[FakesAsked]) -> dict[str, object]:
    """Pages that seem to pass themselves off as official ones."""
    program = require_right(request, Right.SEE_PAGES)
    page = list_fakes(program.viewer, FakeState(asked.state), after=asked.after)
    return {"fakes": page.rows, "next": page.next}


class FakeIn(Asked):
    """A page that somebody came across, and which official one it resembles."""

    address: Line
    resembles: Line
    name: Line = ""


@router.post("/fakes", response=Made)
def new_fake(request: HttpRequest, given: FakeIn) -> dict[str, int]:
    """Put a page on the list that somebody came across."""
    program = require_right(request, Right.EDIT_PAGES)
    return {"id": enter_fake(FakeEntry(**given.model_dump()), by=program.viewer, now=program.now).id}


@router.post("/fakes/{int:fake_id}/{verdict}", response=Done)
def judge(request: HttpRequest, fake_id: Id, verdict: Literal["confirm", "clear"], given: WhyIn) -> Done:
    """A person compared the pages: it is a fake, or it imitates none."""
    program = require_right(request, Right.EDIT_PAGES)
    state = FakeState.CONFIRMED if verdict == "confirm" else FakeState.CLEARED
    judge_fake(fake_id, state, by=program.viewer, because=given.because, now=program.now)
    return Done()


class ScoreObjectionIn(Asked):
    """Which check of which methodology is wrong, and why."""

    methodology: Line
    check: Line
    comment: Line


@router.post("/pages/{int:page_id}/score/object", response=Made)
def object_to(request: HttpRequest, page_id: Id, given: ScoreObjectionIn) -> dict[str, int]:
    """Object to one check of the newest score; a curator decides."""
    program = require_right(request, Right.EDIT_PAGES)
    return {"id": object_to_score(program.viewer, page_id, **given.model_dump(), now=program.now).id}


class ScoreAnswerIn(Asked):
    """What is decided, and what the page's keepers are answered."""

    verdict: Literal["accept", "reject"]
    answer: Line


@router.post("/pages/{int:page_id}/score/objections/{int:objection_id}", response=Done)
def judge_objection(request: HttpRequest, page_id: Id, objection_id: Id, given: ScoreAnswerIn) -> Done:
    """The check counts in full on that day, or the score stays as it is."""
    program = require_right(request, Right.EDIT_RULES)
    act = accept_objection if given.verdict == "accept" else reject_objection
    act(program.viewer, page_id, objection_id, answer=given.answer, now=program.now)
    return Done()


class Absents(Schema):
    """A page of bodies; `next` goes into `after`, with the name of the last body in `after_name`."""

    bodies: list[Absent]
    next: int | None


@router.get("/pages/absent", response=Absents)
def absent_pages(request: HttpRequest, after: Id | None = None, after_name: Line = "") -> dict[str, object]:
    """The bodies that must keep a page and have none."""
    program = require_right(request, Right.SEE_PAGES)
    since = (after_name, after) if after else ("", 0)
    page = list_absent(program.viewer.scope(Right.SEE_PAGES), now=program.now, after=since)
    return {"bodies": page.rows, "next": page.next[1] if page.next else None}
