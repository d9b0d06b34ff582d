"""Numbers under which texts that may tell of the same find each other: places, rare words and matter, author.

Only hashes: from them no word can be read. Each holds the town and a stretch of days, so that no list grows for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from otklik.duplicates.matching.compare import COPY_WORDS
from otklik.duplicates.matching.texts import ParsedText, strong_subjects
from otklik.duplicates.places.naming import Naming
from otklik.duplicates.places.own_places import AT_AN_END
from otklik.duplicates.places.same_names import may_be_nickname
from otklik.duplicates.places.vocabulary import INSTITUTIONS
from otklik.triage.hashing import hash_of

STRETCH_DAYS: Final = 30
_RAREST: Final = 3
_NAME_ENDING: Final = 3
_TOLD_LETTERS: Final = 6
_NICKNAME_LETTERS: Final = 5
"""«Заречка» and «Заречная» meet."""
_MOST_CALLED: Final = 40
"""A list of all streets of a town would meet everybody."""
_LONG: Final = 10
"""Letters that an adjective of two words has: «малогорский»; «городской» would bring all texts together."""
_NUMBERED: Final = ("route", "district", *INSTITUTIONS)


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a text comes from, as far as keys need it."""

    town: int
    """Whose messages are compared with each other: a municipality's."""
    said_at: datetime
    author: int | None = None


def stretch_of(moment: datetime) -> int:
    """In which stretch of days a moment lies."""
    return int(moment.timestamp()) // (STRETCH_DAYS * 86_400)


def keys_of(reading: ParsedText, whence: Whence, *, stretches: tuple[int, ...] = ()) -> list[int]:
    """The keys of a text in its own stretch of days, or in the given ones; sorted, each once."""
    tails = stretches or (stretch_of(whence.said_at),)
    names = [f"{whence.town}|{name}" for name in _names(reading)]
    if whence.author is not None:
        names.append(f"{whence.town}|author|{whence.author}")
    return sorted({hash_of(f"{name}|{tail}") for name in names for tail in tails})


def copy_key_of(reading: ParsedText) -> int | None:
    """The same for texts of the same words, wherever they stand; None for short ones, alike by chance."""
    if len(reading.words) < COPY_WORDS:
        return None
    numbers = sorted(f"{label}{sorted(found)}" for label, found in reading.naming.numbers.items())
    return hash_of(" ".join(["copy", *sorted(reading.naming.words), *numbers]))


def _names(reading: ParsedText) -> Iterator[str]:
    """Each thing named together with each matter, and each place by itself: who tells of the same in other words has
    often nothing but the place in common. Texts that share more keys are compared first."""
    yield from _places(reading.naming)
    subjects = sorted(strong_subjects(reading.subjects)) or ["-"]
    for term in _terms(reading):
        for subject in subjects:
            yield f"{term}|{subject}"
    copy = copy_key_of(reading)
    if copy is not None:
        yield f"copy|{copy}"


def _places(naming: Naming) -> Iterator[str]:
    """Names, also those known by where they stand, houses of streets, and what is told by its number."""
    called = naming.names | naming.called | {head.removeprefix(AT_AN_END) for head in naming.heads}
    yield from {f"near|{_stem(name)}" for name in sorted(called)[:_MOST_CALLED]}
    houses = naming.numbers.get("house", frozenset())
    yield from {f"house|{_stem(name)}|{house}" for name in naming.names for house in houses}
    yield from (f"place|{label}|{number}" for label in _NUMBERED for number in naming.numbers.get(label, ()))


def _terms(reading: ParsedText) -> Iterator[str]:
    naming = reading.naming
    rarest = sorted(reading.words, key=lambda one: (-reading.words[one], one))[:_RAREST]
    yield from {f"word|{_stem(word)}" for word in (*naming.names, *rarest)}
    yield from (f"{label}|{number}" for label in _NUMBERED for number in naming.numbers.get(label, ()))
    yield from (f"at|{landmark}" for landmark in naming.landmarks)
    yield from {f"told|{one[:_TOLD_LETTERS]}" for one in naming.derived | naming.adjectives if _is_of_two_words(one)}
    yield from {f"called|{one[:_NICKNAME_LETTERS]}" for one in naming.names.union(filter(may_be_nickname, naming.near))}
    if not naming.names:
        yield from (f"at|{house}" for house in naming.numbers.get("house", ()))


def _is_of_two_words(adjective: str) -> bool:
    """A house that is told by its namesake is found as a landmark."""
    return len(adjective) >= _LONG and " " not in adjective


def _stem(word: str) -> str:
    """«советский» and «советская» meet, as `is_same_name` wants it."""
    word = word.replace("-", "")
    return word[: max(4, len(word) - _NAME_ENDING)]
