"""Everything that a text says of a place: all mentions, in the order of the text."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from otklik.gazetteer.index import Hit, NameIndex, PlaceKind
from otklik.gazetteer.names import LIVED_IN
from otklik.gazetteer.words import Words
from otklik.triage.places.houses import House, houses_after, houses_anywhere, houses_before
from otklik.triage.places.landmarks import find_landmarks
from otklik.triage.places.settlements import find_settlements
from otklik.triage.places.spans import Label, PlaceSpan
from otklik.triage.places.streets import Street, find_streets

LONGEST_TEXT: Final = 6_000
"""Characters that are read: nobody says further down where it is."""
NO_NAMES: Final = NameIndex()


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text says of places."""

    streets: tuple[tuple[PlaceSpan, tuple[PlaceSpan, ...]], ...]
    """Each with the houses that follow it."""
    bounds: tuple[PlaceSpan, ...]
    """Streets that only say how far another one is meant."""
    houses: tuple[PlaceSpan, ...]
    """All numbers of houses, those of the streets included."""
    settlements: tuple[PlaceSpan, ...]
    landmarks: tuple[PlaceSpan, ...]

    @property
    def spans(self) -> list[PlaceSpan]:
        """All of them in the order of the text."""
        found = (*(street for street, _ in self.streets), *self.houses, *self.settlements, *self.landmarks)
        return sorted(found, key=lambda span: (span.start, span.end))


def read_places(text: str, names: NameIndex = NO_NAMES) -> Mentions:
    """Find the places that a text names; `names` are those of the territory."""
    words = Words.of(text[:LONGEST_TEXT])
    hits = list(names.find(words))
    told = [span for span in find_landmarks(words.text) if not _is_part_of_name(span, words, hits)]
    landmarks = _without_overlaps([*told, *_known_landmarks(words, hits)])
    named = [(span.start, span.end) for span in landmarks]
    settlements = _without_overlaps([*find_settlements(words, hits, taken=named)])
    taken = [(span.start, span.end) for span in (*landmarks, *settlements)]
    streets = find_streets(words, hits, taken=taken)
    with_houses = [
        (street.span(words), tuple(_span(house) for house in street.houses))
        for street in streets
        if not street.is_bound
    ]
    bounds = tuple(street.span(words) for street in streets if street.is_bound)
    houses = {span: None for _, found in with_houses for span in found}
    leading = [house for street in streets if not street.houses for house in houses_before(words, street.first)]
    for house in (*houses_anywhere(words), *leading, *_of_quarters(words, settlements)):
        if not _is_inside_street(house, streets):
            houses.setdefault(_span(house))
    return Mentions(tuple(with_houses), bounds, tuple(_without_overlaps(houses)), tuple(settlements), tuple(landmarks))


def _is_part_of_name(span: PlaceSpan, words: Words, hits: list[Hit]) -> bool:
    """Whether it is all or part of a name of several words that the gazetteer holds: the wood in «Зелёный Бор-1»."""
    return any(
        hit.places[0].what is not PlaceKind.LANDMARK
        and hit.is_sure
        and hit.after - hit.first > 1
        and words.starts[hit.first] <= span.start
        and span.end <= words.ends[hit.after - 1]
        for hit in hits
    )


def _known_landmarks(words: Words, hits: list[Hit]) -> list[PlaceSpan]:
    """Landmarks of the gazetteer: names of several words in any case, names of one with a capital."""
    others = {(hit.first, hit.after) for hit in hits if hit.places[0].what is not PlaceKind.LANDMARK}
    return [
        PlaceSpan(
            Label.LANDMARK, words.starts[hit.first], words.ends[hit.after - 1], hit.places[0].title, 0.85, hit.places
        )
        for hit in hits
        if hit.places[0].what is PlaceKind.LANDMARK
        and (hit.after - hit.first > 1 or (words.is_capital(hit.first) and not hit.is_common))
        and (hit.first, hit.after) not in others
    ]  # fmt: skip


def _of_quarters(words: Words, settlements: list[PlaceSpan]) -> Iterator[House]:
    """«3 мкр 15»: houses are counted by quarters there."""
    for span in settlements:
        if span.kind in LIVED_IN:
            yield from houses_after(words, bisect_left(words.starts, span.end))


def _span(house: House) -> PlaceSpan:
    return PlaceSpan(Label.HOUSE, house.number_start, house.number_end, house.value, 0.9 if house.has_word else 0.8)


def _is_inside_street(house: House, streets: list[Street]) -> bool:
    return any(street.first <= house.first < street.after for street in streets)


def _without_overlaps(spans: "list[PlaceSpan] | dict[PlaceSpan, None]") -> list[PlaceSpan]:
    """The longest of those that lie over each other; one that the gazetteer knows goes first."""
    kept: list[PlaceSpan] = []
    for span in sorted(spans, key=lambda one: (-(one.end - one.start), not one.places, one.start)):
        if not any(span.start < one.end and one.start < span.end for one in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
