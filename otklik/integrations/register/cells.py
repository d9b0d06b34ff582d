"""What stands in one cell: from a table program's value to plain text, and back without danger."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from otklik.shared.text import without_turning

_SPACES = re.compile(r"[\s\x00-\x1f\x7f\u200b\ufeff\ufffe\uffff]+")
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DANGEROUS = re.compile(r"\A'*[=+\-@\t\r]")
_GUARDED = re.compile(r"\A''*[=+\-@\t\r\n]")  # XML reads \r as \n
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
UNCOUNTED = "#ФОРМУЛА!"
"""Stands for a formula whose value the file does not hold."""
_EMPTY = frozenset({"-", "–", "—", "н/д", "n/a"})


def plain(text: str) -> str:
    """One line, without odd spaces and signs that turn the words around; what only means «nothing» is nothing."""
    joined = _SPACES.sub(" ", without_turning(text)).strip()
    return "" if joined.lower() in _EMPTY else joined


def value_as_text(value: object, *, number_format: str = "") -> str:
    """A value of a table program as a person would type it: whole numbers without a point, percents as they show."""
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case int() | float() | Decimal():
            return _number_as_text(value, is_percentage="%" in number_format)
        case datetime() if value.time() != time():
            return value.strftime("%d.%m.%Y %H:%M")
        case datetime() | date():
            return value.strftime("%d.%m.%Y")
        case _:
            return plain(unguarded(str(value)))


def _number_as_text(value: int | float | Decimal, *, is_percentage: bool) -> str:  # noqa: PYI041 (what openpyxl gives)
    exact = Decimal(repr(value) if isinstance(value, float) else value)
    if not exact.is_finite():
        return str(value)
    if is_percentage:
        exact *= 100
    return str(int(exact)) if exact == exact.to_integral_value() else f"{exact.normalize():f}"


def storable(text: str) -> str:
    """A text as a file of a table program can hold it, and as it turns no words of its neighbours around."""
    return _ODD.sub(" ", without_turning(text))


def guarded(text: str) -> str:
    """A text that no table program takes for a formula: an apostrophe stands before what could begin one.

    Numbers stay as they are. https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{text}" if _DANGEROUS.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if _GUARDED.match(text) else text
