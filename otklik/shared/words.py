"""Marks a text for translation where Django must not be imported: `from otklik.shared.words import marked as _`."""

import json
from collections.abc import Callable

_BEFORE_WORD = ": «"
_BEFORE_VALUES = "\n{"


def marked(text: str) -> str:
    """Give the text back as it is: the catalogue finds it by the `_(…)` around it, the page translates it."""
    return text


def with_word(text: str, word: str) -> str:
    """A marked text followed by a word of others, which nobody translates: `no such event: «odd_new»`."""
    return f"{text}{_BEFORE_WORD}{word}»" if word else text


def split_word(text: str) -> tuple[str, str]:
    """What `with_word` joined: the marked text, and the rest as it has to follow the translation."""
    known, before, word = text.partition(_BEFORE_WORD)
    return known, before + word


def with_values(text: str, **values: str) -> str:
    """A marked text with places, and under it what stands in them: kept so, until somebody reads it in a language."""
    return f"{text}\n{json.dumps(values)}"


def split_values(text: str) -> tuple[str, dict[str, str]]:
    """What `with_values` joined; without values where there are none."""
    known, before, values = text.partition(_BEFORE_VALUES)
    return (known, json.loads(before + values)) if before else (text, {})


def say_values(text: str, translate: Callable[[str], str]) -> str:
    """What `with_values` joined, as somebody reads it; an empty text stays empty."""
    words, values = split_values(text)
    told = translate(words) if words else ""
    return told % values if values else told
