"""Numbers without what they number: «в третьей», «у 15-й», «на 22»; the words beside tell what is meant.

They may bring two texts together, «талон в третьей» and «поликлиника 3», and never part them.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from otklik.duplicates.places.tokens import Token, is_counted
from otklik.duplicates.places.vocabulary import (
    BEFORE_A_DAY,
    BEFORE_A_NUMBER,
    LABEL_OF,
    ROUTES_BY_NAME,
    WORDS_OF_KIND,
)
from otklik.shared.lemmas import grammemes, readings

_OF_GENDER: Final = {
    "femn": frozenset({"school", "clinic", "route"}),
    "masc": frozenset({"kindergarten", "route", "house"}),
}
_OBLIQUE: Final = frozenset({"gent", "datv", "loct", "ablt"})
_CASES_OF: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "й": {"masc": frozenset({"nomn", "accs"}), "femn": _OBLIQUE},
    "я": {"femn": frozenset({"nomn"})},
    "ю": {"femn": frozenset({"accs"})},
    "е": {"neut": frozenset({"nomn", "accs"})},
    "го": {"masc": frozenset({"gent"}), "neut": frozenset({"gent"})},
    "му": {"masc": frozenset({"datv"}), "neut": frozenset({"datv"})},
    "м": {"masc": frozenset({"loct", "ablt"}), "neut": frozenset({"loct", "ablt"})},
}
"""By the last letters of an ordinal: genders and cases of what it numbers."""
_EITHER: Final = frozenset({"femn", "masc"})
_FIRST_CASE: Final = frozenset({"nomn"})
_STRAIGHT: Final = frozenset({"nomn", "accs"})
"""Cases that look alike; so do most others, of which the dictionary names but one."""

type Numbers = dict[str, set[str]]


def kinds_told(tokens: Sequence[Token]) -> frozenset[str]:
    """What a text speaks of by its words: lessons of a school, doctors of a clinic, passengers of a route."""
    lemmas = {token.lemma for token in tokens}
    return frozenset(kind for kind, told in WORDS_OF_KIND.items() if not told.isdisjoint(lemmas))


def bare_numbers(tokens: list[Token], taken: Collection[int], kinds: frozenset[str]) -> Numbers:
    """By label the numbers that may be meant, of those that nothing else has claimed."""
    found: Numbers = {}
    for place, token in enumerate(tokens):
        if not token.number and token.lemma not in ROUTES_BY_NAME:
            continue
        number = token.number or ROUTES_BY_NAME[token.lemma]
        if place in taken or is_counted(tokens, place):
            continue
        may_be = _may_be(tokens, place, kinds)
        for label in may_be & kinds if kinds and not stands_for_itself(tokens, place) else may_be:
            found.setdefault(label, set()).add(number)
    return found


def describes_next(tokens: Sequence[Token], place: int) -> bool:
    """Whether the next word is the noun that this adjective belongs to: «детской дорожке», not «пятой участковая»."""
    if place + 1 >= len(tokens) or tokens[place].heads or tokens[place + 1].begins:
        return False
    ours, next_ = _marks(tokens[place]), _marks(tokens[place + 1])
    is_one_gender = bool(ours & next_ & {"femn", "masc", "neut"})
    return "NOUN" in next_ and is_one_gender and ours.isdisjoint(_STRAIGHT) == next_.isdisjoint(_STRAIGHT)


def numbers_the_next(tokens: Sequence[Token], place: int) -> bool:
    """Whether an ordinal numbers the noun behind it, by its ending: «у 24-го столба», not «у 24-го люк»."""
    token = tokens[place]
    if token.raw.isalpha():
        return describes_next(tokens, place)
    if place + 1 >= len(tokens) or token.heads or tokens[place + 1].begins:
        return False
    ending = re.sub(r"[\d\s-]+", "", token.raw)
    return any(
        one.has("NOUN") and one.has("sing") and one.has(gender) and not cases.isdisjoint(one.grammemes)
        for gender, cases in _CASES_OF.get(ending[-2:] if ending[-1:] in "оу" else ending[-1:], {}).items()
        for one in readings(tokens[place + 1].folded)
    )


def stands_for_itself(tokens: Sequence[Token], place: int) -> bool:
    """«… поручни, зеркало. Четвёртая»: whatever else it tells, that is a school or a clinic."""
    token = tokens[place]
    is_last = place + 1 == len(tokens) or tokens[place + 1].begins
    is_apart = token.begins or (place > 0 and tokens[place - 1].heads)
    return is_apart and is_last and token.is_ordinal and "femn" in genders_of(token)


def _may_be(tokens: list[Token], place: int, kinds: frozenset[str]) -> frozenset[str]:
    token = tokens[place]
    before = tokens[place - 1].lemma if place else ""
    follows = tokens[place + 1] if place + 1 < len(tokens) and not token.heads else None
    if before in BEFORE_A_DAY or (follows and (follows.number or follows.lemma in LABEL_OF)):
        return frozenset()
    if not token.number:
        # in a school these are marks
        return frozenset({"route"}) | (kinds & {"clinic", "kindergarten"})
    if token.is_ordinal:
        return frozenset() if _belongs_to_next(tokens, place) else _by_gender(token)
    is_told = place == 0 or place + 1 == len(tokens) or token.is_marked or before in BEFORE_A_NUMBER
    if not is_told or token.raw.isalpha():
        return frozenset()
    is_apart = place == 0 or (place + 1 == len(tokens) and tokens[place - 1].heads)
    of_kind = kinds if token.is_marked else kinds & {"route"}
    return of_kind | ({"route"} if is_apart and not kinds and len(token.number) > 1 else frozenset())


def _belongs_to_next(tokens: list[Token], place: int) -> bool:
    if tokens[place].raw.isalpha():
        return describes_next(tokens, place)
    follows = place + 1 < len(tokens) and not tokens[place].heads and not tokens[place + 1].begins
    if not follows or not {"NOUN", "sing"} <= _marks(tokens[place + 1]):
        return False
    # «в 14-м духота»
    return not (tokens[place].raw.endswith("м") and _marks(tokens[place + 1]) >= _FIRST_CASE)


def _by_gender(token: Token) -> frozenset[str]:
    genders = genders_of(token)
    return frozenset().union(*(kinds for gender, kinds in _OF_GENDER.items() if gender in genders))


def genders_of(token: Token) -> frozenset[str]:
    """Of which genders an ordinal may be, in words or by the ending behind its figures."""
    if not token.raw.isalpha():
        return _gender_of_ending(token.raw)
    return _marks(token) | (_EITHER if token.folded.endswith("ой") else frozenset())


def _gender_of_ending(raw: str) -> frozenset[str]:
    ending = re.sub(r"[\d\s-]+", "", raw)
    if ending in {"я", "ая", "ю", "ую"}:
        return frozenset({"femn"})
    if ending in {"й", "ой"}:
        return frozenset({"femn", "masc"})
    return frozenset({"masc"}) if ending not in {"е", "х"} else frozenset()


def _marks(token: Token) -> frozenset[str]:
    return frozenset() if token.number and not token.raw.isalpha() else grammemes(token.folded)
