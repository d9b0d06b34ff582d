"""Tags: the vocabulary that one keeps, and what a case bears."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.appeals.selectors import access_case
from otklik.appeals.tags import MOST_TAGS, TagView, list_known, list_offered, set_tags
from otklik.organizations.rights import Right
from otklik.publication.tag_book import LONGEST_NAME, TagRow, change_tag, enter_tag, list_vocabulary, retire_tag
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.cases.case_acts import act_on
from otklik.web.api.staff.rule_shapes import Further, at_work_by, mark_in, told
from otklik.web.api.staff.shapes import Asked, CaseStands, Done, Id, Made, Ref, Search, Version, Versioned

router = Router(tags=["Tags"])
_KEEPERS = (Right.EDIT_CASE, Right.EDIT_RULES)


class Vocabulary(Schema):
    """A page of tags."""

    tags: list[TagRow]
    next: str | None


class KnownTags(Schema):
    """A page of tags that cases may bear."""

    tags: list[TagView]
    next: str | None


class TagIn(Asked):
    """A tag: up to 40 characters that name nobody."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00]*$")]
    is_public: Annotated[bool, Field(strict=True, description="Everybody reads it at published cases.")] = False


class NewTagIn(TagIn):
    """A tag for a body and all below it; null: for everybody."""

    body_id: Ref | None = None


class ChangedTagIn(TagIn):
    """A tag as it shall stand, of the version that was read."""

    version: Version


class TagSeen(Asked):
    """The version that was read."""

    version: Version


class TagsIn(Versioned):
    """The tags that a case shall bear, all of them."""

    tag_ids: Annotated[list[Ref], Field(max_length=MOST_TAGS)]


@router.get("/tags", response=Vocabulary)
def vocabulary(request: HttpRequest, q: Search = "", after: Further = "") -> dict[str, object]:
    """The tags that one keeps and that are offered, by name; `q`: those with these words."""
    program = at_work_by(request, *_KEEPERS)
    rows, following = list_vocabulary(program.viewer, q, after=mark_in(after, str, int))
    return {"tags": rows, "next": told(following)}


@router.post("/tags", response=Made)
def new_tag(request: HttpRequest, given: NewTagIn) -> dict[str, int]:
    """Offer a tag from now on. One that names a person is refused."""
    program = at_work_by(request, *_KEEPERS)
    return {"id": enter_tag(**given.model_dump(), by=program.viewer, now=program.now)}


@router.get("/tags/known", response=KnownTags)
def known_tags(request: HttpRequest, q: Search = "", after: Further = "") -> dict[str, object]:
    """The tags that cases which one sees may bear, by name; `q`: those with these words.

    `tag_id` of the list of cases asks for one.
    """
    viewer = require_right(request, Right.SEE_CASES).viewer
    rows, following = list_known(viewer, q, after=mark_in(after, str, int))
    return {"tags": rows, "next": told(following)}


@router.post("/tags/{int:tag_id}/change", response=Done)
def edit_tag(request: HttpRequest, tag_id: Id, given: ChangedTagIn) -> Done:
    """Rename a tag, show it to the public or not; published cases follow."""
    program = at_work_by(request, *_KEEPERS)
    change_tag(tag_id, **given.model_dump(), by=program.viewer, now=program.now)
    return Done()


@router.post("/tags/{int:tag_id}/retire", response=Done)
def drop_tag(request: HttpRequest, tag_id: Id, given: TagSeen) -> Done:
    """Offer a tag no more: it stays at its cases for staff, the public sees it no more."""
    program = at_work_by(request, *_KEEPERS)
    retire_tag(tag_id, version=given.version, by=program.viewer, now=program.now)
    return Done()


@router.get("/cases/{int:number}/tags", response=list[TagView])
def offered_tags(request: HttpRequest, number: Id) -> list[TagView]:
    """The tags that the case can be given; what it bears stands in the case."""
    program = require_right(request, Right.SEE_CASES)
    access_case(program.viewer, number)
    return list_offered(number, by=program.viewer)


@router.post("/cases/{int:number}/tags", response=CaseStands)
def tag_case(request: HttpRequest, number: Id, given: TagsIn) -> dict[str, object]:
    """Let the case bear exactly these tags."""
    return act_on(request, number, lambda who: set_tags(number, **given.model_dump(), by=who.viewer, now=who.now))
