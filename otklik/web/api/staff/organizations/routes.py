"""Who answers what: the table of routes, tried before it counts; its alarms."""

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from otklik.appeals.policy_book import list_named_policies
from otklik.appeals.route_table import TableRow, TroubleRow, end_trouble, list_route_choices, list_table, list_troubles
from otklik.appeals.route_trial import LOOKED_AT, MOST_LOOKED_AT, Trial, try_table
from otklik.appeals.routes import (
    LAST_PRIORITY,
    USUAL_PRIORITY,
    RouteEntry,
    access_entry,
    drawn_route,
    drop_route,
    move_route,
    save_route,
)
from otklik.integrations.keys import KeyScope
from otklik.organizations.rights import Right
from otklik.shared.versions import version_of
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.rule_shapes import Hour, Seen, called
from otklik.web.api.staff.shapes import Asked, Done, Id, Line, Made, Nothing, Ref, Words

router = Router(tags=["Routing"])
Looked = Annotated[int, Field(ge=0, le=MOST_LOOKED_AT)]


class Routing(Schema):
    """The table, and the alarms that stand."""

    rules: list[TableRow]
    alarms: list[TroubleRow]


@router.get("/routing", response=Routing)
def routing(request: HttpRequest) -> dict[str, object]:
    """The rules in the order in which they are asked, what is wrong with them, and what went wrong."""
    program = require_right(request, Right.EDIT_ROUTES)
    rules = list_table(program.viewer, on=timezone.localdate(program.now))
    return {"rules": rules, "alarms": list_troubles(program.viewer)}


class Named(Schema):
    """Something by its number and name."""

    id: int
    name: str


class RouteChoicesOf(Schema):
    """What a rule can name, besides bodies, topics and executors."""

    pages: list[Named]
    places: list[Named]
    policies: list[Named]


@router.get("/routing/choices", response=RouteChoicesOf)
def route_choices(request: HttpRequest) -> dict[str, object]:
    """The pages, places and deadline policies that a rule of yours can name; of very many the first by name."""
    viewer = require_right(request, Right.EDIT_ROUTES).viewer
    choices = list_route_choices(viewer)
    named = {"pages": choices.pages, "places": choices.places, "policies": list_named_policies(viewer)}
    return {kind: [{"id": number, "name": name} for number, name in rows] for kind, rows in named.items()}


@router.get("/routing/trial", response=Trial)
def try_routing(request: HttpRequest, at_most: Looked = LOOKED_AT) -> Trial:
    """What the table would do with the last cases that came, against where they are now. Nothing is changed."""
    program = require_right(request, Right.EDIT_ROUTES)
    return try_table(program.viewer, now=program.now, at_most=at_most)


class RouteOf(Schema):
    """A rule as it can be changed; null and empty: any."""

    entry: RouteEntry
    version: str = Field(description="Goes back with a change: what was read is what is changed.")


@router.get("/routing/{int:route_id}", response=RouteOf)
def route(request: HttpRequest, route_id: Id) -> dict[str, object]:
    """One rule."""
    entry, _topic = access_entry(require_right(request, Right.EDIT_ROUTES).viewer, route_id)
    return {"entry": entry, "version": version_of(entry)}


class RouteIn(Asked):
    """A rule: which cases it is for (null and empty: any), and who answers them."""

    body_id: Ref
    page_id: Ref | None = None
    topic_id: Ref | None = None
    territory_id: Ref | None = None
    kind: Line = ""
    importance: Line = ""
    street: Line = ""
    words: Words = ""
    days: Line = Field("", description="Numbers of the days, from Monday on: `12345`. Empty: any day.")
    time_from: Hour | None = None
    time_to: Hour | None = None
    executor_id: Ref | None = None
    way: Line = ""
    most_open: Annotated[int | None, Field(strict=True, ge=1, le=1000)] = None
    priority: Annotated[int, Field(strict=True, ge=0, le=LAST_PRIORITY)] = USUAL_PRIORITY
    policy_id: Ref | None = None

    def route_entry(self) -> RouteEntry:
        """As the services take it."""
        return RouteEntry(**{name: getattr(self, name) for name in RouteIn.model_fields})


@router.post("/routing", response=Made)
def new_route(request: HttpRequest, given: RouteIn) -> dict[str, int]:
    """Enter a rule: it holds for cases that come from now on."""
    program = require_right(request, Right.EDIT_ROUTES)
    with called(topic="topic_id"):
        return {"id": save_route(given.route_entry(), route_id=None, by=program.viewer, now=program.now)}


class DrawnIn(RouteIn):
    """A rule that is only drawn, in place of the one of this number; null: beside all that are there."""

    route_id: Ref | None = None


@router.post("/routing/preview", response=Trial)
def preview_route(request: HttpRequest, given: DrawnIn) -> Trial:
    """What a rule would change for the last cases that came, before it holds. Nothing is written: any key will do."""
    # not every preview takes a key for reading: that of acts on many cases does them under locks, rolled back (ADR 43)
    program = require_right(request, Right.EDIT_ROUTES, scope=KeyScope.READ)
    with called(topic="topic_id"):
        drawn = drawn_route(given.route_entry(), route_id=given.route_id, by=program.viewer, now=program.now)
    return try_table(program.viewer, now=program.now, drawn=drawn)


class ChangedRouteIn(RouteIn):
    """A rule as it is from now on, whole."""

    version: Seen


@router.post("/routing/{int:route_id}/edit", response=Done)
def edit_route(request: HttpRequest, route_id: Id, given: ChangedRouteIn) -> Done:
    """Change a rule as it was read."""
    program = require_right(request, Right.EDIT_ROUTES)
    with called(topic="topic_id"):
        save_route(given.route_entry(), route_id=route_id, by=program.viewer, now=program.now, seen=given.version)
    return Done()


class ReadRouteIn(Asked):
    """A rule as it was read."""

    version: Seen


@router.post("/routing/{int:route_id}/drop", response=Done)
def delete_route(request: HttpRequest, route_id: Id, given: ReadRouteIn) -> Done:
    """Delete a rule as it was read; cases that went by it keep what it said."""
    program = require_right(request, Right.EDIT_ROUTES)
    drop_route(route_id, by=program.viewer, now=program.now, seen=given.version)
    return Done()


class MoveRouteIn(Asked):
    """Which way."""

    to: Literal["up", "down"]


@router.post("/routing/{int:route_id}/move", response=Done)
def reorder_route(request: HttpRequest, route_id: Id, given: MoveRouteIn) -> Done:
    """Let a rule be asked one place sooner or later."""
    program = require_right(request, Right.EDIT_ROUTES)
    move_route(route_id, is_up=given.to == "up", by=program.viewer, now=program.now)
    return Done()


@router.post("/routing/alarms/{int:trouble_id}/end", response=Done)
def end_route_trouble(request: HttpRequest, trouble_id: Id, given: Nothing) -> Done:
    """An alarm has been seen to."""
    program = require_right(request, Right.EDIT_ROUTES)
    end_trouble(program.viewer, trouble_id, now=program.now)
    return Done()
