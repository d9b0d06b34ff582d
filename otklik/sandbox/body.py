"""Reads the JSON object of a control call field by field; a wrong one is refused by name."""

import json
from typing import Any

from otklik.sandbox.errors import ControlError

LATEST = 4_102_444_800
"""The year 2100: what is later is a mistake, milliseconds for instance."""


def parse_object(raw: bytes) -> dict[str, Any]:
    """The body of a control call; an empty one is an empty object."""
    try:
        fields = json.loads(raw or b"{}")
    except ValueError as wrong:
        raise ControlError(400, f"the body is no JSON: {wrong}") from wrong
    if not isinstance(fields, dict):
        raise ControlError(400, "the body must be a JSON object")
    if b"\\ud" in raw.lower() and _has_half_letters(fields):
        raise ControlError(400, "the body has half of a letter (a lone surrogate)")
    return fields


def _has_half_letters(fields: dict[str, Any]) -> bool:
    """JSON can say what UTF-8 cannot; such a text could neither be kept nor pushed."""
    try:
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


class Body:
    """Typed access to the fields. Call `close` after reading: a field nobody asked for is a mistake of the caller."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields
        self._read: set[str] = set()

    def has(self, name: str) -> bool:
        self._read.add(name)
        return self.fields.get(name) is not None

    def number(self, name: str, default: int | None = None) -> int:
        value = self._take(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ControlError(400, f"{name}: must be a whole number")
        return value

    def maybe_number(self, name: str) -> int | None:
        return self.number(name) if self.has(name) else None

    def unix_time(self, name: str) -> int:
        """A time in seconds; 0 when it was left out."""
        seconds = self.number(name, 0)
        if not 0 <= seconds <= LATEST:
            raise ControlError(400, f"{name}: must be unix time in seconds")
        return seconds

    def real(self, name: str, default: float | None = None) -> float:
        value = self._take(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ControlError(400, f"{name}: must be a number")
        return float(value)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._take(name, default)
        if not isinstance(value, str):
            raise ControlError(400, f"{name}: must be a text")
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise ControlError(400, f"{name}: must be true or false")
        return value

    def texts(self, name: str, default: list[str]) -> list[str]:
        value = self._take(name, default)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ControlError(400, f"{name}: must be a list of texts")
        return value

    def things(self, name: str) -> list[Any]:
        value = self._take(name, [])
        if not isinstance(value, list):
            raise ControlError(400, f"{name}: must be a list")
        return value

    def close(self) -> None:
        unknown = sorted(set(self.fields) - self._read)
        if unknown:
            raise ControlError(400, f"{unknown[0]}: no such field")

    def _take(self, name: str, default: Any) -> Any:
        self._read.add(name)
        value = self.fields.get(name)
        if value is not None:
            return value
        if default is None:
            raise ControlError(400, f"{name}: is missing")
        return default
