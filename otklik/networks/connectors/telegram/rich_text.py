"""The words of a message with headings, lists and tables (`rich_message`, Bot API 10.1)."""

from collections.abc import Iterator

from otklik.networks.objects import read_text

_WORDS = ("label", "text", "expression", "alternative_text", "summary", "credit")
_PARTS = ("blocks", "items", "cells", "caption")
_DEEPEST = 30
_MOST = 2_000
"""Pieces of a message; Telegram allows fewer, what is beyond is a mistake or malice."""


def read_rich_text(message: object) -> str:
    """All words in their order, a line for each block; empty where there are none."""
    lines = _blocks(message, depth=0)
    return "\n".join(line for _, line in zip(range(_MOST), lines, strict=False)).strip()


def _blocks(value: object, *, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _blocks(part, depth=depth + 1)
    elif isinstance(value, dict):
        if line := " ".join(filter(None, (_inline(value.get(name), depth=depth) for name in _WORDS))).strip():
            yield line
        for name in _PARTS:
            yield from _blocks(value.get(name), depth=depth + 1)


def _inline(value: object, *, depth: int) -> str:
    """A text, or a text in pieces: bold, a link, a mention…"""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, str):
        return read_text(value)
    if isinstance(value, list):
        return "".join(_inline(part, depth=depth + 1) for part in value[:_MOST])
    if isinstance(value, dict):
        return "".join(_inline(value.get(name), depth=depth + 1) for name in _WORDS)
    return ""
