"""Whether two texts name the same place, another one, or leave it open."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from otklik.shared.lemmas import grammemes, is_word
from otklik.triage.likeness.derived_names import BETWEEN, OF_A_NAME, SHORTEST_STEM, VOWELS, stem_of
from otklik.triage.likeness.landmarks import usual_name
from otklik.triage.likeness.naming import Naming
from otklik.triage.likeness.vocabulary import INSTITUTIONS

_NARROW: Final = ("entrance", "flat", "building", "floor", "office")
"""Inside of a house: they part two cases, and do not make them one."""
_HOMES: Final = frozenset({"house", "entrance", "flat"})
_COMMON_ENDING: Final = 3
"""Letters in which two spellings of one name may differ: «Советская», «Советской»."""
_OF_ADJECTIVES: Final = ("ый", "ой", "ий", "ая", "ое", "ее", "ые", "ие")
_SHORT: Final = 3
_SLIPS: Final = 2
_TOWN: Final = "городок"
"""«В Академе» is in Академгородок."""
_HARDLY_CHANCE: Final = 20
"""A bare number from here on in both texts is one: «пятьдесят вторая»."""
_SLIPS_FROM: Final = 7
"""So long a name is still known with one slip."""


class Place(StrEnum):
    """How two places stand to each other."""

    HOUSE = "house"
    """The same street and house."""
    ROUTE = "route"
    INSTITUTION = "institution"
    """The same school, kindergarten or clinic, by its number."""
    STREET = "street"
    """The same street or name; at least one tells no more."""
    LANDMARK = "landmark"
    OPEN = "open"
    """At least one names no place, or they name places that cannot be compared."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Naming
    second: Naming

    def share(self, label: str) -> bool | None:
        """Whether both name the same number of this kind; None where one names none."""
        ours, theirs = self.first.numbers.get(label), self.second.numbers.get(label)
        return None if not ours or not theirs else bool(ours & theirs)

    def may_share(self, label: str) -> bool:
        """Whether one tells the number and the kind, and the other that number alone: «поликлиника 3», «в третьей»."""
        if _may_mean(self.first, self.second, label) or _may_mean(self.second, self.first, label):
            return True
        both = self.first.loose.get(label, frozenset()) & self.second.loose.get(label, frozenset())
        return any(number.isdigit() and int(number) >= _HARDLY_CHANCE for number in both)


def _may_mean(one: Naming, other: Naming, label: str) -> bool:
    if label not in one.loose and label not in other.loose:
        return False
    nothing: frozenset[str] = frozenset()
    told = one.numbers.get(label, nothing) | one.meant.get(label, nothing)
    return not told.isdisjoint(other.numbers.get(label, nothing) | other.loose.get(label, nothing))


def compare_places(first: Naming, second: Naming) -> Place:
    """How the places that two texts name stand to each other."""
    pair = _Pair(first, second)
    labels = first.numbers.keys() | second.numbers.keys()
    if any(_parts(pair, label) for label in labels) or _ride_apart(pair):
        return Place.OTHER
    names = _share_names(first, second)
    nearness = _nearness(pair, names=names is True)
    if names is False or (nearness is not Place.HOUSE and _cross_elsewhere(first, second)):
        return Place.OTHER
    if nearness is Place.LANDMARK and first.names and second.names:
        return Place.OPEN  # a kindergarten by its name, and one by its street
    if nearness is Place.OPEN and first.landmarks and second.landmarks:
        return Place.OTHER
    return nearness


def _parts(pair: _Pair, label: str) -> bool:
    """Whether the numbers of this kind differ; of floors only within houses, not in schools or shops."""
    if pair.share(label) is not False:
        return False
    return label != "floor" or all(_HOMES & naming.numbers.keys() for naming in (pair.first, pair.second))


def _nearness(pair: _Pair, *, names: bool) -> Place:
    if pair.share("house") and (names or not (pair.first.names and pair.second.names)):
        return Place.HOUSE if names else Place.STREET
    if pair.share("route"):
        return Place.ROUTE
    if any(pair.share(label) or pair.may_share(label) for label in INSTITUTIONS):
        return Place.INSTITUTION
    if pair.may_share("route"):
        return Place.ROUTE
    if names or pair.share("district"):
        return Place.STREET
    if pair.first.landmarks & pair.second.landmarks or _are_near_the_same(pair.first, pair.second):
        return Place.LANDMARK
    return Place.OPEN


def _are_near_the_same(first: Naming, second: Naming) -> bool:
    """«У военкомата» in the one, «военкомат» anywhere in the other."""
    ours, theirs = (frozenset(map(usual_name, naming.words)) for naming in (first, second))
    if not first.near.isdisjoint(theirs) or not second.near.isdisjoint(ours):
        return True
    if not first.heads.isdisjoint(second.heads | second.near) or not second.heads.isdisjoint(first.near):
        return True
    return _are_told_by_adjective(first, second) or _are_told_by_adjective(second, first)


def _are_told_by_adjective(one: Naming, other: Naming) -> bool:
    """«В родниках», «родниковский»."""
    adjectives = [word for word in other.words if word.endswith(OF_A_NAME)]
    return any(_is_adjective_of(word, name) for word in adjectives for name in one.near | one.heads)


def _ride_apart(pair: _Pair) -> bool:
    """«Пятый трамвай», «автобус 5»."""
    if not pair.share("route"):
        return False
    ours, theirs = pair.first.vehicles, pair.second.vehicles
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _share_names(first: Naming, second: Naming) -> bool | None:
    """Whether a name of one stands in the other; None where it cannot be told."""
    if any(_stands_in(second.words, name) for name in first.names):
        return True
    if any(_stands_in(first.words, name) for name in second.names) or _is_told_of(first, second):
        return True
    if not _are_of_one_sort(first, second):
        return None
    return _is_misspelt(first, second) or _is_shortened(first, second)


def _are_of_one_sort(first: Naming, second: Naming) -> bool:
    """Streets, or both in quotation marks: that a club is called otherwise than its street parts nothing."""
    are_streets = bool(first.names - first.quoted and second.names - second.quoted)
    return are_streets or bool(first.quoted and second.quoted)


def _is_misspelt(first: Naming, second: Naming) -> bool:
    """«На Сверловва»: two slips in a name that is no word."""
    return any(
        one[:_SHORT] == other[:_SHORT]
        and min(len(one), len(other)) > _SLIPS_FROM
        and OSA.distance(one.rstrip(VOWELS), other.rstrip(VOWELS), score_cutoff=_SLIPS) <= _SLIPS
        and is_word(one) != is_word(other)
        for one in first.names
        for other in second.names
    )


def _is_shortened(first: Naming, second: Naming) -> bool:
    """«Комс 45», where the other tells that house, too."""
    if first.numbers.get("house", frozenset()).isdisjoint(second.numbers.get("house", frozenset())):
        return False
    pairs = [(one, other) for one in first.names for other in second.names]
    return any(
        min(map(len, pair)) > _SHORT and (pair[0].startswith(pair[1]) or pair[1].startswith(pair[0])) for pair in pairs
    )


def _is_told_of(first: Naming, second: Naming) -> bool:
    """«Малые Горки», «малогорские жители»; «Пушкинская библиотека», «библиотека имени Пушкина»."""
    return not (first.derived.isdisjoint(second.adjectives) and second.derived.isdisjoint(first.adjectives))


def _stands_in(words: frozenset[str], name: str) -> bool:
    """Whether one of these words is this name: only those that begin alike are looked at closely."""
    return name in words or any(
        word[:1] == name[:1] and (is_same_name(name, word) or _is_adjective_of(word, name)) for word in words
    )


def _is_adjective_of(word: str, name: str) -> bool:
    """«Покровский» of Покровка; of surnames not: улица Ленина is not Ленинская."""
    if not word.endswith(OF_A_NAME) or word[:SHORTEST_STEM] != name[:SHORTEST_STEM]:
        return False
    stem = _stem(name)
    return len(stem) >= SHORTEST_STEM and word.startswith(stem) and word[len(stem) : -4] in BETWEEN


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
    return stem[:-2] + stem[-1] if len(stem) > SHORTEST_STEM and stem.endswith(("ок", "ек")) else stem or name


def _cross_elsewhere(first: Naming, second: Naming) -> bool:
    """«На углу Ленина и Мира», «на углу Ленина и Бажова»: each names something that the other does not."""
    both_cross = len(first.names) > 1 and len(second.names) > 1
    return both_cross and _names_more(first, second) and _names_more(second, first)


def _names_more(one: Naming, other: Naming) -> bool:
    return any(not _stands_in(other.words, name) for name in one.names)


def is_same_name(one: str, other: str) -> bool:
    """Whether two lemmas are one name: equal, or the same but for the ending, or for one slip in a long one."""
    if one == other or _TOWN in (one.removeprefix(other), other.removeprefix(one)):
        return True
    if _skeleton(one) == _skeleton(other):
        return True
    longest = max(len(one), len(other))
    needed = max(4, longest - _COMMON_ENDING)
    if longest > needed and one[:needed] == other[:needed]:
        return True
    if longest <= needed:
        return len(one) != len(other) and one.rstrip(VOWELS) == other.rstrip(VOWELS)
    if one[0] != other[0] or min(len(one), len(other)) < _SLIPS_FROM:
        return False
    return OSA.distance(one[:needed], other[:needed], score_cutoff=1) <= 1
