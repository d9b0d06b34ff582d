"""What a short text names that could tell two places apart: streets, houses, entrances, routes, schools, landmarks.

Not the address for people (`triage.places` writes that): here «3-й подъезд», «в третьем подъезде» and «подъезд 3» only
have to come out the same, and every number that names nothing («третий день», «в 7 утра») has to stay out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from otklik.duplicates.places.bare_numbers import (
    bare_numbers,
    genders_of,
    kinds_told,
    numbers_the_next,
    stands_for_itself,
)
from otklik.duplicates.places.derived_names import derived_adjectives, told_adjectives
from otklik.duplicates.places.epithets import epithets_of
from otklik.duplicates.places.houses import Found
from otklik.duplicates.places.labels import MAY_BE_COUNTED, OF_MANY, read_labels
from otklik.duplicates.places.landmarks import landmarks_of, names_near, things_near
from otklik.duplicates.places.own_places import heads, own_places, plain_heads
from otklik.duplicates.places.streets import NO_HOUSE_FROM, read_streets
from otklik.duplicates.places.tokens import Token, is_counted, tokens_of
from otklik.duplicates.places.vocabulary import (
    BEFORE_A_DAY,
    BEFORE_A_HOUSE,
    BEFORE_A_ROUTE,
    CHAINS,
    RIDES,
    SURELY_RIDES,
)
from otklik.shared.lemmas import lemma
from otklik.shared.text import fold

_OF_SHE: Final = ("ой", "ей", "ая", "ую", "-я", "-ю", "-й")
_WITHIN: Final = 2
_MOST_NAMES: Final = 40
"""No complaint names more; a list of all streets of a town is held against every other text."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text names of its place; all words as lemmas."""

    numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By label (`house`, `entrance`, `route`, …) the numbers named."""
    names: frozenset[str] = frozenset()
    """Names of streets, shops, stops, villages: the last word of each."""
    quoted: frozenset[str] = frozenset()
    """Those of them that stand between quotation marks: of clubs, camps, shops, not of streets."""
    vehicles: frozenset[str] = frozenset()
    """What goes on a route that it numbers: «трамвай 5»."""
    landmarks: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    """Whatever stands behind a preposition of place: it may bring two texts together and never parts them."""
    called: frozenset[str] = frozenset()
    """Those of them that are names as far as one sees."""
    epithets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By landmark what tells which of its kind it is."""
    heads: frozenset[str] = frozenset()
    """What may be a name by where it stands; it counts only where the other text names it as a place too, and those
    marked `^`, at an end, only where it stands at an end there."""
    loose: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By label the numbers that may be meant: «в третьей»."""
    meant: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Those of them whose kind the words beside tell: «талон в третьей»."""
    used: frozenset[str] = frozenset()
    """Lemmas that went into the above and tell nothing of the matter itself."""
    derived: frozenset[str] = frozenset()
    """Adjectives that its names would give: «малогорский» of Малые Горки; they meet those that stand in the other."""
    adjectives: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """All lemmas: a name that one text shows plainly may stand unmarked in the other."""

    @property
    def says_where(self) -> bool:
        """Whether anything in it could be found on a map."""
        return bool(self.names or self.landmarks or self.numbers)


@lru_cache(maxsize=4096)
def read_naming(text: str) -> Naming:
    """What a text names of its place."""
    tokens = tokens_of(text)
    found = Found()
    read_labels(tokens, found)
    read_streets(tokens, found)
    _read_between(tokens, found)
    claimed = frozenset(found.taken)
    _read_ordinals(tokens, found)
    _join_building(found)
    landmarks = landmarks_of(tokens)
    kinds = kinds_told(tokens)
    own = frozenset(own_places(tokens, kinds))
    loose = {label: frozenset(numbers) for label, numbers in bare_numbers(tokens, claimed, kinds).items()}
    return Naming(
        numbers={label: frozenset(numbers) for label, numbers in found.numbers.items()},
        names=frozenset(islice(_told_names(found), _MOST_NAMES)),
        quoted=_quoted(tokens, found) if "«" in text else frozenset(),
        vehicles=frozenset(found.vehicles),
        landmarks=frozenset(landmarks),
        near=things_near(tokens).union(own, plain_heads(tokens)),
        called=names_near(tokens),
        epithets=epithets_of(tokens),
        heads=frozenset(heads(tokens)),
        loose=loose,
        meant={label: numbers for label, numbers in loose.items() if label in kinds},
        used=frozenset(tokens[place].lemma for place in found.taken).union(landmarks, *landmarks.values()),
        derived=frozenset(derived_adjectives(tokens)),
        adjectives=frozenset(told_adjectives(tokens)),
        words=own.union(_words(tokens)),
    )


def _join_building(found: Found) -> None:
    """«Второй корпус седьмого дома» is «7/2»."""
    houses, buildings = (found.numbers.get(label, set()) for label in ("house", "building"))
    if len(houses) == len(buildings) == 1 and not any("/" in house for house in houses):
        found.numbers["house"] = {f"{houses.pop()}/{min(buildings)}"}


def _told_names(found: Found) -> Iterable[str]:
    """«Пятёрочка на Авиаторов» is told by the street: such shops are many."""
    return [name for name in found.names if name not in CHAINS] or found.names


def _quoted(tokens: list[Token], found: Found) -> frozenset[str]:
    return frozenset(token.lemma for token in tokens if token.is_inside and token.lemma in found.names)


def _words(tokens: list[Token]) -> Iterator[str]:
    """All lemmas; of «Трояна-Победы» its parts too."""
    for token in tokens:
        yield token.lemma
        if "-" in token.raw and "-" in token.raw.strip("-"):
            yield from (lemma(fold(part)) for part in token.raw.split("-"))


def _read_ordinals(tokens: list[Token], found: Found) -> None:
    """«Шестой опоздал», «на 152, водитель…», «Чапаева: у четырнадцатого»: numbers without what they number."""
    on_the_way = SURELY_RIDES if found.names else RIDES  # «аэродромная: приехали на первый»
    rides = any(token.lemma in on_the_way for token in tokens) and "route" not in found.numbers
    for place, token in enumerate(tokens):
        if place in found.taken or not token.number or is_counted(tokens, place) or stands_for_itself(tokens, place):
            continue
        follows = tokens[place + 1] if place + 1 < len(tokens) and not token.heads else None
        if follows and (follows.number or numbers_the_next(tokens, place) or (follows.is_noun and not found.names)):
            continue
        before = tokens[place - 1].lemma if place else ""
        if rides and (token.is_ordinal or before in BEFORE_A_ROUTE) and before not in BEFORE_A_DAY:
            found.add("route", token)
            found.taken.add(place)
        elif token.is_ordinal and (
            (before in BEFORE_A_HOUSE and _is_house(token))
            or _is_on_a_street(tokens, place, found)
            or _is_told_of_a_house(tokens, place)
        ):
            found.add("house", token)
            found.taken.add(place)


def _read_between(tokens: list[Token], found: Found) -> None:
    """«Между 64 и 66 по Крупской»: two houses, unless a noun follows that they number («между 3 и 4 подъездом»)."""
    for place, token in enumerate(tokens[:-3]):
        one, and_, other = tokens[place + 1 : place + 4]
        if token.lemma != "между" or and_.lemma != "и" or not (one.number and other.number):
            continue
        follows = tokens[place + 4 : place + 5]
        if not (found.names or (follows and follows[0].lemma == "дом")):
            continue  # hours: «между 10 и 12, потом перерыв»
        if one.raw.isalpha() and not (follows and follows[0].lemma == "дом"):
            continue  # floors
        if not follows or follows[0].lemma in ("на", "по", "дом") or follows[0].begins or other.heads:
            found.add("house", one)
            found.add("house", other)
            found.taken |= {place + 1, place + 3}


def _is_on_a_street(tokens: list[Token], place: int, found: Found) -> bool:
    """«Седьмой по Щорса», «45-й, Комсомольская»."""
    token = tokens[place]
    behind = tokens[place + 1 : place + 3]
    if "house" in found.numbers or not behind or "masc" not in genders_of(token):
        return False
    if token.heads:
        return token.begins and behind[0].lemma in found.names
    return len(behind) > 1 and behind[0].lemma in ("по", "на") and behind[1].lemma in found.names


def _is_told_of_a_house(tokens: list[Token], place: int) -> bool:
    """«Дом наш двадцать второй, …»."""
    token = tokens[place]
    closes = token.heads or place + 1 == len(tokens) or tokens[place + 1].begins
    before = [one for one in tokens[max(0, place - _WITHIN) : place] if one.lemma == "дом"]
    return closes and bool(before) and not token.begins and "masc" in genders_of(token)


def _is_house(token: Token) -> bool:
    is_one = not token.folded.endswith((*OF_MANY, *_OF_SHE))  # «из девяностых», «в сороковой»
    return is_one and token.number.isdigit() and MAY_BE_COUNTED < int(token.number) < NO_HOUSE_FROM
