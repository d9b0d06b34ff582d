"""The numbers of houses behind the name of a street, in figures and in words, and what of a text is read so far."""

from dataclasses import dataclass, field
from typing import Final

from otklik.duplicates.places.tokens import Token, is_counted
from otklik.duplicates.places.vocabulary import CARDINALS, ROUTES_BY_NAME, TENS, TRANSPORT, UNITS
from otklik.shared.lemmas import grammemes, readings

_LETTERS: Final = frozenset("абвгд")
_TWENTY: Final = 20
_THOUSAND: Final = 1000


@dataclass(slots=True)
class Found:
    """What has been read so far."""

    numbers: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    """In the order in which they are read."""
    vehicles: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    """Places of the tokens that are read."""

    def add(self, label: str, token: Token, beside: Token | None = None) -> None:
        if beside and beside.lemma in TRANSPORT:
            self.vehicles.add(f"{beside.lemma} {token.number}")
        self.numbers.setdefault(label, set()).add(token.number)
        if token.flat:
            self.numbers.setdefault("flat", set()).add(token.flat)


def take_house(tokens: list[Token], place: int, found: Found) -> None:
    """The numbers right behind a name, «5», «5, 7 и 9», «сорок», are houses unless something else claims them."""
    take_in_words(tokens, place, "house", found)
    while place < len(tokens):
        token = tokens[place]
        if token.lemma == "и" and place + 1 < len(tokens) and tokens[place + 1].number:
            place += 1
            continue
        if not token.number or token.is_ordinal or token.raw.isalpha() or is_counted(tokens, place):
            return
        if place not in found.taken:
            found.add("house", token)
            found.taken.add(place)
        place += 1


def take_in_words(tokens: list[Token], place: int, label: str, found: Found) -> None:
    """«Лесная двадцать пять», «школа семь»."""
    end, number = number_in_words(tokens, place)
    if end == place and end < len(tokens) and label == "house" and tokens[end].lemma in ROUTES_BY_NAME:
        end, number = end + 1, ROUTES_BY_NAME[tokens[end].lemma]
        if _counts(tokens, place, end):
            return
    if place and number == "1" and tokens[place - 1].lemma == "дом":
        return  # «дом один, а топят по-разному»
    if number:
        found.numbers.setdefault(label, set()).add(number)
        found.taken |= set(range(place, end))


def number_in_words(tokens: list[Token], place: int) -> tuple[int, str]:
    """Where the number that begins here ends, and which it is: «сто один», «три дробь пять», «два а»; none where it
    counts the noun behind it («на Лесной два фонаря»)."""
    end, value = _cardinal(tokens, place)
    if not value:
        return place, ""
    part = tokens[end].folded if end < len(tokens) and not tokens[end - 1].heads else ""
    behind, below = _cardinal(tokens, end + 1) if part == "дробь" else (end, 0)
    if below:
        return behind, f"{value}/{below}"
    closes = bool(part) and (end + 1 == len(tokens) or tokens[end].heads or tokens[end + 1].begins)
    if part in _LETTERS and (closes or tokens[end].is_inside):
        return end + 1, f"{value}{part}"
    return (place, "") if _counts(tokens, place, end) else (end, str(value))


def _cardinal(tokens: list[Token], place: int) -> tuple[int, int]:
    """Where the cardinal that begins here ends, and its value: «сто тридцать два»; 0 where none does."""
    end, value, room = place, 0, _THOUSAND
    while end < len(tokens) and not tokens[end].number and not (end > place and tokens[end - 1].heads):
        told = TENS.get(tokens[end].lemma) or int(CARDINALS.get(tokens[end].folded, "0"))
        if not 0 < told < room:
            break
        end, value, room = end + 1, value + told, 0 if told < _TWENTY else 10 ** (len(str(told)) - 1)
    return end, value


def _counts(tokens: list[Token], place: int, end: int) -> bool:
    """Whether a cardinal counts the noun behind it: «два фонаря», not «сорок пять, засор», «тридцать шесть соседи»."""
    if end == len(tokens) or tokens[end].begins or (end > place and tokens[end - 1].heads):
        return False
    follows = _described_by(tokens, end)
    is_one = tokens[end - 1].folded == "один" and {"NOUN", "masc"} <= grammemes(follows.folded)
    return bool(follows.number and not follows.is_ordinal) or is_many(follows) or is_one or follows.lemma in UNITS


def _described_by(tokens: list[Token], place: int) -> Token:
    """The word here, or that behind its adjectives: «пять больших ям», «два упавших столба»."""
    end = place
    while end + 1 < len(tokens) and not tokens[end].heads and not tokens[end + 1].begins and _describes(tokens[end]):
        end += 1
    return tokens[end]


def _describes(token: Token) -> bool:
    return not token.number and any(
        one.has("plur") and one.has("gent") and (one.has("ADJF") or one.has("PRTF")) for one in readings(token.folded)
    )


def is_many(token: Token) -> bool:
    """Whether it may be what a number counts: «два фонаря», «пять лавок»."""
    return any(one.has("NOUN") and one.has("gent") for one in readings(token.folded))
