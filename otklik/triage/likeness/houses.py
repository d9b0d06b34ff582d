"""The numbers of houses behind the name of a street, in figures and in words, and what of a text is read so far."""

from dataclasses import dataclass, field

from otklik.triage.likeness.tokens import Token, is_counted
from otklik.triage.likeness.vocabulary import CARDINALS, ROUTES_BY_NAME, TENS, TRANSPORT


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
    """«Лесная двадцать пять», «школа семь»: unless a noun follows, which it would count («на Лесной два фонаря»)."""
    end, value = place, 0
    if end < len(tokens) and tokens[end].lemma in TENS and not tokens[end].number:
        end, value = end + 1, TENS[tokens[end].lemma]
    if end < len(tokens) and tokens[end].folded in CARDINALS and (not value or not tokens[end - 1].heads):
        end, value = end + 1, value + int(CARDINALS[tokens[end].folded])
    if end == place and end < len(tokens) and label == "house" and tokens[end].lemma in ROUTES_BY_NAME:
        end, value = end + 1, int(ROUTES_BY_NAME[tokens[end].lemma])
    closes = end == len(tokens) or tokens[end].begins or (end > place and tokens[end - 1].heads)
    if place and value == 1 and tokens[place - 1].lemma == "дом":
        return  # «дом один, а топят по-разному»
    if value and (closes or not (tokens[end].is_noun or tokens[end].number)):
        found.numbers.setdefault(label, set()).add(str(value))
        found.taken |= set(range(place, end))
