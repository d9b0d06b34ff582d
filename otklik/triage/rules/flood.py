"""Finds flood: the same letter, word or sentence over and over, or pictures in place of words.

Exclamation marks, however many, are feelings and no flood."""

import re
from collections import Counter
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.triage.findings import FLOOD, Finding

RULE: Final = "flood"

_SAME_LETTER = compile_late(r"([^\W_])\1{19,}")
_SAME_PIECE = compile_late(r"(?<!\w)([\w+]{1,40})(?:[\s,.!]+\1){5,}(?!\w)")
_SAME_PHRASE = compile_late(r"(?<!\w)(\w{1,40}(?:\s+\w{1,40}){1,4})(?:[\s,.!]+\1){4,}(?!\w)", re.IGNORECASE)
_PICTURES = compile_late(r"(?:[\U0001F000-\U0001FAFF\u2600-\u27BF][\uFE0F\u200D\s]*){20,}")
_WORD = compile_late(r"[\w+]+")
_IN_A_ROW: Final = 3
"""Words; whatever is said five times over holds so many that stood there before in the same order."""
_MOST_LETTERS: Final = 10
"""Where a letter stands twenty times, it fills ten places from a tenth, a twentieth, … on."""
MOST_LIKE_LINES: Final = 4
_LINE = compile_late(r"[^\n.!?]{8,}")


def find(text: str) -> Finding | None:
    """A letter twenty times, a word six times in a row, some words five, twenty pictures, a sentence four times."""
    words = (_SAME_PIECE, _SAME_PHRASE) if _repeats_words(text) else ()
    for pattern in (*((_SAME_LETTER,) if _stretches_letter(text) else ()), *words, _PICTURES):
        match = pattern.search(text)
        if match and (pattern is not _PICTURES or _has_few_words(text)):
            return Finding(rule=RULE, ground=FLOOD, start=match.start(), end=match.end(), certainty=0.8)
    lines = [match.group().strip().lower() for match in _LINE.finditer(text)]
    if len(lines) >= MOST_LIKE_LINES and max(Counter(lines).values()) >= MOST_LIKE_LINES:
        return Finding(rule=RULE, ground=FLOOD, start=0, end=len(text), certainty=0.8)
    return None


def _stretches_letter(text: str) -> bool:
    """Whether a letter may stand twenty times; looking for it at each place takes longer than all other rules do."""
    tens = range(0, len(text) - _MOST_LETTERS + 1, _MOST_LETTERS)
    return any(text[place] * _MOST_LETTERS == text[place : place + _MOST_LETTERS] for place in tens)


def _repeats_words(text: str) -> bool:
    """Whether some words come again in the same order, as they do in every flood of words.

    Folded once more, for «Σ» is one small letter within a word and another at its end; patterns take them for one.
    """
    words = _WORD.findall(fold(text).casefold())
    if len(words) - len(set(words)) < _IN_A_ROW:
        return False
    rows = [*zip(*(words[place:] for place in range(_IN_A_ROW)), strict=False)]
    return len(set(rows)) < len(rows)


def _has_few_words(text: str) -> bool:
    return len(re.findall(r"\w{2,}", text)) < 3
