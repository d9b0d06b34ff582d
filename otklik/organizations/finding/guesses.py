"""What a word of a question is meant as: a known one, a slip of it, its beginning, two written as one."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from otklik.organizations.finding.index import BodyIndex
from otklik.organizations.finding.kinds import meant_words, vocabulary
from otklik.organizations.finding.words import NUMERALS, bare, root, stem
from otklik.shared.lemmas import is_word, lemma
from otklik.shared.text import fold

FIRST_LETTERS = 3
"""A word that breaks off is understood from so many letters."""
AS_BEGINNING = 0.85
AS_RELATIVE = 0.75
"""«дороги» for «дорожное»."""
GUESSES = 6

_SHORTENED = re.compile(r"\b(?P<letter>[а-я])(?:\.\s?|(?<![вскоуия])\s)(?P<second>[а-я]{3,})")
"""A letter with a point before a word, or without one where it can be no preposition."""

Guess = tuple[str, float]
"""A stem, and how surely it is meant (0–1)."""


def guesses_of(word: str, index: BodyIndex) -> list[Guess]:
    """What a word may be meant as, the surest first; empty when nobody can tell."""
    if word[0] == "#":
        return [(word, 1.0)]
    if is_known(word, index):
        own = index.words.get(word) or stem(word)
        return [(term, 1.0) for term in dict.fromkeys((index.aliases.get(own, own), own))]
    if f"^{word}" in index.postings:
        return [(f"^{word}", 1.0)]
    found: dict[str, float] = {}
    for guess, quality in (*_slips(word, index), *_beginnings(word, index), *_relatives(word, index)):
        meant = index.words[guess]
        found[meant] = max(quality, found.get(meant, 0.0))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0] not in index.postings, index.weight(pair[0])))[
        :GUESSES
    ]


def written_out(question: str, index: BodyIndex) -> str:
    """A question with the first words of places written out: «н. тагил», «н тагил» → «нижн тагил»."""

    def first_word(match: re.Match[str]) -> str:
        letter, second = match["letter"], match["second"]
        first = index.first_words.get((letter, stem(second)))
        return f"{first} {second}" if first else match.group()

    return _SHORTENED.sub(first_word, fold(question))


def is_known(word: str, index: BodyIndex) -> bool:
    """Whether a body, a place or the vocabulary has this word in any form."""
    return word in index.words or stem(word) in index.stems or stem(word) in index.aliases


def _slips(word: str, index: BodyIndex) -> list[Guess]:
    return [
        (guess, 1.0 - distance / len(form))
        for form in {word, bare(word), lemma(word)}
        if (most := _slips_in(form))
        for guess, distance, _ in process.extract(
            form, index.written, scorer=OSA.distance, score_cutoff=most, limit=2 * GUESSES
        )
    ]


def _slips_in(word: str) -> int:
    """How many letters may be wrong: fewer in a short word, and in one that is a word of its own."""
    most = 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    return min(most, 1) if is_word(word) else most


def _beginnings(word: str, index: BodyIndex) -> list[Guess]:
    if len(word) < FIRST_LETTERS:
        return []
    start = bisect_left(index.written, word)
    return [(known, AS_BEGINNING) for known in takewhile(lambda known: known.startswith(word), index.written[start:])]


def _relatives(word: str, index: BodyIndex) -> list[Guess]:
    return [(known, AS_RELATIVE) for known in index.roots.get(root(stem(word)), ())]


def respaced(words: Sequence[str], index: BodyIndex) -> list[str]:
    """The words with those joined that were torn apart, and those parted that were written together."""
    made: list[str] = []
    for word in meant_words(" ".join(_special_or_same(word, index) for word in words)):
        joined = made[-1] + word if made else ""
        is_torn = made and not (is_known(made[-1], index) and is_known(word, index)) and joined in index.words
        if is_torn:
            made[-1] = joined
        else:
            made.extend(_parted(word, index))
    return made


@cache
def _special() -> tuple[str, ...]:
    """Words that are read before all others: numerals and nicknames."""
    return (*NUMERALS, *vocabulary().nicknames)


def _special_or_same(word: str, index: BodyIndex) -> str:
    """The numeral or nickname that a slip was meant as; the word itself when it was none."""
    most = min(2, _slips_in(word))
    if not most or is_known(word, index):
        return word
    slip = process.extractOne(word, _special(), scorer=OSA.distance, score_cutoff=most)
    if slip is None or any(quality >= 1.0 - slip[1] / len(word) for _, quality in _slips(word, index)):
        return word
    return slip[0]


def _parted(word: str, index: BodyIndex) -> tuple[str, ...]:
    is_plain = len(word) < 2 * FIRST_LETTERS or is_known(word, index)
    if is_plain or any(quality > AS_BEGINNING for _, quality in _slips(word, index)):
        return (word,)
    return _known_parts(word, index) or (word,)


def _known_parts(word: str, index: BodyIndex) -> tuple[str, ...]:
    """Known words that make up this one; empty when there are none."""
    for place in range(FIRST_LETTERS, len(word) - FIRST_LETTERS + 1):
        if word[:place] in index.words:
            rest = word[place:]
            parts = (rest,) if is_known(rest, index) else _known_parts(rest, index)
            if parts:
                return (word[:place], *parts)
    return ()
