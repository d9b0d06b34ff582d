"""Groups the alternatives of a regular expression by first letter, so that few are tried at each place of a text.

`re` tries all alternatives of `\\b(?:пожар\\w*|дым\\w*|…)` one by one wherever a word begins. Put together by the
letter that they begin with they fit at the same places, with the same choice among them: only those of another letter
are passed over, and those would not have fitted.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

FEWEST: Final = 8
"""Alternatives from which on it is worth the trouble."""
MOST_UNCLEAR: Final = 8
"""One in so many may begin with anything; where there are more, letters pass over too little."""
_QUANTIFIERS: Final = ("?", "*", "+", "{")
_QUANTIFIER: Final = re.compile(r"(?:[?*+]|\{[\d,]+\})[?+]?")
_CAPTURES: Final = re.compile(r"(?<!\\)\((?!\?)|\(\?P|\\[1-9]")
_CLASS: Final = re.compile(r"\[(?:\\.|[^\]\\]){0,300}\]")
_SHAPE: Final = re.compile(r"(?:\\b)?(?=\(\?:)")
_PLAIN: Final = re.compile(r"[^\\^$.|?*+(){}\[\]]")

type Begun = list[tuple[str, str]]
"""A first letter, and the pattern of what follows it; in the order in which they are tried."""


def by_first_letter(source: str) -> str:
    """The same pattern with the alternatives of its first group ordered by letters; others are returned as they are.

    Only for patterns that heed the case of letters.
    """
    shape = _SHAPE.match(source)
    if shape is None or _CAPTURES.search(_CLASS.sub("", source)):
        return source
    end = _end_of_group(source, shape.end())
    if source[end : end + 1] in _QUANTIFIERS:
        return source
    alternatives = [(one, _begin(one)) for one in split_alternatives(source[shape.end() + 3 : end - 1])]
    unclear = sum(begun is None for _, begun in alternatives)
    if len(alternatives) < FEWEST or unclear * MOST_UNCLEAR > len(alternatives):
        return source
    return f"{shape[0]}(?:{'|'.join(_ordered(alternatives))}){source[end:]}"


def in_any_case(alternatives: str) -> str:
    """Alternatives for small letters and capitals alike, by the letter that they begin with: `[Дд](?i:ом|вор)|…`.

    Where `re` heeds no case it tries all of them wherever a word begins. Raises ValueError where one does not begin
    with a letter that is plain to see.
    """
    letters: dict[str, list[str]] = {}
    for one in split_alternatives(alternatives):
        begun = _begin(one)
        if begun is None:
            raise ValueError(one)
        for letter, rest in begun:
            letters.setdefault(letter, []).append(rest)
    return "|".join(f"[{letter.upper()}{letter}](?i:{'|'.join(rests)})" for letter, rests in letters.items())


def _ordered(alternatives: Sequence[tuple[str, Begun | None]]) -> Iterator[str]:
    """What begins with a letter goes to that letter; what may begin with anything keeps its turn among all."""
    letters: dict[str, list[str]] = {}
    for one, begun in alternatives:
        if begun is None:
            yield from _letters(letters)
            letters = {}
            yield one
            continue
        for letter, rest in begun:
            letters.setdefault(letter, []).append(rest)
    yield from _letters(letters)


def _letters(letters: dict[str, list[str]]) -> Iterator[str]:
    for letter, rests in letters.items():
        yield f"{letter}{_any_of(rests)}"


def _any_of(rests: Sequence[str]) -> str:
    return rests[0] if len(rests) == 1 and len(split_alternatives(rests[0])) == 1 else f"(?:{'|'.join(rests)})"


def _begin(pattern: str) -> Begun | None:
    """The letters that a pattern may begin with; None where that is not plain to see."""
    if pattern.startswith("(?:"):
        end = _end_of_group(pattern, 0)
        return (
            None if pattern[end : end + 1] in _QUANTIFIERS else _begin_group(pattern[3 : end - 1], then=pattern[end:])
        )
    if pattern.startswith("["):
        end = pattern.index("]") + 1
        letters = pattern[1 : end - 1]
        if not letters.isalpha() or pattern[end : end + 1] in _QUANTIFIERS:
            return None
        return [(letter, pattern[end:]) for letter in letters]
    if not _PLAIN.match(pattern) or pattern[1:2] in _QUANTIFIERS:
        return None
    return [(pattern[0], pattern[1:])]


def _begin_group(inner: str, *, then: str) -> Begun | None:
    letters: dict[str, list[str]] = {}
    for one in split_alternatives(inner):
        begun = _begin(one)
        if begun is None:
            return None
        for letter, rest in begun:
            letters.setdefault(letter, []).append(rest)
    return [(letter, _any_of(rests) + then) for letter, rests in letters.items()]


def first_item(pattern: str) -> tuple[str, bool, bool, str]:
    """What a pattern begins with, whether that may be left out, whether it may come again, and what follows it."""
    if pattern.startswith("("):
        end = _end_of_group(pattern, 0)
    elif match := _CLASS.match(pattern):
        end = match.end()
    else:
        end = 2 if pattern.startswith("\\") else 1
    quantifier = _QUANTIFIER.match(pattern, end)
    if quantifier is None:
        return pattern[:end], False, False, pattern[end:]
    asked = quantifier[0]
    return (
        pattern[:end],
        asked.startswith(("?", "*", "{0", "{,")),
        not asked.startswith("?"),
        pattern[quantifier.end() :],
    )


def split_alternatives(source: str) -> list[str]:
    """Alternatives of a pattern that stand in no group and no class."""
    found, start = list[str](), 0
    for place in _outside(source):
        if source[place] == "|":
            found.append(source[start:place])
            start = place + 1
    return [*found, source[start:]]


def _end_of_group(source: str, start: int) -> int:
    """Behind the bracket that closes the group which opens there."""
    return next(place for place in _outside(source[start + 1 :]) if source[start + 1 + place] == ")") + start + 2


def _outside(source: str) -> Iterator[int]:
    """Places of characters that stand in no group or class, and are not escaped."""
    depth, is_class, place = 0, False, 0
    while place < len(source):
        sign = source[place]
        if sign == "\\":
            place += 2
            continue
        if is_class:
            is_class = sign != "]"
        elif sign == "[":
            is_class = True
        elif sign == "(":
            depth += 1
        elif depth == 0:
            yield place
        elif sign == ")":
            depth -= 1
        place += 1
