"""What a short text is about, in a few dozen things that residents write of: water, a pit, dogs, a bus…

Finer than the groups of the rubricator and coarser than words: «провалился асфальт» and «яма на дороге» meet here,
«нет воды» and «нет света» part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from otklik.triage.subject_words import OPPOSITES, SURROUNDINGS, THINGS, TROUBLES

STRONG: Final = 1.0
WEAK: Final = 0.25


def _entries() -> list[tuple[str, str, float]]:
    tables = ((THINGS, STRONG), (SURROUNDINGS, WEAK))
    return [(word, code, weight) for table, weight in tables for code, words in table.items() for word in words.split()]


def _trouble_entries() -> list[tuple[str, str, float]]:
    return [(word, code, STRONG) for code, words in TROUBLES.items() for word in words.split()]


def _known(entries: list[tuple[str, str, float]], *, open_ended: bool) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, code, weight in entries:
        if word.endswith("*") is open_ended:
            found[word.rstrip("*")] = (*found.get(word.rstrip("*"), ()), (code, weight))
    return found


@dataclass(frozen=True, slots=True)
class _Lexicon:
    lemmas: dict[str, tuple[tuple[str, float], ...]]
    beginnings: dict[str, tuple[tuple[str, float], ...]]

    def look_up(self, word: str) -> tuple[tuple[str, float], ...]:
        if word in self.lemmas:
            return self.lemmas[word]
        ends = range(len(word), 2, -1)
        return next((self.beginnings[word[:end]] for end in ends if word[:end] in self.beginnings), ())


_SUBJECT_WORDS: Final = _Lexicon(_known(_entries(), open_ended=False), _known(_entries(), open_ended=True))
_TROUBLE_WORDS: Final = _Lexicon(
    _known(_trouble_entries(), open_ended=False), _known(_trouble_entries(), open_ended=True)
)


@lru_cache(maxsize=20_000)
def subjects_of_word(word: str) -> tuple[tuple[str, float], ...]:
    """What one lemma speaks of, with how much it says: codes and weights."""
    return _SUBJECT_WORDS.look_up(word)


@lru_cache(maxsize=20_000)
def troubles_of_word(word: str) -> frozenset[str]:
    """What one lemma says is wrong."""
    return frozenset(code for code, _ in _TROUBLE_WORDS.look_up(word))


def troubles_of(words: Iterable[str]) -> frozenset[str]:
    """What these lemmas say is wrong."""
    return frozenset(chain.from_iterable(map(troubles_of_word, words)))


def subjects_of(words: Iterable[str]) -> dict[str, float]:
    """What these lemmas speak of: code → weight."""
    found: dict[str, float] = {}
    for code, weight in chain.from_iterable(map(subjects_of_word, words)):
        found[code] = max(weight, found.get(code, 0.0))
    return found


def names_thing(words: Iterable[str]) -> bool:
    """Whether one of these lemmas speaks of a thing, not only of what surrounds one."""
    return any(weight >= STRONG for _, weight in chain.from_iterable(map(subjects_of_word, words)))


def shared_subjects(first: dict[str, float], second: dict[str, float]) -> float:
    """How far two texts speak of the same things, 0…1: judged rather by the one that says less."""
    if not first or not second:
        return 0.0
    shared = sum(min(first[code], second[code]) for code in first.keys() & second.keys())
    less, more = sorted((sum(first.values()), sum(second.values())))
    # «в подъезде» alone shares little with «в подъезде холодно»
    return 0.7 * shared / max(less, STRONG) + 0.3 * shared / more


def contradict(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether the lemmas of two texts name different ones of things that exclude each other."""
    ours, theirs = frozenset(first), frozenset(second)
    pairs = ((ours & group, theirs & group) for group in OPPOSITES)
    return any(one and other and not one & other for one, other in pairs)
