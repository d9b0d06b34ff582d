"""Bodies and topics: the tree that one looks after, a card, moving, merging, closing; what messages are about."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from otklik.organizations.body_view import BodyView, access_body, view_body
from otklik.organizations.listing import After as AfterBody
from otklik.organizations.listing import BodyRow, list_below, list_choices, list_tops, search_bodies
from otklik.organizations.rights import Right
from otklik.organizations.selectors import BodyChoice
from otklik.organizations.tree import close_body, merge_body, move_body, reopen_body
from otklik.topics.selectors import TopicRow, list_topics
from otklik.web.api.staff.door import at_work
from otklik.web.api.staff.shapes import After, Done, Line, Search, WhyIn, place_in

router = Router(tags=["Bodies and topics"])


@router.get("/topics", response=list[TopicRow])
def topics(request: HttpRequest) -> list[TopicRow]:
    """What messages are about: groups, each followed by its topics."""
    at_work(request)
    return list_topics()


@router.get("/bodies/choices", response=list[BodyChoice])
def body_choices(request: HttpRequest, q: Search) -> list[BodyChoice]:
    """The first bodies of the region with these words: whom a case can be passed to."""
    at_work(request, Right.SEE_CASES)
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
    viewer = at_work(request, Right.EDIT_BODIES).viewer
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
    program = at_work(request, Right.EDIT_BODIES)
    return view_body(access_body(program.viewer, slug), on=timezone.localdate(program.now))


class MoveIn(WhyIn):
    """Under which body; empty: at the top."""

    under: Line = ""


@router.post("/bodies/{slug:slug}/move", response=Done)
def move(request: HttpRequest, slug: Line, given: MoveIn) -> Done:
    """Let it stand under another body."""
    program = at_work(request, Right.EDIT_BODIES)
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
    program = at_work(request, Right.EDIT_BODIES)
    heir = access_body(program.viewer, given.into)
    merge_body(
        access_body(program.viewer, slug), into=heir, by=program.viewer, because=given.because, now=program.now
    )  # fmt: skip
    return Done()


@router.post("/bodies/{slug:slug}/close", response=Done)
def close(request: HttpRequest, slug: Line, given: WhyIn) -> Done:
    """Close it: it must have no pages, open cases or bodies below it."""
    program = at_work(request, Right.EDIT_BODIES)
    close_body(access_body(program.viewer, slug), by=program.viewer, because=given.because, now=program.now)
    return Done()


@router.post("/bodies/{slug:slug}/reopen", response=Done)
def reopen(request: HttpRequest, slug: Line, given: WhyIn) -> Done:
    """Let it work again after it was closed."""
    program = at_work(request, Right.EDIT_BODIES)
    reopen_body(access_body(program.viewer, slug), by=program.viewer, because=given.because, now=program.now)
    return Done()
