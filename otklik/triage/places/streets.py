"""Streets: by their kind words, by the gazetteer in any form and case, before a house, at a crossing."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from otklik.gazetteer.index import Hit, Named, PlaceKind
from otklik.gazetteer.names import BEGINS_KIND, LIVED_IN, street_kind_at, usual_name
from otklik.gazetteer.words import Words
from otklik.shared.lemmas import is_common_word
from otklik.triage.places.bare_names import PLACED_BY, bare_name_at, name_after_kind, name_before_kind, placed_name_at
from otklik.triage.places.company import PLACING, certainty_of, is_person
from otklik.triage.places.houses import House, houses_after
from otklik.triage.places.spans import Label, PlaceSpan

_CROSSING: Final = frozenset({
    "угол", "углу", "угла", "перекресток", "перекрестке", "перекрестка", "перисечении", "пересечение",
    "пересечении", "пересечения", "между", "перекреске", "пересечени",
})  # fmt: skip
_JOINTS: Final = frozenset({"и", "/", "\\", "-", "–", "—", ",", "угол", "с", "до", "выше", "ниже", "&", "x", "х"})
_LONGEST_ADDRESS: Final = 12
"""Pieces from the name of a street to its house."""


@dataclass(frozen=True, slots=True)
class Street:
    """A mention of a street with the houses that follow it. Pieces of the text."""

    first: int
    name_first: int
    after: int
    kind: str
    certainty: float
    places: tuple[Named, ...]
    houses: tuple[House, ...]
    is_bound: bool = False
    """It only says how far another street is meant: «Мира от Ленина до Бажова»."""

    def span(self, words: Words) -> PlaceSpan:
        """As it stands in the text, with its kind word."""
        start, end = words.starts[self.first], words.ends[max(self.after, self.name_first + 1) - 1]
        name = self.places[0].title if self.places else self._usual(words)
        kinds = {place.kind for place in self.places} or {self.kind}
        label = Label.SETTLEMENT if kinds <= LIVED_IN else Label.STREET
        return PlaceSpan(label, start, end, name, self.certainty, self.places, self.kind)

    def _usual(self, words: Words) -> str:
        kind_is_after = self.first == self.name_first
        after = self.after
        while kind_is_after and after > self.name_first + 1 and street_kind_at(words, after - 1)[0]:
            after -= 1
        name = words.written(self.name_first, after).strip(" .,")
        return f"{self.kind} {usual_name(name, kind=self.kind)}".strip()


def find_streets(words: Words, hits: Sequence[Hit], *, taken: Sequence[tuple[int, int]]) -> list[Street]:
    """All mentions of streets, in order. `taken`: characters that name something else, a landmark above all."""
    reader = _Reader(words, [hit for hit in hits if hit.places[0].what is PlaceKind.STREET], tuple(taken))
    reader.take_known()
    reader.take_after_kinds()
    reader.take_before_houses()
    reader.take_placed()
    reader.take_neighbours()
    return _with_bounds(sorted(reader.found.values(), key=lambda street: street.first), words)


class _Reader:
    """One reading of a text: what was found so far, by the piece where the name begins."""

    def __init__(self, words: Words, hits: list[Hit], taken: tuple[tuple[int, int], ...]) -> None:
        self.words = words
        self.hits = hits
        self.found: dict[int, Street] = {}
        self.kinds = {
            after: (kind, place)
            for place, piece in enumerate(words.pieces)
            if piece in BEGINS_KIND
            for kind, after in [street_kind_at(words, place)]
            if kind
        }
        """Where a kind word ends → the kind and where it begins."""
        self._is_taken = [False] * len(words)
        for first, last in taken:
            for place in range(bisect_right(words.ends, first), bisect_left(words.starts, last)):
                self._is_taken[place] = True

    def take_known(self) -> None:
        """Names of the gazetteer that stand as a street."""
        for hit in self.hits:
            if self._is_free(hit.first, hit.after):
                self._take(hit, self._certainty(hit))

    def take_after_kinds(self) -> None:
        """«улица Ленина», «ул. ленина», «Советская улица»: names that no gazetteer holds."""
        for after, (kind, place) in self.kinds.items():
            if any(street.first <= place < street.after for street in self.found.values()):
                continue
            name_after = name_after_kind(self.words, after, is_short=self.words.at(after - 1) == ".")
            if name_after and self._is_free(after, name_after):
                self._add(place, after, name_after, kind)
                continue
            name_first = name_before_kind(self.words, place)
            if name_first is not None and self._is_free(name_first, after):
                self._add(name_first, name_first, after, kind)

    def take_before_houses(self) -> None:
        """«Космонавтов, 15»: a name with a capital right before a house."""
        numbers = [place for place, piece in enumerate(self.words.pieces) if piece.isdigit()]
        near = {place for number in numbers for place in range(max(0, number - _LONGEST_ADDRESS), number)}
        read = 0
        for place in sorted(near):
            if place < read:
                continue
            after = bare_name_at(self.words, place) if self._is_free(place, place + 1) else 0
            if after and self._is_free(place, after) and not is_person(self.words, self.hits, place, after):
                houses = houses_after(self.words, after)
                if houses and self.words.at(after) not in PLACING:
                    self.found[place] = Street(place, place, after, "", 0.6, (), tuple(houses))
                    read = after

    def take_placed(self) -> None:
        """«на Жилой прорвало», «по Лермонтова темно»: names of no gazetteer with a capital after «на», «по»."""
        for place in range(1, len(self.words)):
            if (
                self.words.pieces[place - 1] in PLACED_BY
                and placed_name_at(self.words, place)
                and self._is_free(place, place + 1)
            ):
                self._add(place, place, place + 1, "")

    def take_neighbours(self) -> None:
        """«угол Ленина и Мира», «Ленина/Мира»: what crosses a street is one, and so are both of a crossing."""
        for _ in range(2):
            for hit in self.hits:
                is_name = hit.is_sure or self.words.is_capital(hit.first)
                if not is_name or not self._is_free(hit.first, hit.after) or not self._is_joined(hit.first, hit.after):
                    continue
                if not is_person(self.words, self.hits, hit.first, hit.after):
                    self._take(hit, 0.8 if hit.is_sure else 0.65)
        crossings = [place for place, piece in enumerate(self.words.pieces) if piece in _CROSSING]
        for place in crossings:
            self._take_unknown_crossing(place + 1)

    def _take_unknown_crossing(self, place: int) -> None:
        """Capitalised names after «на углу», two of them."""
        for _ in range(2):
            while self.words.at(place) in (*_JOINTS, "улиц", "улицы", "улицами", "ул", "."):
                place += 1
            known = next((one for one in self.found.values() if one.first <= place < one.after), None)
            if known is None:
                after = name_after_kind(self.words, place, is_short=False, only_capital=True)
                if not after or not self._is_free(place, after) or is_common_word(self.words.pieces[place]):
                    return
                self._add(place, place, after, "")
                known = self.found[place]
            place = known.houses[-1].after if known.houses else known.after

    def _add(self, first: int, name_first: int, after: int, kind: str) -> None:
        houses = tuple(houses_after(self.words, after))
        certainty = 0.95 if houses and kind else 0.75 if kind else 0.6
        self.found[name_first] = Street(first, name_first, after, kind, certainty, (), houses)

    def _take(self, hit: Hit, certainty: float) -> None:
        if not certainty:
            return
        kind, first = self.kinds.get(hit.first, ("", hit.first))
        after = hit.after
        if not kind:
            kind, after = self._kind_after(hit.after)
        fitting = tuple(place for place in hit.places if place.kind == kind) or hit.places
        houses = tuple(houses_after(self.words, after))
        self.found[hit.first] = Street(first, hit.first, after, kind, certainty, fitting, houses)

    def _kind_after(self, place: int) -> tuple[str, int]:
        """«Советская улица», «Ленина ул.»: the kind word after a name, unless it begins the next one."""
        kind, after = street_kind_at(self.words, place)
        begins_next = any(hit.first == after for hit in self.hits)
        return ("", place) if not kind or begins_next else (kind, after)

    def _certainty(self, hit: Hit) -> float:
        has_kind = hit.first in self.kinds or bool(self._kind_after(hit.after)[0])
        return certainty_of(hit, self.words, self.hits, has_kind=has_kind)

    def _is_joined(self, first: int, after: int) -> bool:
        """Whether a street stands right before or behind, with nothing or a sign of a crossing between."""
        words = self.words
        for street in self.found.values():
            ends = {street.after, street.houses[-1].after if street.houses else street.after}
            if any(first == end or (first == end + 1 and words.at(end) in _JOINTS) for end in ends):
                return True
            if street.first == after or (street.first == after + 1 and words.at(after) in _JOINTS):
                return True
        return words.at(first - 1) in _CROSSING and words.is_capital(first)

    def _is_free(self, first: int, after: int) -> bool:
        if any(self._is_taken[first:after]):
            return False
        return not any(street.first < after and first < self._end(street) for street in self.found.values())

    def _end(self, street: Street) -> int:
        return max(street.after, *(house.after for house in street.houses)) if street.houses else street.after


def _with_bounds(streets: list[Street], words: Words) -> list[Street]:
    """Mark the two of «от … до …» and «между … и …», where a street was named before that lies between them."""
    marked = list(streets)
    for place, (one, other) in enumerate(pairwise(streets), start=0):
        if not place or one.houses or other.houses:
            continue
        pair = (words.at(one.first - 1), words.pieces[one.after : other.first])
        if pair in (("от", ["до"]), ("между", ["и"]), ("с", ["до"]), ("от", ["и", "до"])):
            marked[place], marked[place + 1] = replace(one, is_bound=True), replace(other, is_bound=True)
    return marked
