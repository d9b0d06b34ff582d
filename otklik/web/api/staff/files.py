"""How the API gives files: with what they are called, and what they are."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Schema

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


def table(content: bytes | Iterable[bytes], *, name: str, as_format: Format) -> HttpResponseBase:
    """A table to be taken away, whole or piece by piece."""
    kind = MEDIA_TYPES[as_format]
    response = (
        HttpResponse(content, content_type=kind)
        if isinstance(content, bytes)
        else StreamingHttpResponse(content, content_type=kind)
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{as_format}"'
    return response
