"""Why this group, why this kind: the words of a text that weighed most.

Each word is left out in turn, and the model reads the rest: what it is then less sure by is what the word weighed. So
pairs of words and pieces of words count for the words they stand in, however the model is built inside. Only the first
reading is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

from otklik.shared.lemmas import grammemes
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.triage.model import Model, Reading, read_all

MOST_WORDS_TRIED: Final = 60
"""Different words of a long text; reading it once for each costs about a millisecond."""
_SUREST: Final = 0.0005
_ALONE: Final = 0.2
"""How much it counts what a word says by itself: it decides where the text is too sure to be moved by one word."""
_HELPERS: Final = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
"""Parts of speech that explain nothing to anybody."""
_WORD: Final = compile_late(r"[а-яёА-ЯЁa-zA-Z]{2,}(?:-[а-яёА-ЯЁ]+)*")


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """A word as it stands in the text, and by how much it spoke for the group (more than 0), in log-odds."""

    word: str
    weight: float


def weigh_words(text: str, group: str, *, model: Model, at_most: int = 5) -> tuple[WeighedWord, ...]:
    """The words that spoke most for a group, the heaviest first; none where the model cannot name it."""
    words = _different_words(text)
    if not group or not words:
        return ()
    rest = [_without(text, word) for word in words]
    once = replace(model, second=None)  # the encoder reads sentences: of words by themselves it knows nothing
    whole, *readings = read_all([text, *rest, *words], model=once)
    without, alone = readings[: len(words)], readings[len(words) :]
    sure = _odds(whole, group)
    weighed = [
        WeighedWord(word, round(sure - _odds(left, group) + _ALONE * _certainty(by_itself, group), 2))
        for word, left, by_itself in zip(words, without, alone, strict=True)
    ]
    return tuple(sorted((one for one in weighed if one.weight > 0), key=lambda one: -one.weight)[:at_most])


def weigh_words_of_kind(text: str, kind: str, *, model: Model, at_most: int = 5) -> tuple[WeighedWord, ...]:
    """The words that spoke most for a kind, by the learnt table alone; the signs beside it are words by themselves."""
    words, table = _different_words(text), model.kinds
    if table is None or not words or kind not in table.card.kinds:
        return ()
    column = table.card.kinds.index(kind)
    whole, *readings = read_all([text, *(_without(text, word) for word in words)], model=replace(model, second=None))
    scores = [_against_others(one.kind.scores, column) if one.kind else 0.0 for one in (whole, *readings)]
    weighed = [WeighedWord(word, round(scores[0] - one, 2)) for word, one in zip(words, scores[1:], strict=True)]
    return tuple(sorted((one for one in weighed if one.weight > 0), key=lambda one: -one.weight)[:at_most])


def _against_others(scores: Sequence[float], column: int) -> float:
    """A score of a kind over the mean of all."""
    return scores[column] - sum(scores) / len(scores)


def _different_words(text: str) -> Sequence[str]:
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        if not grammemes(fold(match[0])) & _HELPERS:
            found.setdefault(fold(match[0]), match[0])
    return list(found.values())[:MOST_WORDS_TRIED]


def _without(text: str, word: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE)


def _certainty(reading: Reading, group: str) -> float:
    return dict(reading.ranking).get(group, 0.0)


def _odds(reading: Reading, group: str) -> float:
    certainty = min(max(_certainty(reading, group), _SUREST), 1 - _SUREST)
    return log(certainty / (1 - certainty))
