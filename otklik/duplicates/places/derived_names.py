"""Adjectives made of names: «малогорский» is of Малые Горки, the «Пушкинская библиотека» that of Пушкин."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from otklik.duplicates.places.landmarks import usual_name
from otklik.duplicates.places.tokens import Token
from otklik.duplicates.places.vocabulary import LANDMARKS, STREET_KINDS
from otklik.shared.lemmas import grammemes, readings

OF_A_NAME: Final = ("ский", "ской", "цкий")
"""Adjectives of names, as lemmas: «ольховских детей» are those of Ольховка."""
BETWEEN: Final = frozenset({"", "ов", "ев", "ин", "ен"})
"""What may stand between a name and the ending of its adjective: «родниковский»."""
VOWELS: Final = "аеиоуыюяйь"
"""What short names may end in: «Бор», «Бора»."""
SHORTEST_STEM: Final = 4
_ENDINGS: Final = ("ный", "ка", "ки", "ый", "ий", "ой")
_HOUSES: Final = LANDMARKS - STREET_KINDS
"""Площадь Пушкина and Пушкинская площадь may be two, as streets are."""
_LARGER: Final = frozenset({"район", "округ", "область", "край", "поселение", "р", "обл"})
"""Whose names reach beyond the place: the Красногорский район is not Красная Горка."""
_HISSING: Final = "жшчщ"
_FARTHEST: Final = 3
"""«Пушкинская детская городская библиотека»."""
_CASES: Final = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_SORTS: Final = frozenset({"masc", "femn", "neut", "plur"})
_OF_SOMEBODY: Final = frozenset({"имя", "им"})


def derived_adjectives(tokens: Sequence[Token]) -> Iterator[str]:
    """What would be said of things at the places that a text names; of a house the kind stands before it."""
    for place, token in enumerate(tokens):
        if place and token.raw[:1].isupper() and (name := _of_two_words(tokens, place)):
            yield from _adjectives_of(stem_of(name))
        if token.lemma in _HOUSES and (whose := _whose(tokens, place)):
            kind = usual_name(token.lemma)
            yield from (f"{kind} {adjective}" for adjective in _adjectives_of(stem_of(whose)))


def told_adjectives(tokens: Sequence[Token]) -> Iterator[str]:
    """The adjectives of names that a text has: «малогорские жители»; a street or a district is another thing."""
    for place, token in enumerate(tokens):
        if not token.lemma.endswith(OF_A_NAME) or token.lemma in LANDMARKS:
            continue
        thing = _described(tokens, place)
        if thing is None:
            if "plur" in grammemes(token.folded):
                yield token.lemma  # «малогорские без света»
        elif thing.lemma not in STREET_KINDS and thing.lemma not in _LARGER and not _stands_for_a_street(tokens, place):
            yield token.lemma
            if thing.lemma in _HOUSES:
                yield f"{usual_name(thing.lemma)} {token.lemma}"


@lru_cache(maxsize=4096)
def stem_of(name: str) -> str:
    """What of a name its adjective keeps; nothing where it is an adjective of that kind itself."""
    if name.endswith(OF_A_NAME):
        return ""
    for ending in _ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name.rstrip(VOWELS)


def _adjectives_of(stem: str) -> Iterator[str]:
    if len(stem) >= SHORTEST_STEM:
        yield from (f"{stem}{between}ский" for between in BETWEEN)


def _of_two_words(tokens: Sequence[Token], place: int) -> str:
    """«Малые Горки» as the one word that its adjective is made of; nothing where these are no such two."""
    first, second = tokens[place - 1], tokens[place]
    before = tokens[place - 2].lemma if place > 1 else ""
    is_name = first.raw[:1].isupper() and second.raw[:1].isupper()
    if not is_name or first.heads or second.begins or before in STREET_KINDS or not agree(first, second):
        return ""
    return _joined(first.lemma) + second.lemma


def _joined(adjective: str) -> str:
    """«Мало-», «верхне-», «больше-»."""
    stem = adjective[:-2]
    is_soft = stem.endswith(tuple(_HISSING)) or adjective.endswith("ний")
    return stem + ("е" if is_soft else "о")


def _whose(tokens: Sequence[Token], place: int) -> str:
    """«Библиотека имени А. С. Пушкина»; not «библиотека, Пушкина 5», «библиотека на Пушкина»."""
    end = place + 1
    while end < len(tokens) and not tokens[end - 1].heads and (
        tokens[end].lemma in _OF_SOMEBODY or (len(tokens[end].raw) == 1 and tokens[end].raw.isupper())
    ):  # fmt: skip
        end += 1
    if end >= len(tokens) or tokens[end - 1].heads or tokens[end].number:
        return ""
    is_house = end + 1 < len(tokens) and bool(tokens[end + 1].number)
    marks = grammemes(tokens[end].folded)
    is_surname = {"Surn", "gent"} <= marks and tokens[end].raw[:1].isupper()
    return tokens[end].lemma if is_surname and not is_house else ""


def _described(tokens: Sequence[Token], place: int) -> Token | None:
    """The noun behind, of the same case, with at most two adjectives between."""
    if tokens[place].heads:
        return None
    behind = tokens[place + 1 : place + 1 + _FARTHEST]
    between = list(takewhile(lambda one: "ADJF" in grammemes(one.folded) and not one.begins and not one.heads, behind))
    noun = behind[len(between)] if len(between) < len(behind) else None
    return noun if noun and not noun.begins and agree(tokens[place], noun) else None


def _stands_for_a_street(tokens: Sequence[Token], place: int) -> bool:
    """«На Малогорской воды нет»: a capital letter and «на» before one that is no plural."""
    before = tokens[place - 1].lemma if place else ""
    return before in ("на", "по") and tokens[place].raw[:1].isupper() and "femn" in grammemes(tokens[place].folded)


def agree(adjective: Token, noun: Token) -> bool:
    """Whether they may stand in one case, gender and number."""
    return any(
        ours.has("ADJF")
        and theirs.has("NOUN")
        and bool(ours.grammemes & theirs.grammemes & _CASES)
        and _sort(ours.grammemes) == _sort(theirs.grammemes)
        for ours in readings(adjective.folded)
        for theirs in readings(noun.folded)
    )


def _sort(marks: frozenset[str]) -> str:
    return "plur" if "plur" in marks else next(iter(marks & _SORTS), "")
