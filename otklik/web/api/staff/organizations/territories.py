"""Territories, and their shapes on the map."""

from django.http import HttpRequest
from ninja import Router, Schema, UploadedFile

from otklik.organizations.rights import Right
from otklik.organizations.territories import MOST_BYTES, TerritoryRow, bring_shapes, list_by_name
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.rule_shapes import Further, mark_in, told

router = Router(tags=["Bodies and topics"])


class Territories(Schema):
    """A page of territories."""

    territories: list[TerritoryRow]
    next: str | None


@router.get("/territories", response=Territories)
def territories(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """The region and what lies in it, by name, and which of them have a shape."""
    require_right(request, Right.EDIT_BODIES)
    rows, following = list_by_name(after=mark_in(after, str, int))
    return {"territories": rows, "next": told(following)}


class Taken(Schema):
    """How many shapes were taken."""

    shapes: int


@router.post("/territories/shapes", response=Taken)
def take_shapes(request: HttpRequest, file: UploadedFile) -> dict[str, int]:
    """Take the shapes of a GeoJSON file: all of them, or none; `faults` then name each feature that is not well."""
    program = require_right(request, Right.EDIT_BODIES)
    return {"shapes": bring_shapes(file.read(MOST_BYTES + 1), by=program.viewer, now=program.now)}
