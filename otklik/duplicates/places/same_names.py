"""Whether two names are one: other endings, slips, adjectives and nicknames of it."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, Prefix

from otklik.duplicates.places.derived_names import BETWEEN, OF_A_NAME, SHORTEST_STEM, VOWELS, stem_of
from otklik.duplicates.places.vocabulary import words
from otklik.shared.lemmas import grammemes, is_word

SHORT: Final = 3
_ENDINGS: Final = frozenset(
    words("а е и й о у ы ь ю я ая его ее ей ем ие ий ов ого ое ой ом ому ою ую ые ый ых юю яя") | {""}
)
"""In what two spellings of one name may differ: «Советская», «Советской»."""
_OF_INHABITANTS: Final = frozenset({"а", "ин"})
"""«Поляны» is taken for that of a «полянин»."""
_OF_NICKNAMES: Final = frozenset({"", "ий", "ный", "ой", "ский", "ый", "ье"})
"""«На заречке» is on Заречная or in Заречье, «первомайка» Первомайская, «пушкинка» that of Пушкин."""
_NICKNAME: Final = "ка"
_SHORTEST_NICKNAME: Final = 7
_OF_ADJECTIVES: Final = ("ый", "ой", "ий", "ая", "ое", "ее", "ые", "ие")
_TOWN: Final = "городок"
"""«В Академе» is in Академгородок."""
SLIPS_FROM: Final = 7
"""So long a name is still known with one slip."""


def stands_in(words: frozenset[str], name: str) -> bool:
    """Whether one of these words is this name: only those that begin alike are looked at closely."""
    return name in words or any(
        word[:1] == name[:1] and (is_same_name(name, word) or is_adjective_of(word, name) or is_nickname_of(word, name))
        for word in words
    )


def is_adjective_of(word: str, name: str) -> bool:
    """«Покровский» of Покровка; of surnames not: улица Ленина is not Ленинская."""
    if not word.endswith(OF_A_NAME) or word[:SHORTEST_STEM] != name[:SHORTEST_STEM]:
        return False
    stem = _stem(name)
    return len(stem) >= SHORTEST_STEM and word.startswith(stem) and word[len(stem) : -4] in BETWEEN


def may_be_nickname(word: str) -> bool:
    """«Первомайка»; what a dictionary has is itself: «парковка» is not Парковая."""
    return len(word) >= _SHORTEST_NICKNAME and word.endswith(_NICKNAME) and not is_word(word)


def is_nickname_of(word: str, name: str) -> bool:
    """«Первомайка» of Первомайская."""
    stem = word.removesuffix(_NICKNAME)
    return name.startswith(stem) and name[len(stem) :] in _OF_NICKNAMES and may_be_nickname(word)


@lru_cache(maxsize=4096)
def _stem(name: str) -> str:
    """What of a name its adjective keeps; nothing where the name is a surname or an adjective of that kind itself."""
    marks = grammemes(name)
    return "" if "Surn" in marks and "Geox" not in marks else stem_of(name)


@lru_cache(maxsize=4096)
def _skeleton(name: str) -> str:
    """What «Лужки» and «Лужков», «Малые» and «Малое» have in common."""
    if name.endswith(_OF_ADJECTIVES):
        return f"{name[:-2]}-"
    stem = name.removesuffix("ов").rstrip(VOWELS) if name.endswith("ков") else name.rstrip(VOWELS)
    if len(stem) < SHORT:
        return name  # «май» and «мы» have nothing in common
    return stem[:-2] + stem[-1] if len(stem) > SHORTEST_STEM and stem.endswith(("ок", "ек")) else stem


def is_same_name(one: str, other: str) -> bool:
    """Whether two lemmas are one name: equal, or the same but for the ending, or for one slip in a long one.

    What follows the common beginning has to be an ending in both: «Светлая» is not «свет», «Рабочая» no «работа».
    """
    one, other = one.replace("-", ""), other.replace("-", "")
    if one == other or one == other + _TOWN or other == one + _TOWN or _differ_in_ending(one, other):
        return True
    ours, theirs = _skeleton(one), _skeleton(other)
    if ours == theirs:
        return True
    if one[0] != other[0] or min(len(one), len(other)) < SLIPS_FROM:
        return False
    return OSA.distance(ours, theirs, score_cutoff=1) <= 1 and not (is_word(one) and is_word(other))


def _differ_in_ending(one: str, other: str) -> bool:
    common = Prefix.similarity(one, other)
    rests = {one[common:], other[common:]}
    return common >= min(SHORT, len(one), len(other)) and (rests <= _ENDINGS or rests == _OF_INHABITANTS)
