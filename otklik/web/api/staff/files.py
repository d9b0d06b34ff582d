"""How programs ask for tables, what the document says of them; and how they send files."""

from collections.abc import Set as AbstractSet
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import ValidationError

from otklik.integrations.register.export import MEDIA_TYPES, Format

TABLE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The table, as XLSX or CSV",
            "content": {MEDIA_TYPES[Format.XLSX]: {}, "text/csv": {}},
        }
    }
}
"""What the document says of an operation that gives a table."""


class TableAsked(Schema):
    """How the table is written."""

    format: Format = Format.XLSX


def refuse_others(request: HttpRequest, fields: AbstractSet[str], *, files: AbstractSet[str]) -> None:
    """A form holds these and nothing else, as JSON does: a name that is misspelt is not passed over.

    Raises ValidationError.
    """
    others = sorted({*request.POST} - fields) + sorted({*request.FILES} - files)
    if others:
        raise ValidationError([{"type": "extra_forbidden", "loc": ("form", "given", name)} for name in others])
