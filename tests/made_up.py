"""Values made up by a vendor's JSON schema (draft 07 or OpenAPI 3), whole and with what is optional left out."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

type Schema = Mapping[str, Any]

DEEPEST = 12
WORDS = ("Яма на дороге", "text", "", "https://x.example/a", "\U0001f384")
NUMBERS = (1, 777, 1_790_000_000, 2**53 + 5)


@dataclass
class MadeUp:
    """Makes values by the schemas of one document; the same seed makes the same ones."""

    document: Schema
    chance: random.Random
    names: Mapping[str, Sequence[object]]
    """Fields that a schema calls any text, but that have a form: their values by their names."""
    keeps: float = 1.0
    """How likely an optional field is there."""

    def make(self, schema: Schema, depth: int = 0) -> Any:
        """One value."""
        schema = self._followed(schema)
        if "const" in schema or "enum" in schema:
            return schema.get("const", self.chance.choice(schema.get("enum", [None])))
        if whole := schema.get("allOf"):
            return self._merged(whole, schema, depth)
        for word in ("oneOf", "anyOf"):
            if word in schema:
                return self.make(self.chance.choice(schema[word]), depth)
        return self._made(schema, depth)

    def _made(self, schema: Schema, depth: int) -> Any:
        kind = schema.get("type") or ("object" if "properties" in schema else "string")
        match kind[0] if isinstance(kind, list) else kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                return [] if depth > DEEPEST else [self.make(schema.get("items", {}), depth + 1)]
            case "integer":
                return self.chance.choice(NUMBERS)
            case "number":
                return float(self.chance.randint(1, 80))
            case "boolean":
                return self.chance.random() < 0.5
            case "null":
                return None
        return self.chance.choice(WORDS)

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        needed, made = set(schema.get("required", ())), {}
        for name, inner in schema.get("properties", {}).items():
            if depth <= DEEPEST and (name in needed or (depth < DEEPEST / 2 and self.chance.random() < self.keeps)):
                made[name] = self.chance.choice(self.names[name]) if name in self.names else self.make(inner, depth + 1)
        return made

    def _merged(self, parts: Sequence[Schema], schema: Schema, depth: int) -> Any:
        found = [self.make(part, depth) for part in parts]
        if not all(isinstance(one, dict) for one in found):
            return found[0]
        own = self._object(schema, depth) if "properties" in schema else {}
        return {name: value for one in (*found, own) for name, value in one.items()}

    def _followed(self, schema: Schema) -> Schema:
        """The schema that a reference leads to; a name of a plain type, where the document has none of that name."""
        while "$ref" in schema:
            found: Any = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found.get(part, {}) if isinstance(found, Mapping) else {}
            schema = found
        return schema
