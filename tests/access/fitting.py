"""What fits the document of an API: for each body the least and the most that may be sent."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
_TEXTS = {"date": ("1999-12-31", "2199-12-31"), "date-time": ("1999-12-31T09:00:00Z", "2199-12-31T09:00:00Z")}
_DEEPEST = 6


def fit(schema: Schema, document: Schema, *, is_most: bool, depth: int = 0) -> Any:
    """A value that this schema takes: fields that must be there and the lowest choices, or all fields and the last."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if choices:
        return fit(choices[0], document, is_most=is_most, depth=depth)
    if "const" in schema or "example" in schema:
        return schema.get("const", schema.get("example"))
    if "enum" in schema:
        return schema["enum"][-1 if is_most else 0]
    kind = schema.get("type")
    if kind == "object":
        wanted = schema.get("properties", {}) if is_most and depth < _DEEPEST else schema.get("required", ())
        named = {name: schema["properties"][name] for name in wanted} or dict(
            zip("abc"[: schema.get("minProperties", 0)], schema.get("patternProperties", {}).values(), strict=False)
        )
        return {name: fit(one, document, is_most=is_most, depth=depth + 1) for name, one in named.items()}
    if kind == "array":
        length = max(schema.get("minItems", 0), 1 if is_most else 0)
        return [fit(schema["items"], document, is_most=is_most, depth=depth + 1)] * length
    if kind in ("integer", "number"):
        return schema.get("maximum", 1) if is_most else schema.get("minimum", 0)
    if kind == "string":
        return _text(schema, is_most=is_most)
    return kind == "boolean" and is_most


def _text(schema: Schema, *, is_most: bool) -> str:
    if schema.get("format") in _TEXTS:
        return _TEXTS[schema["format"]][is_most]
    if "@" in schema.get("pattern", ""):
        return "someone@example.org"
    longest = "0" * min(schema.get("maxLength", 8), 64)
    return longest if is_most else "0" * int(schema.get("minLength", 0))
