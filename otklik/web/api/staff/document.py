"""The document of the API: what ninja tells of the operations, and what holds for all of them."""

import json
from functools import cache
from typing import Any

from otklik.web.api.staff.api import api
from otklik.web.api.staff.authentication import CHANGES_NOTHING, TELLS_ONCE
from otklik.web.api.staff.problems import MEDIA_TYPE
from otklik.web.api.staff.shapes import Problem

PREFIX = "/api/v1/"
_REFUSALS = {
    "400": "What was sent cannot be read",
    "401": "No key, or one that works no more",
    "403": "The key, or its owner's roles, do not allow it",
    "404": "There is no such thing, or its owner does not see it: the answer is the same",
    "409": "Somebody was there first: read it again",
    "413": "The request is too large",
    "422": "What was sent does not fit, or is refused; `faults` name where",
    "429": "Too many calls in a minute: Retry-After says when to go on",
}
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": (
        "Made by the program for each act: asked again with the same key within 24 hours, the act is not done twice "
        "and the same is answered. With another request: 422. While the first is being done: 409."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


def make_document() -> dict[str, Any]:
    """OpenAPI 3.1."""
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    shown = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= shown.pop("$defs", {}) | {"Problem": shown}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for address, path in document["paths"].items():
        for method, operation in path.items():
            operation["responses"] |= {
                status: {"description": words, "content": content} for status, words in _REFUSALS.items()
            }
            if method == "post" and not TELLS_ONCE.search(address) and not CHANGES_NOTHING.search(address):
                operation.setdefault("parameters", []).append(_IDEMPOTENCY)
    return document


@cache
def openapi_text() -> str:
    """The document as it is served."""
    return json.dumps(make_document(), ensure_ascii=False, indent=1)
