"""Whether two texts name the same place, another one, or leave it open."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import OSA

from otklik.duplicates.places.derived_names import OF_A_NAME, SHORTEST_STEM, VOWELS
from otklik.duplicates.places.landmarks import usual_name
from otklik.duplicates.places.naming import Naming
from otklik.duplicates.places.same_names import (
    SHORT,
    SLIPS_FROM,
    is_adjective_of,
    is_nickname_of,
    may_be_nickname,
    stands_in,
)
from otklik.duplicates.places.vocabulary import INSTITUTIONS
from otklik.shared.lemmas import is_word

_HOMES: Final = frozenset({"house", "entrance", "flat"})
_SLIPS: Final = 2
_HARDLY_CHANCE: Final = 20
"""A bare number from here on in both texts is one: «пятьдесят вторая»."""


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
    if nearness is Place.LANDMARK and (
        _are_numbered_otherwise(pair) or _are_called_otherwise(first, second) or _are_of_one_kind(first, second)
    ):
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
    if names or pair.share("district") or (pair.may_share("house") and not (pair.first.names and pair.second.names)):
        return Place.STREET
    if pair.first.landmarks & pair.second.landmarks or _are_near_the_same(pair.first, pair.second):
        return Place.LANDMARK
    return Place.OPEN


def _are_numbered_otherwise(pair: _Pair) -> bool:
    """«У вокзала, маршрут 7», «у вокзала 14-й»: one tells a number, and the other may mean another alone."""
    ours, theirs = pair.first.loose, pair.second.loose
    if ours and ours.keys() == theirs.keys() and all(ours[label].isdisjoint(theirs[label]) for label in ours):
        return True
    return any(
        one.numbers[label].isdisjoint(other.loose.get(label, one.numbers[label]))
        for one, other in ((pair.first, pair.second), (pair.second, pair.first))
        for label in one.numbers
        if label not in other.numbers
    )


def _are_called_otherwise(first: Naming, second: Naming) -> bool:
    """«Декабристов, гололёд», «гололёд, на коммунаров»: each tells a name, and none that the other has."""
    if first.names and second.names:
        return True
    ours, theirs = first.names | first.called, second.names | second.called
    if not ours or not theirs:
        return False
    return not any(stands_in(second.words, one) for one in ours) and not any(
        stands_in(first.words, one) for one in theirs
    )


def _are_of_one_kind(first: Naming, second: Naming) -> bool:
    """«Парк Победы», «парк железнодорожников»: of a landmark that both name each tells another epithet."""
    shared = first.epithets.keys() & second.epithets.keys()
    return bool(shared) and not any(
        _tells_epithet(one, other, landmark) for landmark in shared for one, other in ((first, second), (second, first))
    )


def _tells_epithet(one: Naming, other: Naming, landmark: str) -> bool:
    beginnings = {word[:SHORTEST_STEM] for word in other.words}  # «краевед», «краеведческий»
    return any(epithet[:SHORTEST_STEM] in beginnings for epithet in one.epithets[landmark])


def _are_near_the_same(first: Naming, second: Naming) -> bool:
    """«У военкомата» in the one, «военкомат» anywhere in the other."""
    ours, theirs = (frozenset(map(usual_name, naming.words)) for naming in (first, second))
    if not first.near.isdisjoint(theirs) or not second.near.isdisjoint(ours):
        return True
    if not first.heads.isdisjoint(second.heads | second.near) or not second.heads.isdisjoint(first.near):
        return True
    pairs = ((first, second), (second, first))
    return any(_are_told_by_adjective(*pair) or _has_nickname(*pair) for pair in pairs)


def _are_told_by_adjective(one: Naming, other: Naming) -> bool:
    """«В родниках», «родниковский»."""
    adjectives = [word for word in other.words if word.endswith(OF_A_NAME)]
    return any(is_adjective_of(word, name) for word in adjectives for name in one.near | one.heads)


def _has_nickname(one: Naming, other: Naming) -> bool:
    """«Гвозди в молодёжке», «вернулся из молодёжного»: behind a preposition in the one, anywhere in the other."""
    nicknames = [word for word in one.near | one.heads if may_be_nickname(word)]
    return any(is_nickname_of(word, name) for word in nicknames for name in other.words)


def _ride_apart(pair: _Pair) -> bool:
    """«Пятый трамвай», «автобус 5»."""
    if not pair.share("route"):
        return False
    ours, theirs = pair.first.vehicles, pair.second.vehicles
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _share_names(first: Naming, second: Naming) -> bool | None:
    """Whether a name of one stands in the other; None where it cannot be told."""
    if any(stands_in(second.words, name) for name in first.names):
        return True
    if any(stands_in(first.words, name) for name in second.names) or _is_told_of(first, second):
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
        one[:SHORT] == other[:SHORT]
        and min(len(one), len(other)) > SLIPS_FROM
        and OSA.distance(one.rstrip(VOWELS), other.rstrip(VOWELS), score_cutoff=_SLIPS) <= _SLIPS
        and is_word(one) != is_word(other)
        for one in first.names
        for other in second.names
    )


def _is_shortened(first: Naming, second: Naming) -> bool:
    """«Комс 45», where the other tells that house, too."""
    if first.numbers.get("house", frozenset()).isdisjoint(second.numbers.get("house", frozenset())):
        return False
    pairs = [(one.rstrip(VOWELS), other.rstrip(VOWELS)) for one in first.names for other in second.names]
    return any(
        min(map(len, pair)) > SHORT and (pair[0].startswith(pair[1]) or pair[1].startswith(pair[0])) for pair in pairs
    )


def _is_told_of(first: Naming, second: Naming) -> bool:
    """«Малые Горки», «малогорские жители»; «Пушкинская библиотека», «библиотека имени Пушкина»."""
    return not (first.derived.isdisjoint(second.adjectives) and second.derived.isdisjoint(first.adjectives))


def _cross_elsewhere(first: Naming, second: Naming) -> bool:
    """«На углу Ленина и Мира», «на углу Ленина и Бажова»: each names something that the other does not."""
    both_cross = len(first.names) > 1 and len(second.names) > 1
    return both_cross and _names_more(first, second) and _names_more(second, first)


def _names_more(one: Naming, other: Naming) -> bool:
    return any(not stands_in(other.words, name) for name in one.names)
