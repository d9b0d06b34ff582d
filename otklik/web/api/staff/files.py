"""How programs ask for tables, and what the document says of them."""

from typing import Any

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
