"""A literal prefilter: one search for literal prefixes finds which of many patterns may match a text, and where.

Dozens of patterns like `\\b(?:спасибо|благодар\\w*|…)` are tried on every message, and few match. Where one does, a
word begins as one of its alternatives does. All these prefixes are searched for at once, and a pattern is tried
only where one of its own was found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Final, NamedTuple

from otklik.shared.alternatives import first_item, split_alternatives

LONGEST: Final = 8
"""Characters of a prefix, spaces included: «с какого» differs from «с крыши»."""
SHORTEST: Final = 2
"""Shorter prefixes are in every text."""
MOST: Final = 1_500
SHORTER: Final = 6
"""Characters of each prefix where there would be more than `MOST` of them."""
_DIGITS = re.compile(r"\d+")
_ANY_DIGITS: Final = "0"
"""Stands for a row of digits, however long: «15 в день», «1500 в день»."""
_KEPT_TEXTS: Final = 512
_SIGNS: Final = frozenset(" ,-/%₽")
"""They may stand in a prefix, and mean themselves in a pattern."""
_ONE_LETTER = re.compile(r"\[[^\W_]+\]")


class Candidates(NamedTuple):
    """Which patterns may fit a text, and where they would begin."""

    that_may_fit: int
    """Bits of patterns."""
    anywhere: int
    """Of these the ones that may begin with anything."""
    places: tuple[tuple[int, int], ...]
    """Where others may begin, in order: characters of the text, and the bits of those that may there."""


class _Bits(dict[str, int]):
    """Bits of patterns by how they begin, whatever the digits are."""

    def __missing__(self, prefix: str) -> int:
        return self[_DIGITS.sub(_ANY_DIGITS, prefix)]


class LiteralPrefilter:
    """Patterns that are tried on the same texts, by numbers of one bit each."""

    def __init__(self) -> None:
        self._sources: list[str] = []
        self.candidates_in = lru_cache(maxsize=_KEPT_TEXTS)(self._candidates_in)
        """What may fit a text, and where; the texts of a batch are asked about again and again."""

    def add(self, source: str) -> int:
        """The bit of one more pattern. How it begins is read when the first text is asked about: that takes a while."""
        self._sources.append(source)
        self.__dict__.pop("_found", None)
        self.candidates_in.cache_clear()
        return 1 << (len(self._sources) - 1)

    def _candidates_in(self, text: str) -> Candidates:
        pattern, bits, unclear = self._found
        places = tuple((match.start(), bits[match[1]]) for match in pattern.finditer(text))
        return Candidates(reduce(or_, (those for _, those in places), unclear), unclear, places)

    @cached_property
    def _found(self) -> tuple[re.Pattern[str], Mapping[str, int], int]:
        """What finds the longest prefix wherever a word starts, what begins so or shorter, what may begin with
        anything."""
        sources = tuple(self._sources)
        # whatever another thread brings in meanwhile may fit anything, until it is read in its turn
        by_prefix, unclear = dict[str, int](), -1 << len(sources)
        for place, source in enumerate(sources):
            known = literal_prefixes(source)
            by_prefix |= {one: by_prefix.get(one, 0) | 1 << place for one in known}
            unclear |= 0 if known else 1 << place
        bits = _Bits(
            (one, reduce(or_, (by_prefix.get(one[:length], 0) for length in range(len(one) + 1))))
            for one in ("", *by_prefix)
        )
        return re.compile(rf"\b(?=({_tree(sorted(by_prefix))}))"), bits, unclear


def literal_prefixes(source: str) -> frozenset[str]:
    """The literal prefixes of a pattern's matches, «0» for any digits; nothing where they are unclear."""
    alternatives = split_alternatives(source)
    if not all(one.startswith(r"\b") for one in alternatives):
        return frozenset()
    try:
        found = frozenset(prefix for one in alternatives for prefix in _prefixes(one, ""))
    except ValueError:
        return frozenset()
    return found if len(found) <= MOST else frozenset(one[:SHORTER] for one in found)


def _prefixes(pattern: str, known: str) -> Iterator[str]:
    """The same behind what is known of it. Raises ValueError where it may be anything."""
    while len(known) < LONGEST and pattern:
        item, is_optional, is_repeated, rest = first_item(pattern)
        if item == r"\b" or item.startswith(("(?!", "(?=", "(?<")):
            pattern = rest
            continue
        if is_optional:
            yield from _prefixes(rest, known)
        behind = "." if is_repeated else rest
        if choices := _choices(item):
            for one in choices:
                yield from _prefixes(one + behind, known)
            return
        if item == r"\d" or item.isdecimal():
            known, pattern = known.removesuffix(_ANY_DIGITS) + _ANY_DIGITS, rest
            continue
        if not (item.isalnum() or (known and item in _SIGNS)):
            break
        known, pattern = known + item, behind
    if len(known) < SHORTEST and known != _ANY_DIGITS:
        raise ValueError(pattern)
    yield known


def _choices(item: str) -> Iterable[str]:
    """What may stand in place of a group or of a class of letters."""
    if item.startswith("(?:"):
        return split_alternatives(item[3:-1])
    return item[1:-1] if _ONE_LETTER.fullmatch(item) else ()


def _tree(words: Iterable[str]) -> str:
    """A pattern of words in order that follows their letters; where a word is the prefix of another, the longer."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    ends = by_letter.pop("", None) is not None
    branches = [
        (r"\d+" if letter == _ANY_DIGITS else re.escape(letter)) + _tree(rests) for letter, rests in by_letter.items()
    ]
    if not branches:
        return ""
    return branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join([*branches, *([''] if ends else [])])})"
