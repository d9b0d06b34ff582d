"""An index of names of places, held in memory: which streets, settlements and landmarks a text may name.

It only tells where words stand that may be a name; whether they are one there is decided by who reads the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from otklik.gazetteer.called import keys_of
from otklik.gazetteer.names import (
    LIVED_IN,
    ORDINAL_ENDINGS,
    agrees,
    forms_of_noun,
    forms_of_street_word,
    key_of,
    sound_of,
)
from otklik.gazetteer.words import Words
from otklik.shared.lemmas import is_common_word, is_word

SHORTEST_TO_MISSPELL: Final = 5
"""Letters: in shorter words every slip of the pen makes another word."""
MOST_SLIPS_HELD: Final = 20_000
"""Words of messages that are remembered with the names they may be meant for."""
LONGEST_BEGINNING: Final = 4
"""Letters of a first word that is cut short: «Зел. Бор»."""
SHORTEST_TO_CUT: Final = 3
LONGEST_CUT: Final = 8
"""Letters of the only word of a name that is cut short: «Комс. 5»."""
_CUT_WORDS: Final = frozenset({"под", "подъ", "корп", "стр", "лит", "тел", "рег", "обл", "руб", "мин", "час"})
"""What is cut short before a number and is no street: «под. 3», «тел. 5»."""
_PREPOSITIONS: Final = frozenset({"по", "на", "за", "от", "до", "со", "во", "ко", "об", "из", "не", "ни", "то"})

_JOINTS: Final = frozenset({"-", "№", "#", "«", '"'})


class PlaceKind(StrEnum):
    """What a place of the gazetteer is."""

    STREET = "street"
    SETTLEMENT = "settlement"
    LANDMARK = "landmark"


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the gazetteer with its names. The point is in degrees of WGS 84."""

    id: int
    what: PlaceKind
    kind: str
    """улица, переулок…, посёлок…, школа…; may be empty"""
    name: str
    other_names: tuple[str, ...] = ()
    settlement_id: int | None = None
    """The settlement that a street or a landmark lies in; None: the main town, or nobody has said."""
    latitude: float | None = None
    longitude: float | None = None
    is_centre: bool = False
    """The town after which the municipality is called: its streets name no settlement."""

    @property
    def title(self) -> str:
        """As it is written in an address: «улица Ленина»."""
        return f"{self.kind} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that may be the name of a place."""

    first: int
    after: int
    """Pieces of the text."""
    places: tuple[Named, ...]
    """All that are called so."""
    is_sure: bool
    """The form can only be this name; else it is a rare form, a short one or misspelt."""
    is_common: bool
    """All its words are also ordinary ones: «Мира», «Садовая»."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    key: tuple[str, ...]
    strong: tuple[frozenset[str], ...]
    weak: tuple[frozenset[str], ...]
    places: list[Named]
    is_short: bool
    is_common: bool


@dataclass(slots=True)
class NameIndex:
    """Names of places by the words that they begin with."""

    places: tuple[Named, ...] = ()
    _by_first: dict[str, list[_Pattern]] = field(default_factory=lambda: defaultdict(list))
    _by_slip: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """What is left of the sound of a first word without one letter → such words."""
    _slips: dict[str, list[str]] = field(default_factory=dict)
    _by_title: dict[tuple[str, ...], list[Named]] = field(default_factory=lambda: defaultdict(list))
    _patterns: dict[tuple[tuple[str, ...], PlaceKind, bool], _Pattern] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Named]) -> Self:
        """Build the index; some milliseconds a thousand names."""
        index = cls(tuple(places))
        for place in index.places:
            for key, is_short in _keys(place):
                index._add(key, place, is_short=is_short)
            if place.what is not PlaceKind.STREET:
                for title in {place.title, place.name, *place.other_names}:
                    index._by_title[key_of(title)].append(place)
        return index

    def called(self, title: str) -> list[Named]:
        """Settlements and landmarks with this title or name: «школа 21», «посёлок Зюзельский»."""
        return self._by_title.get(key_of(title), [])

    def find(self, words: Words) -> Iterator[Hit]:
        """Everything that may be a name, the longest ones first at each word; they may overlap."""
        if not self._patterns:
            return
        for place, piece in enumerate(words.pieces):
            if not piece.isalnum():
                continue
            found = [
                (after, is_sure, pattern)
                for pattern, is_slip in self._candidates(piece)
                for after, is_sure in [_match(pattern, words, place, is_slip=is_slip)]
                if after
            ]
            groups: dict[tuple[int, PlaceKind, bool], list[_Pattern]] = {}
            for after, is_sure, pattern in found:
                is_wanted = is_sure and not pattern.is_short
                groups.setdefault((-after, pattern.places[0].what, not is_wanted), []).append(pattern)
            for (after, _, is_unsure), patterns in sorted(groups.items()):
                patterns.sort(key=lambda one: not agrees(piece, one.key[0]))
                called = tuple(named for pattern in patterns for named in pattern.places)
                yield Hit(place, -after, called, not is_unsure, patterns[0].is_common)

    def _candidates(self, piece: str) -> list[tuple[_Pattern, bool]]:
        known = self._by_first.get(piece)
        if known is not None:
            return [(pattern, False) for pattern in known]
        if len(piece) < SHORTEST_TO_MISSPELL or not self._by_slip:
            return []
        known_slips = self._slips.get(piece)
        if known_slips is None:
            if len(self._slips) >= MOST_SLIPS_HELD:
                self._slips.clear()
            known_slips = self._slips[piece] = self._find_slips(piece)
        return [(pattern, True) for one in known_slips for pattern in self._by_first[one] if pattern.key[0] == one]

    def _find_slips(self, piece: str) -> list[str]:
        """The first words of names that an unknown word may be meant for."""
        sound = sound_of(piece)
        slips = {one for rest in _rests(sound) for one in self._by_slip.get(rest, ())}
        near = sorted(one for one in slips if _is_near(sound, sound_of(one)))
        return [] if not near or is_word(piece) else near

    def _add(self, key: tuple[str, ...], place: Named, *, is_short: bool) -> None:
        pattern = self._patterns.get((key, place.what, is_short))
        if pattern is not None:
            if place not in pattern.places:
                pattern.places.append(place)
            return
        if place.what is PlaceKind.STREET and place.kind not in LIVED_IN:
            forms = [forms_of_street_word(word) for word in key]
        else:
            forms = [(forms_of_noun(word), frozenset[str]()) for word in key]
        is_common = all(word.isdigit() or is_common_word(word) for word in key)
        pattern = _Pattern(key, tuple(f[0] for f in forms), tuple(f[1] for f in forms), [place], is_short, is_common)
        self._patterns[key, place.what, is_short] = pattern
        shortest, longest = (1, LONGEST_BEGINNING) if len(key) > 1 else (SHORTEST_TO_CUT, LONGEST_CUT)
        beginnings = {key[0][:length] for length in range(shortest, min(longest, len(key[0]) - 1) + 1)}
        for form in sorted(pattern.strong[0] | pattern.weak[0] | beginnings):
            self._by_first[form].append(pattern)
        if len(key[0]) >= SHORTEST_TO_MISSPELL and key[0].isalpha():
            for rest in _rests(sound_of(key[0])):
                self._by_slip[rest].add(key[0])


def _keys(place: Named) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The names of a place as words, with the short ones that people use: «К. Маркса», «Маркса», «толеби»."""
    is_street, is_landmark = place.what is PlaceKind.STREET, place.what is PlaceKind.LANDMARK
    for name in (place.name, *place.other_names):
        yield from keys_of(name, kind=place.kind, is_street=is_street, is_landmark=is_landmark)


def _match(pattern: _Pattern, words: Words, place: int, *, is_slip: bool) -> tuple[int, bool]:
    """Where a pattern that begins there ends, and whether all its words are sure; (0, False): it does not fit."""
    is_sure = not is_slip
    for number, wanted in enumerate(pattern.key):
        if number:
            place = _skip_joint(words, place, after_number=pattern.key[number - 1].isdigit())
        piece = words.at(place)
        if piece in pattern.strong[number] or (is_slip and number == 0):
            pass
        elif number == 0 and _is_cut(words, place, pattern.key):
            is_sure = is_sure and len(pattern.key[-1]) > SHORTEST_TO_MISSPELL and len(pattern.key) > 1
        elif piece in pattern.weak[number] or _is_slip(piece, wanted):
            is_sure = False
        else:
            return 0, False
        place += 1
    if len(pattern.key) == 1 and words.at(place) == "." and words.at(place - 1) != pattern.key[0] and not is_slip:
        place += _is_cut(words, place - 1, pattern.key)
    if pattern.key[-1].isdigit() and words.at(place) == "-" and words.at(place + 1) in ORDINAL_ENDINGS:
        place += 2
    return place, is_sure


def _is_cut(words: Words, place: int, key: tuple[str, ...]) -> bool:
    """Whether a first word is cut short: «Ст. Разина», «зел бор»; «Комс. 5», which needs its point and a number."""
    piece = words.at(place)
    if not key[0].startswith(piece):
        return False
    has_point = words.at(place + 1) == "."
    if len(key) == 1:
        return has_point and words.at(place + 2).isdigit() and piece not in _CUT_WORDS
    return has_point or (len(piece) > 1 and piece not in _PREPOSITIONS)


def _skip_joint(words: Words, place: int, *, after_number: bool) -> int:
    """Over the hyphen, the point of an initial, or the ending of an ordinal: «Бор-1», «К. Маркса», «8-е Марта»."""
    if after_number:
        ending = place + 1 if words.at(place) == "-" else place
        if words.at(ending) in ORDINAL_ENDINGS:
            return ending + 1
    is_initial = words.at(place) == "." and len(words.at(place - 1)) <= LONGEST_BEGINNING
    return place + 1 if words.at(place) in _JOINTS or is_initial else place


def _is_slip(piece: str, wanted: str) -> bool:
    if min(len(piece), len(wanted)) < SHORTEST_TO_MISSPELL or not piece.isalpha():
        return False
    return _is_near(sound_of(piece), sound_of(wanted)) and not is_word(piece)


def _rests(sound: str) -> set[str]:
    """A sound, and what is left of it without any one letter."""
    return {sound, *(sound[:place] + sound[place + 1 :] for place in range(len(sound)))}


def _is_near(one: str, other: str) -> bool:
    """The same sound, one letter more, less or another, or two that changed places."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_TO_MISSPELL or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, further = one[start:], other[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == further[1:] or rest[1:] == further or rest == further[1:] or swapped == further


def nearest(places: Sequence[Named], *, kind: str, settlement_id: int | None) -> Named | None:
    """Which of several places of one name is meant: by kind, then settlement, a street before a lane, the first."""
    if not places:
        return None
    return min(
        places,
        key=lambda one: (
            bool(kind) and one.kind != kind,
            one.settlement_id != settlement_id,
            one.kind != "улица",
        ),
    )
