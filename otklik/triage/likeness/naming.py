"""What a short text names that could tell two places apart: streets, houses, entrances, routes, schools, landmarks.

Not the address for people (`triage.places` writes that): here «3-й подъезд», «в третьем подъезде» and «подъезд 3» only
have to come out the same, and every number that names nothing («третий день», «в 7 утра») has to stay out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from otklik.shared.lemmas import grammemes, lemma
from otklik.shared.text import fold
from otklik.triage.likeness.bare_numbers import bare_numbers, describes_next, genders_of, kinds_told, stands_for_itself
from otklik.triage.likeness.derived_names import agree, derived_adjectives, told_adjectives
from otklik.triage.likeness.houses import Found, take_house
from otklik.triage.likeness.labels import MAY_BE_COUNTED, OF_MANY, read_labels
from otklik.triage.likeness.landmarks import landmarks_of, things_near
from otklik.triage.likeness.own_places import heads, own_places, plain_heads
from otklik.triage.likeness.tokens import Token, is_counted, tokens_of
from otklik.triage.likeness.vocabulary import (
    AUTHORITIES,
    BEFORE_A_DAY,
    BEFORE_A_HOUSE,
    BEFORE_A_NAME,
    BEFORE_A_ROUTE,
    LABEL_OF,
    NAMED_KINDS,
    NO_NAMES,
    NO_SMALL_NAMES,
    RIDES,
    ROUTES_BY_NAME,
    STREET_KINDS,
    SURELY_RIDES,
    SURROUNDED_BY,
)

_NO_HOUSE_FROM: Final = 400
_BESIDE: Final = frozenset({"на", "по", "у", "возле", "около", "напротив"})
_OF_SHE: Final = ("ой", "ей", "ая", "ую", "-я", "-ю", "-й")
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
    _read_streets(tokens, found)
    _read_bare_names(tokens, found)
    claimed = frozenset(found.taken)
    _read_ordinals(tokens, found)
    landmarks = landmarks_of(tokens)
    kinds = kinds_told(tokens)
    own = frozenset(own_places(tokens, kinds))
    loose = {label: frozenset(numbers) for label, numbers in bare_numbers(tokens, claimed, kinds).items()}
    return Naming(
        numbers={label: frozenset(numbers) for label, numbers in found.numbers.items()},
        names=frozenset(islice(found.names, _MOST_NAMES)),
        quoted=_quoted(tokens, found) if "«" in text else frozenset(),
        vehicles=frozenset(found.vehicles),
        landmarks=frozenset(landmarks),
        near=things_near(tokens).union(own, plain_heads(tokens)),
        heads=frozenset(heads(tokens)),
        loose=loose,
        meant={label: numbers for label, numbers in loose.items() if label in kinds},
        used=frozenset(tokens[place].lemma for place in found.taken).union(landmarks, *landmarks.values()),
        derived=frozenset(derived_adjectives(tokens)),
        adjectives=frozenset(told_adjectives(tokens)),
        words=own.union(_words(tokens)),
    )


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
        if place + 1 < len(tokens) and not token.heads and (tokens[place + 1].is_noun or tokens[place + 1].number):
            continue
        before = tokens[place - 1].lemma if place else ""
        if rides and (token.is_ordinal or before in BEFORE_A_ROUTE) and before not in BEFORE_A_DAY:
            found.add("route", token)
            found.taken.add(place)
        elif token.is_ordinal and (
            (before in BEFORE_A_HOUSE and _is_house(token)) or _is_on_a_street(tokens, place, found)
        ):
            found.add("house", token)
            found.taken.add(place)


def _is_on_a_street(tokens: list[Token], place: int, found: Found) -> bool:
    """«Седьмой по Щорса», «45-й, Комсомольская»."""
    token = tokens[place]
    behind = tokens[place + 1 : place + 3]
    if "house" in found.numbers or not behind or "masc" not in genders_of(token):
        return False
    if token.heads:
        return token.begins and behind[0].lemma in found.names
    return len(behind) > 1 and behind[0].lemma in ("по", "на") and behind[1].lemma in found.names


def _is_house(token: Token) -> bool:
    is_one = not token.folded.endswith((*OF_MANY, *_OF_SHE))  # «из девяностых», «в сороковой»
    return is_one and token.number.isdigit() and MAY_BE_COUNTED < int(token.number) < _NO_HOUSE_FROM


def _read_streets(tokens: list[Token], found: Found) -> None:
    """Names beside a kind word: «ул. Ленина, 5», «по Советской улице»."""
    for place, token in enumerate(tokens):
        if token.folded not in STREET_KINDS and token.lemma not in STREET_KINDS:
            continue
        end = _name_after(tokens, place + 1)
        if end > place + 1:
            _take_name(tokens, end - 1, found)
            found.taken |= set(range(place, end))
        elif place and _is_street_adjective(tokens[place - 1]):
            _take_name(tokens, place - 1, found)
            found.taken |= {place, place - 1}
            take_house(tokens, place + 1, found)


def _name_after(tokens: list[Token], start: int) -> int:
    """Where the name that begins here ends; `start` itself when none does."""
    end = start
    while end < len(tokens) and end < start + 3:
        token = tokens[end]
        if token.number and end == start and end + 1 < len(tokens) and tokens[end + 1].raw[:1].isupper():
            end += 1
            continue
        is_name = not token.number and (token.raw[:1].isupper() or (end == start and _may_be_name(token, tokens, end)))
        if not is_name or (token.begins and end > start):
            break
        end += 1
    return end


def _may_be_name(token: Token, tokens: list[Token], place: int) -> bool:
    """A name in small letters: a surname, an adjective, or anything right before a house."""
    marks = grammemes(token.folded)
    followed = place + 1 < len(tokens) and bool(tokens[place + 1].number) and not is_counted(tokens, place + 1)
    return bool(marks & {"Surn", "Geox"}) or _is_street_adjective(token) or (followed and "NOUN" in marks)


def _is_street_adjective(token: Token) -> bool:
    if token.number or token.lemma in LABEL_OF:
        return False
    return (token.raw[:1].isupper() and bool(grammemes(token.folded) & {"ADJF"})) or bool(
        re.search(r"(?:ск|цк|ов|ев)(?:ая|ой|ую|ий|ого|ом)$", token.folded)
    )  # fmt: skip


def _take_name(tokens: list[Token], place: int, found: Found) -> None:
    found.names[tokens[place].lemma] = None
    found.taken.add(place)
    take_house(tokens, place + 1, found)


def _read_bare_names(tokens: list[Token], found: Found) -> None:
    """Names without a kind word: «на Ленина», «у Пятёрочки», «ленина 5»."""
    for place, token in enumerate(tokens):
        if place in found.taken or token.number or token.lemma in LABEL_OF or token.folded in STREET_KINDS:
            continue
        if token.lemma in AUTHORITIES or (place and tokens[place - 1].number and is_counted(tokens, place - 1)):
            continue
        before = tokens[place - 1].lemma if place else ""
        has_house = (
            (
                place + 1 < len(tokens)
                and place + 1 not in found.taken
                and bool(tokens[place + 1].number)
                and not tokens[place + 1].is_ordinal
                and not is_counted(tokens, place + 1)
                and not _is_sum(tokens[place + 1])
            )
            or _is_told_by_name(tokens, place + 1)
            or (place + 2 < len(tokens) and tokens[place + 1].lemma in ("дом", "д") and bool(tokens[place + 2].number))
        )
        if _is_bare_name(token, before=before, has_house=has_house) and _may_name(tokens, place):
            _take_name(tokens, place, found)


def _is_told_by_name(tokens: list[Token], place: int) -> bool:
    """«Цветочная, двойка: …»."""
    return place < len(tokens) and tokens[place].lemma in ROUTES_BY_NAME and (
        place + 1 == len(tokens) or tokens[place].heads or tokens[place + 1].begins
    )  # fmt: skip


def _is_sum(token: Token) -> bool:
    """«До райцентра 1200»."""
    return token.number.isdigit() and int(token.number) >= _NO_HOUSE_FROM


def _may_name(tokens: list[Token], place: int) -> bool:
    """«На машину», «Бабушке 84», «на детской дорожке» name nothing, whatever surnames they resemble."""
    token = tokens[place]
    if token.raw[:1].isupper() and not token.begins:
        return True
    marks = grammemes(token.folded)
    is_somebody = {"NOUN", "anim"} <= marks and not marks & {"Surn", "Name", "Patr", "gent", "accs"}
    is_anywhere = "NOUN" in marks and token.lemma in SURROUNDED_BY
    if is_anywhere or is_somebody or describes_next(tokens, place):
        return False
    follows = tokens[place + 1] if place + 1 < len(tokens) and not token.heads else None
    return not (follows and token.raw.islower() and agree(token, follows))  # «на береговом съезде»


def _is_bare_name(token: Token, *, before: str, has_house: bool) -> bool:
    if not (has_house or before in _BESIDE or token.raw[:1].isupper()):
        return False
    marks = grammemes(token.folded)
    is_capital = token.raw[:1].isupper() and (not token.begins or _is_heading(token))
    if "Patr" in marks and before not in BEFORE_A_NAME:
        return False
    if marks & NO_NAMES or (not is_capital and marks & NO_SMALL_NAMES) or (token.raw.isupper() and len(token.raw) > 1):
        return False
    if has_house:
        return is_capital or token.begins or bool(marks & {"Surn", "Geox"}) or _is_street_adjective(token) or (
            {"NOUN", "sing", "gent"} <= marks and (before in BEFORE_A_NAME)
        )  # fmt: skip
    if is_capital:
        return "Name" not in marks or "Surn" in marks or before in BEFORE_A_NAME or before in NAMED_KINDS
    return before in _BESIDE and (
        bool(marks & {"Surn", "Geox"}) or bool(re.search(r"(?:ск|цк)(?:ой|ая|ую)$", token.folded) and "femn" in marks)
    )


def _is_heading(token: Token) -> bool:
    """«Гагарина, осторожно», «Октябрьская: гололёд»."""
    marks = grammemes(token.folded)
    return token.heads and (bool(marks & {"Surn", "Geox"}) or {"ADJF", "femn", "nomn"} <= marks)
