"""Bodies and topics: the tree that one looks after, a card, entering, moving, merging, closing; topics."""

from dataclasses import replace
from datetime import time
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from otklik.answers.approval.rules import enter_new_body, save_body
from otklik.organizations.bodies import BodyCard
from otklik.organizations.body_view import BodyView, access_body, card_of, view_body
from otklik.organizations.listing import After as AfterBody
from otklik.organizations.listing import BodyRow, list_below, list_choices, list_tops, search_bodies
from otklik.organizations.rights import Right
from otklik.organizations.selectors import BodyChoice
from otklik.organizations.tree import close_body, merge_body, move_body, reopen_body
from otklik.topics.selectors import TopicRow, list_topics
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.rule_shapes import Hour, Seen, called
from otklik.web.api.staff.shapes import After, Asked, Done, Flag, Line, Ref, Search, WhyIn, place_in

router = Router(tags=["Bodies and topics"])
_SENT_AS = {"parent": "parent_id", "founder": "founder_id", "territory": "territory_id", "steps": "requires_approval"}


@router.get("/topics", response=list[TopicRow])
def topics(request: HttpRequest) -> list[TopicRow]:
    """What messages are about: groups, each followed by its topics."""
    require_right(request)
    return list_topics()


@router.get("/bodies/choices", response=list[BodyChoice])
def body_choices(request: HttpRequest, q: Search) -> list[BodyChoice]:
    """The first bodies of the region with these words: whom a case can be passed to."""
    require_right(request, Right.SEE_CASES)
    return list_choices(q)


class BodiesAsked(Schema):
    """Which bodies: with words, below one, or the top of the tree."""

    q: Search = ""
    under: Line = ""
    after: After = ""


class Bodies(Schema):
    """A page of bodies."""

    bodies: list[BodyRow]
    next: str | None


@router.get("/bodies", response=Bodies)
def bodies(request: HttpRequest, asked: Query[BodiesAsked]) -> dict[str, object]:
    """The bodies that one looks after."""
    viewer = require_right(request, Right.EDIT_BODIES).viewer
    scope, after = viewer.scope(Right.EDIT_BODIES), place_in(AfterBody.find_in, asked.after)
    if asked.q:
        listed = search_bodies(scope, asked.q, after=after)
    elif asked.under:
        listed = list_below(scope, access_body(viewer, asked.under).slug, after=after)
    else:
        listed = list_tops(scope, after=after)
    return {"bodies": listed.rows, "next": str(listed.next) if listed.next else None}


@router.get("/bodies/{slug:slug}", response=BodyView)
def body(request: HttpRequest, slug: Line) -> BodyView:
    """The card of one body, with its people and its history."""
    program = require_right(request, Right.EDIT_BODIES)
    return view_body(access_body(program.viewer, slug), on=timezone.localdate(program.now))


Sphere = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]


class CardIn(Asked):
    """Of the card of a body what is named: the rest stays as it stands, or as is usual for a new one."""

    name: Line = Field(default_factory=str)
    short_name: Line = Field(default_factory=str)
    territory_id: Ref = Field(default_factory=int)
    sphere: Sphere = Field(default_factory=str)
    further_spheres: Annotated[list[Sphere], Field(max_length=2, default_factory=list)]
    founder_id: Ref | None = None
    zone: Line = Field(default_factory=str)
    workday_from: Hour = Field(default_factory=time)
    workday_to: Hour = Field(default_factory=time)
    break_from: Hour | None = None
    break_to: Hour | None = None
    requires_approval: Flag = Field(default_factory=bool)
    is_regional_centre: Flag = Field(default_factory=bool)
    level: Line = Field(default_factory=str)
    ogrn: Line = Field(default_factory=str)
    phone: Line = Field(default_factory=str)
    email: Line = Field(default_factory=str)
    site: Line = Field(default_factory=str)
    address: Line = Field(default_factory=str)
    head_name: Line = Field(default_factory=str, description="Who heads it, in full. Everybody reads it.")
    head_post: Line = Field(default_factory=str)
    population: Annotated[int | None, Field(strict=True, ge=0, le=150_000_000)] = None
    competences: Annotated[
        list[Ref], Field(max_length=500, default_factory=list, description="Topics for which it answers.")
    ]  # fmt: skip
    because: Line = Field("", description="Why it changes: the act and its date. It stays in the history.")

    def told(self) -> dict[str, Any]:
        """The entries that were sent, as the card has them."""
        sent = self.model_dump(exclude_unset=True, exclude={"competences", "because", "version"})
        told = {name: value.strip() if isinstance(value, str) else value for name, value in sent.items()}
        return told | ({"further_spheres": tuple(told["further_spheres"])} if "further_spheres" in told else {})


class Slug(Schema):
    """What was entered, by its name in addresses."""

    slug: str


class NewBodyIn(CardIn):
    """A body that is not there yet."""

    slug: Line = Field(description="Its name in addresses, in Latin letters; it never changes.")
    name: Line
    short_name: Line
    territory_id: Ref
    parent_id: Ref | None = None


@router.post("/bodies", response=Slug)
def new_body(request: HttpRequest, given: NewBodyIn) -> dict[str, str]:
    """Enter a body."""
    program = require_right(request, Right.EDIT_BODIES)
    usual = {"zone": timezone.get_default_timezone_name()}
    with called(**_SENT_AS):
        made = enter_new_body(
            BodyCard(**usual | given.told()),
            competences=given.competences,
            by=program.viewer,
            because=given.because,
            now=program.now,
        )
    return {"slug": made.slug}


class EditBodyIn(CardIn):
    """What changes on the card of a body."""

    version: Seen


@router.post("/bodies/{slug:slug}/edit", response=Done)
def edit_body(request: HttpRequest, slug: Line, given: EditBodyIn) -> Done:
    """Change the card of a body, as it was read. It is moved by an act of its own."""
    program = require_right(request, Right.EDIT_BODIES)
    stood = card_of(access_body(program.viewer, slug))
    with called(**_SENT_AS):
        save_body(
            replace(stood, **given.told()),
            stood=stood,
            competences=given.competences if "competences" in given.model_fields_set else None,
            by=program.viewer,
            because=given.because,
            now=program.now,
            seen=given.version,
        )
    return Done()


class MoveIn(WhyIn):
    """Under which body; empty: at the top."""

    under: Line = ""


@router.post("/bodies/{slug:slug}/move", response=Done)
def move(request: HttpRequest, slug: Line, given: MoveIn) -> Done:
    """Let it stand under another body."""
    program = require_right(request, Right.EDIT_BODIES)
    moved = access_body(program.viewer, slug)
    under = access_body(program.viewer, given.under) if given.under else None
    move_body(moved, under=under, by=program.viewer, because=given.because, now=program.now)
    return Done()


class MergeIn(WhyIn):
    """The heir."""

    into: Line


@router.post("/bodies/{slug:slug}/merge", response=Done)
def merge(request: HttpRequest, slug: Line, given: MergeIn) -> Done:
    """Make it part of another body. This cannot be undone."""
    program = require_right(request, Right.EDIT_BODIES)
    heir = access_body(program.viewer, given.into)
    merge_body(
        access_body(program.viewer, slug), into=heir, by=program.viewer, because=given.because, now=program.now
    )  # fmt: skip
    return Done()


@router.post("/bodies/{slug:slug}/close", response=Done)
def close(request: HttpRequest, slug: Line, given: WhyIn) -> Done:
    """Close it: it must have no pages, open cases or bodies below it."""
    program = require_right(request, Right.EDIT_BODIES)
    close_body(access_body(program.viewer, slug), by=program.viewer, because=given.because, now=program.now)
    return Done()


@router.post("/bodies/{slug:slug}/reopen", response=Done)
def reopen(request: HttpRequest, slug: Line, given: WhyIn) -> Done:
    """Let it work again after it was closed."""
    program = require_right(request, Right.EDIT_BODIES)
    reopen_body(access_body(program.viewer, slug), by=program.viewer, because=given.because, now=program.now)
    return Done()
