"""Streets: by their kind words, by the gazetteer in any form and case, before a house, at a crossing.

A name of the gazetteer that is an ordinary word too («Мира», «Садовая») counts only in company: a kind word, a house,
a preposition with a capital letter, or a street that it crosses. A surname of a person is no street.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from otklik.gazetteer.index import Hit, Named, PlaceKind
from otklik.gazetteer.names import LIVED_IN, agrees, street_kind_at, usual_name
from otklik.gazetteer.words import Words
from otklik.shared.lemmas import can_be_first_name, goes_with_feminine, is_common_word, is_word
from otklik.triage.places.bare_names import bare_name_at, name_after_kind, name_before_kind
from otklik.triage.places.houses import House, houses_after
from otklik.triage.places.spans import Label, PlaceSpan

_PLACING: Final = frozenset({
    "на", "по", "вдоль", "возле", "около", "у", "от", "до", "между", "угол", "углу", "угла", "перекресток",
    "перекрестке", "перекрестка", "пересечение", "пересечении", "пересечения", "с", "со", "выше", "ниже",
    "напротив", "район", "районе", "к", "адрес", "адресу", "квадрате",
})  # fmt: skip
_CROSSING: Final = frozenset({
    "угол", "углу", "угла", "перекресток", "перекрестке", "перекрестка", "перисечении", "пересечение",
    "пересечении", "пересечения", "между", "перекреске", "пересечени",
})  # fmt: skip
_JOINTS: Final = frozenset({"и", "/", "\\", "-", "–", "—", ",", "угол", "с", "до", "выше", "ниже", "&", "x", "х"})
_OF_PEOPLE: Final = frozenset({
    "имени", "им", "памятник", "памятника", "памятнику", "памятнике", "бюст", "бюста", "театр", "театра", "музей",
    "музея", "глава", "главы", "главе", "главу", "мэр", "мэра", "мэру", "депутат", "депутата", "депутату",
    "губернатор", "губернатора", "губернатору", "директор", "директора", "директору", "господин", "господина",
    "врач", "врача", "доктор", "доктора", "президент", "президента", "министр", "министра", "тренер", "учитель",
    "учителя", "фонд",
})  # fmt: skip
_INTO: Final = frozenset({"в", "во", "из", "за"})
_HOUSES: Final = frozenset({"дом", "дома", "доме", "дому", "д", "."})
_NO_STREET_BEFORE: Final = frozenset({
    "район", "района", "районе", "району", "районом", "районная", "районной", "округ", "округа", "округе", "область",
    "области", "край", "края", "крае", "союз", "союза", "союзе", "союзом", "переезд", "переезда", "переезде", "обход",
    "поселок", "поселка", "поселке", "администрация", "администрации", "революция", "революции", "сельсовет",
})  # fmt: skip
"""What a name goes with that is then no street: «Дзержинского района»."""
_SIGNS: Final = frozenset({",", ".", ":", "-", "–", "—", "(", ")", "/", ";", ""})
_ENDS: Final = frozenset(".!?…\n:;")


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
            for place in range(len(words))
            for kind, after in [street_kind_at(words, place)]
            if kind
        }
        """Where a kind word ends → the kind and where it begins."""
        self._is_taken = [
            any(s < end and start < e for s, e in taken) for start, end in zip(words.starts, words.ends, strict=True)
        ]

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
        place = 0
        while place < len(self.words):
            after = bare_name_at(self.words, place) if self._is_free(place, place + 1) else 0
            if after and self._is_free(place, after) and not self._is_person(place, after):
                houses = houses_after(self.words, after)
                if houses and self.words.at(after) not in _PLACING:
                    self.found[place] = Street(place, place, after, "", 0.6, (), tuple(houses))
                    place = after
                    continue
            place += 1

    def take_neighbours(self) -> None:
        """«угол Ленина и Мира», «Ленина/Мира»: what crosses a street is one, and so are both of a crossing."""
        for _ in range(2):
            for hit in self.hits:
                is_name = hit.is_sure or self.words.is_capital(hit.first)
                if is_name and self._is_free(hit.first, hit.after) and self._is_joined(hit.first, hit.after):
                    self._take(hit, 0.8 if hit.is_sure else 0.65)
        for place, piece in enumerate(self.words.pieces):
            if piece in _CROSSING:
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
        """How certainly words that may be a name are one here; 0: they are not."""
        words = self.words
        is_capital = words.is_capital(hit.first)
        if hit.first in self.kinds or self._kind_after(hit.after)[0]:
            return 0.97 if hit.is_sure else 0.85
        is_other = words.at(hit.after) in _NO_STREET_BEFORE or words.at(hit.first - 1) == "лет"
        if is_other or self._is_person(hit.first, hit.after):
            return 0.0
        houses = houses_after(words, hit.after)
        is_placed = words.at(hit.first - 1) in _PLACING
        is_company = is_capital or houses[0].has_word or not hit.is_common if houses else False
        if is_company or (houses and hit.is_sure and (is_placed or self._begins(hit.first))):
            return 0.95 if hit.is_sure and is_capital else 0.8
        is_whole = hit.after - hit.first > 1 and hit.is_sure and not words.pieces[hit.first].isdigit()
        if is_whole and (is_capital or is_placed or words.at(hit.first - 1) in _INTO):
            return 0.85 if is_capital else 0.75
        is_quarter = any(place.kind == "микрорайон" for place in hit.places)
        if is_quarter and is_capital and words.at(hit.first - 1) in _INTO:
            return 0.8
        if is_capital and hit.is_sure and words.at(hit.first - 1).isdigit() and words.at(hit.first - 2) in _HOUSES:
            return 0.8
        has_number = any(piece.isdigit() for piece in words.pieces[hit.first : hit.after])
        if has_number:
            return self._of_numbered(hit, is_placed=is_placed)
        if hit.is_common or not hit.is_sure:
            return self._of_doubtful(hit, is_placed=is_placed)
        is_strange = hit.after - hit.first > 1 or not is_word(words.pieces[hit.first])
        if is_capital:
            return 0.85
        return 0.75 if is_placed or is_strange else 0.6 if self._begins(hit.first) else 0.0

    def _of_numbered(self, hit: Hit, *, is_placed: bool) -> float:
        """«8 Марта» may be the day, «Зелёный Бор-1» is a name in any company."""
        words = self.words
        is_day = words.pieces[hit.first].isdigit()
        is_capital = words.is_capital(hit.after - 1 if is_day else hit.first)
        if is_day:
            return (
                0.7
                if is_capital and words.at(hit.first - 1) in ("по", "возле", "около", "вдоль", "угол", "углу")
                else 0.0
            )
        return 0.9 if is_capital else 0.75 if is_placed or not hit.is_common else 0.0

    def _of_doubtful(self, hit: Hit, *, is_placed: bool) -> float:
        words = self.words
        is_capital = words.is_capital(hit.first)
        if hit.is_common:
            begins = self._begins(hit.first)
            if is_capital and is_placed and not begins:
                return 0.75 if hit.is_sure else 0.5
            return 0.6 if hit.is_sure and self._stands_alone(hit, begins=begins) else 0.0
        is_strange = all(not is_word(piece) for piece in words.pieces[hit.first : hit.after] if len(piece) > 3)
        if is_strange and (is_capital or is_placed):
            return 0.65
        return 0.6 if is_capital and is_placed else 0.0

    def _stands_alone(self, hit: Hit, *, begins: bool) -> bool:
        """«Металлургов: нет света», «, Мира,»; in small letters «на металлургов темно», not «на садовой технике»."""
        words = self.words
        follows = words.at(hit.after)
        if words.is_capital(hit.first):
            return (begins or words.at(hit.first - 1) == ",") and (follows in _SIGNS)
        if words.at(hit.first - 1) not in ("на", "по", "вдоль") or hit.after - hit.first > 1:
            return False
        is_adjective = any(
            agrees(words.pieces[hit.first], place.name) and place.name[-2:] == "ая" for place in hit.places
        )
        return not (is_adjective and goes_with_feminine(follows)) if follows.isalpha() else True

    def _begins(self, place: int) -> bool:
        return place == 0 or self.words.at(place - 1) in _ENDS

    def _is_person(self, first: int, after: int) -> bool:
        """«имени Гагарина», «депутат Ковалёва», «Борисова Наталья», «Ковалёв И. П.»."""
        words = self.words
        before = first - 2 if words.at(first - 1) == "." else first - 1
        if words.at(before) in _OF_PEOPLE:
            return True
        for neighbour in (first - 1, after):
            piece = words.at(neighbour)
            if (
                len(piece) > 2
                and words.is_capital(neighbour)
                and not is_common_word(piece)
                and can_be_first_name(piece)
            ):
                return not any(hit.first <= neighbour < hit.after for hit in self.hits)
        is_initial = len(words.at(after)) == 1 and words.at(after).isalpha() and words.is_capital(after)
        return is_initial and words.at(after + 1) == "."

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
