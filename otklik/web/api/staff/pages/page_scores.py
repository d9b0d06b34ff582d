"""How well pages are kept: the rating, what to mend first, the check of one page; and its forms on other sites."""

from dataclasses import replace
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from otklik.appeals.selectors import quality_of_page
from otklik.appeals.selectors.answer_quality import AnswerQuality
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.rights import Right
from otklik.pages.entry import access_entry
from otklik.pages.methodologies import Held, list_held
from otklik.pages.places import PlaceOfDay
from otklik.pages.rating import Cursor, Place, RatingList, RatingOrder, RatingQuery, RatingRow, kept_pages, list_rating
from otklik.pages.score_card import DayMoves, ObjectionView, ScoreOfDay, access_score_card
from otklik.pages.scoring import Colour, Result
from otklik.pages.selectors import access_page
from otklik.pages.widgets import MOST_ORIGINS, WidgetCard, find_widget_card, keep_widget
from otklik.shared.words import marked as _
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.shapes import After, Asked, Done, Flag, Id, Line, Search, network_of, place_in, say
from otklik.web.desk.pages.page import codes_of
from otklik.web.desk.pages.page_check import ANSWERS_OF

router = Router(tags=["Official pages"])
Code = Annotated[Line, Field(description="Of the methodology; empty: the first that holds.")]


class Rating(Schema):
    """A page of the rating."""

    methodology: str
    version: int
    pages: list[RatingRow]
    next: str | None


def _held(code: str, program: Program) -> Held:
    held = list_held(on=timezone.localdate(program.now))
    found = next((one for one in held if one.code == code), None) if code else held[0]
    if found is None:
        raise UnfitEntry(_("No such methodology holds today."), field="by")
    return found


def _result(one: Result) -> Result:
    value = None if one.value is None else float(one.value)  # yes and no are kept as such
    return replace(one, value=value, missing=say(one.missing))


def _place(one: Place) -> Place:
    return replace(one, why=say(one.why))


def _row(row: RatingRow) -> RatingRow:
    return replace(row, results=tuple(map(_result, row.results)), place=_place(row.place))


def _rating(held: Held, listed: RatingList) -> dict[str, object]:
    return {
        "methodology": held.code,
        "version": held.version,
        "pages": [_row(row) for row in listed.rows],
        "next": str(listed.next) if listed.next else None,
    }


class RatingAsked(Schema):
    """Which pages, by which methodology."""

    by: Code = ""
    order: RatingOrder = RatingOrder.WORST
    network: Line = ""
    sphere: Line = ""
    colour: Colour | None = None
    is_objected: bool = False
    q: Search = ""
    after: After = ""


@router.get("/rating", response=Rating)
def rating(request: HttpRequest, asked: Query[RatingAsked]) -> dict[str, object]:
    """Pages by their newest scores, each with its place among its peers."""
    program = require_right(request, Right.SEE_PAGES)
    held = _held(asked.by, program)
    query = RatingQuery(
        order=asked.order,
        network=network_of(asked.network),
        sphere=asked.sphere,
        colour=asked.colour,
        text=asked.q,
        is_objected=asked.is_objected,
        after=place_in(Cursor.find_in, asked.after),
    )
    return _rating(held, list_rating(program.viewer.scope(Right.SEE_PAGES), held, query))


@router.get("/rating/mend", response=Rating)
def to_mend(request: HttpRequest, by: Code = "", after: After = "") -> dict[str, object]:
    """The pages that the owner of the key keeps and that lose points, the worst first."""
    program = require_right(request, Right.SEE_PAGES)
    held, query = _held(by, program), RatingQuery(is_losing=True, after=place_in(Cursor.find_in, after))
    return _rating(held, list_rating(kept_pages(program.viewer), held, query))


class Block(Schema):
    """Checks that stand together."""

    name: str
    checks: list[Result]


class Score(Schema):
    """The check of a page, how it went, what moved it, objections, how its cases were answered in thirty days."""

    page: RatingRow
    version: int
    blocks: list[Block]
    curve: list[ScoreOfDay]
    places: list[PlaceOfDay]
    moves: list[DayMoves]
    objections: list[ObjectionView]
    can_object: bool
    can_decide: bool
    answers: AnswerQuality


@router.get("/pages/{int:page_id}/score", response=Score)
def score(request: HttpRequest, page_id: Id, by: Code = "", days: Literal["30", "90"] = "30") -> dict[str, object]:
    """Every check of a page with its points; what is to be mended has lost some."""
    program = require_right(request, Right.SEE_PAGES)
    access_entry(program.viewer, page_id, now=program.now)  # before anything that is asked of it
    card = access_score_card(program.viewer, page_id, _held(by, program), days=int(days))
    blocks = [{"name": say(name), "checks": [_result(one) for one in checks]} for name, checks in card.blocks]
    return {
        "page": _row(card.row),
        "version": card.version,
        "blocks": blocks,
        "curve": card.curve,
        "places": [replace(one, place=_place(one.place)) for one in card.places],
        "moves": card.moves,
        "objections": [replace(one, result=_result(one.result)) for one in card.objections],
        "can_object": card.can_object,
        "can_decide": card.can_decide,
        "answers": quality_of_page(page_id, since=program.now - ANSWERS_OF, now=program.now),
    }


class WidgetCode(Schema):
    """What to paste."""

    kind: str
    words: str
    code: str


class Widget(Schema):
    """The forms of a page on other sites; null: never switched on."""

    widget: WidgetCard | None
    codes: list[WidgetCode]


@router.get("/pages/{int:page_id}/widget", response=Widget)
def widget(request: HttpRequest, page_id: Id) -> dict[str, object]:
    """Where the forms of a page may stand, what to paste there, how often they are used."""
    program = require_right(request, Right.SEE_PAGES)
    access_entry(program.viewer, page_id, now=program.now)
    card = find_widget_card(page_id, now=program.now)
    codes = codes_of(card) if card else ()
    return {"widget": card, "codes": [{"kind": kind, "words": words, "code": code} for kind, words, code in codes]}


class SitesIn(Asked):
    """On which sites the forms may stand, and whether they work; the first time they are switched on by it."""

    sites: Annotated[list[Line], Field(max_length=MOST_ORIGINS)] = []
    is_on: Flag


@router.post("/pages/{int:page_id}/widget", response=Done)
def say_widget(request: HttpRequest, page_id: Id, given: SitesIn) -> Done:
    """Say where the forms of a page may stand."""
    program = require_right(request, Right.EDIT_PAGES)
    official = access_page(program.viewer, page_id, right=Right.EDIT_PAGES)
    keep_widget(official, sites="\n".join(given.sites), is_on=given.is_on, by=program.viewer, now=program.now)
    return Done()
