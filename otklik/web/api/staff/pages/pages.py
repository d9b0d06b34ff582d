"""The register of official pages: the list and one entry, what a person says of it; alarms, connections, fakes."""

from typing import TYPE_CHECKING, Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from otklik.organizations.body_view import access_body_at_work
from otklik.organizations.rights import Right
from otklik.pages.editing import Entry, add_page, confirm_record, edit_page, restore_page, retire_page, set_expiry
from otklik.pages.entry import PageEntry, access_entry
from otklik.pages.facts import Said, say_facts
from otklik.pages.listing import Cursor
from otklik.pages.proof import ask_proof, enter_code, find_kind
from otklik.pages.register import BadgeKnown, Lack, RegisterQuery, RegisterRow, list_register
from otklik.pages.selectors import access_page
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.shapes import (
    After,
    Asked,
    Day,
    Done,
    Flag,
    Id,
    Line,
    Made,
    Nothing,
    Ref,
    Search,
    WhyIn,
    network_of,
    place_in,
)

if TYPE_CHECKING:
    from otklik.pages.models import Page

router = Router(tags=["Official pages"])


class PagesAsked(Schema):
    """Which pages; the filters are those of the register."""

    network: Line = ""
    category: Line = ""
    sphere: Line = ""
    body_id: Id | None = None
    badge: BadgeKnown | None = None
    lack: Lack | None = None
    is_retired: bool = False
    q: Search = ""
    after: After = ""


class Pages(Schema):
    """A page of the register."""

    pages: list[RegisterRow]
    next: str | None


@router.get("/pages", response=Pages)
def pages(request: HttpRequest, asked: Query[PagesAsked]) -> dict[str, object]:
    """Official pages: lost proofs, ending tokens and overdue entries first."""
    program = require_right(request, Right.SEE_PAGES)
    query = RegisterQuery(
        network=network_of(asked.network),
        category=asked.category,
        sphere=asked.sphere,
        body_id=asked.body_id,
        badge=asked.badge,
        lack=asked.lack,
        is_retired=asked.is_retired,
        text=asked.q,
        after=place_in(Cursor.find_in, asked.after),
    )
    listed = list_register(program.viewer.scope(Right.SEE_PAGES), query, now=program.now)
    return {"pages": listed.rows, "next": str(listed.next) if listed.next else None}


@router.get("/pages/{int:page_id}", response=PageEntry)
def page(request: HttpRequest, page_id: Id) -> PageEntry:
    """Everything that the register knows of a page."""
    program = require_right(request, Right.SEE_PAGES)
    return access_entry(program.viewer, page_id, now=program.now)


class EntryIn(Asked):
    """What a person enters about a page."""

    name: Line
    url: Line
    external_id: Line = ""
    category: Line = "active"
    officer_id: Ref | None = None
    officer_name: Line = ""
    officer_post: Line = ""
    order_number: Line = ""
    order_on: Day | None = None
    administrators: Annotated[list[Line], Field(max_length=20)] = []

    def entry(self) -> Entry:
        """As the services take it."""
        values = self.model_dump(exclude={"body_id", "network", "administrators"})
        return Entry(**values, administrators=tuple(self.administrators))


class NewPageIn(EntryIn):
    """A new page, and whose it is."""

    body_id: Ref
    network: Line


@router.post("/pages", response=Made)
def new_page(request: HttpRequest, given: NewPageIn) -> dict[str, int]:
    """Enter a page by hand; it needs no token."""
    program = require_right(request, Right.EDIT_PAGES)
    owner = access_body_at_work(program.viewer, given.body_id, right=Right.EDIT_PAGES)
    made = add_page(owner, given.entry(), network=given.network, by=program.viewer, now=program.now)
    return {"id": made.id}


@router.post("/pages/{int:page_id}/edit", response=Done)
def edit_entry(request: HttpRequest, page_id: Id, given: EntryIn) -> Done:
    """Change the entry of a page."""
    program = require_right(request, Right.EDIT_PAGES)
    kept = access_page(program.viewer, page_id, right=Right.EDIT_PAGES)
    edit_page(kept, given.entry(), by=program.viewer, now=program.now)
    return Done()


@router.post("/pages/{int:page_id}/confirm", response=Done)
def confirm_entry(request: HttpRequest, page_id: Id, given: Nothing) -> Done:
    """The entry is right."""
    program = require_right(request, Right.EDIT_PAGES)
    confirm_record(access_page(program.viewer, page_id, right=Right.EDIT_PAGES), by=program.viewer, now=program.now)
    return Done()


class SaidIn(Asked):
    """What no network tells; null: not known."""

    badge: Line = ""
    widgets_count: Annotated[int | None, Field(strict=True, ge=0, le=2)] = None
    is_in_component: Flag | None = None
    is_two_factor_confirmed: Flag = False


@router.post("/pages/{int:page_id}/say", response=Done)
def say(request: HttpRequest, page_id: Id, given: SaidIn) -> Done:
    """Say what no network tells."""
    program = require_right(request, Right.EDIT_PAGES)
    kept = access_page(program.viewer, page_id, right=Right.EDIT_PAGES)
    say_facts(kept, Said(**given.model_dump()), by=program.viewer, now=program.now)
    return Done()


@router.post("/pages/{int:page_id}/retire", response=Done)
def retire(request: HttpRequest, page_id: Id, given: WhyIn) -> Done:
    """The page is no official one any more."""
    program = require_right(request, Right.EDIT_PAGES)
    kept = access_page(program.viewer, page_id, right=Right.EDIT_PAGES)
    retire_page(kept, because=given.because, by=program.viewer, now=program.now)
    return Done()


@router.post("/pages/{int:page_id}/restore", response=Done)
def restore(request: HttpRequest, page_id: Id, given: Nothing) -> Done:
    """A retired page is official again."""
    program = require_right(request, Right.EDIT_PAGES)
    restore_page(access_page(program.viewer, page_id, right=Right.EDIT_PAGES), by=program.viewer, now=program.now)
    return Done()


class ExpiryIn(Asked):
    """The day; null: not known."""

    on: Day | None


@router.post("/pages/{int:page_id}/expiry", response=Done)
def expiry(request: HttpRequest, page_id: Id, given: ExpiryIn) -> Done:
    """Note when the first of the page's tokens ends."""
    program = require_right(request, Right.CONNECT_PAGES)
    set_expiry(connected_page(program, page_id), given.on, by=program.viewer, now=program.now)
    return Done()


@router.post("/pages/{int:page_id}/proof/{kind}", response=Done)
def prove(request: HttpRequest, page_id: Id, kind: Literal["token", "published", "mailed"], given: Nothing) -> Done:
    """Begin one way to prove whose the page is, or have it looked at again now."""
    program = require_right(request, Right.EDIT_PAGES)
    kept = access_page(program.viewer, page_id, right=Right.EDIT_PAGES)
    if way := find_kind(kind):
        ask_proof(kept, way, by=program.viewer, now=program.now)
    return Done()


class CodeIn(Asked):
    """The code from the letter."""

    code: Line


@router.post("/pages/{int:page_id}/code", response=Done)
def code(request: HttpRequest, page_id: Id, given: CodeIn) -> Done:
    """Enter the code from the letter."""
    program = require_right(request, Right.EDIT_PAGES)
    kept = access_page(program.viewer, page_id, right=Right.EDIT_PAGES)
    enter_code(kept, given.code[:40], by=program.viewer, now=program.now)
    return Done()


def connected_page(program: Program, page_id: int) -> "Page":
    return access_page(program.viewer, page_id, right=Right.CONNECT_PAGES)
