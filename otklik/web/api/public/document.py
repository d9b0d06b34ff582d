"""What the public API answers, as OpenAPI 3.1 and as a page to read: `openapi.json` beside this file."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otklik.shared.words import marked as _
from otklik.web.api.public.answering import answer, reads_only

TEXTS = (
    _("Otklik: public API"),
    _(
        "For everybody, without a key. Answers may be kept for a minute and read from pages of any site. "
        "Texts come in Russian or English, by Accept-Language."
    ),
    _("Public bodies with their official pages"),
    _(
        "By their ids, so many at a time: next is the address of the following ones. With q those that fit "
        "the words, the best first, and no following ones."
    ),
    _("The id after which to go on."),
    _("What people call the body; slips and the wrong keyboard layout are understood. The first 100 characters count."),
    _("Bodies"),
    _("The limit is no number from 1 to 200"),
    _("One public body"),
    _("The body"),
    _("There is no such body, or it was closed"),
    _("Is this page official?"),
    _(
        "Knows every form in which networks write addresses: with and without https://, of the mobile sites, "
        "of posts, invitations and screen names, of former names too. Says official and not_official only "
        "where the register allows it."
    ),
    _("The address as it was found, or a sentence that holds one."),
    _("What is known of the page"),
    _("There is no address, or it is too long"),
    _("Where the following ones are; null at the end."),
    _("Its name in addresses; never given to another one."),
    _("region, ministry, municipality, department, institution; empty: not known."),
    _("One to three, parted by semicolons."),
    _("HH:MM in its zone, on working days."),
    _("Its page in the directory."),
    _("The id of the body."),
    _("The mark of the network; unknown where it does not tell."),
    _("YYYY-MM-DD; empty: never."),
    _("When the body last confirmed it; empty: never."),
    _("not_official: it is known to be none; unknown: the register does not tell."),
    _("Why, for people."),
    _("Whose the page is."),
    _("The official page. Where the verdict is not official: the one that is imitated, or was."),
    _("Where it stands now."),
    _("What is wrong and how to mend it."),
)

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
