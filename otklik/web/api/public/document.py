"""What the public API answers, as OpenAPI 3.1 and as a page to read: `openapi.json` beside this file."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otklik.web.api.public.answering import answer, reads_only

DOCUMENT: Final = Path(__file__).parent / "openapi.json"


@cache
def load_document() -> dict[str, Any]:
    """The document."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    return document


@reads_only
def openapi(request: HttpRequest) -> HttpResponse:
    """The document, for programs."""
    return answer(load_document())


@require_safe
def read_api(request: HttpRequest) -> HttpResponse:
    """The same, for people: addresses, what they take and answer."""
    document = load_document()
    operations = [
        {"address": address, **path["get"], "answers": _answers(path["get"])}
        for address, path in document["paths"].items()
    ]
    shapes = [
        {"name": name, **shape, "fields": _fields(shape)} for name, shape in document["components"]["schemas"].items()
    ]
    return render(request, "portal/api.html", {"info": document["info"], "operations": operations, "shapes": shapes})


def _answers(operation: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Status, what it means, and the name of the shape of what comes."""
    return [(status, one["description"], _shape_of(one)) for status, one in operation["responses"].items()]


def _shape_of(told: dict[str, Any]) -> str:
    content = told.get("content", {}).get("application/json", {})
    return str(content.get("schema", {}).get("$ref", "")).rpartition("/")[2]


def _fields(shape: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, kind and meaning of each field."""
    return [(name, _kind(one), one.get("description", "")) for name, one in shape.get("properties", {}).items()]


def _kind(field: dict[str, Any]) -> str:
    """In one line: a type, one of some words, a list or another shape."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    for word in ("anyOf", "oneOf"):
        if word in field:
            return " | ".join(_kind(one) for one in field[word])
    kinds = field.get("type", "")
    named = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{named} ({_kind(field['items'])})" if "items" in field else named
