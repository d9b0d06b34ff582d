"""Places by what stands there: «у рынка», «за школой», «возле военкомата»; one place under two words is one."""

from collections.abc import Iterator, Sequence
from typing import Final

from otklik.duplicates.places.tokens import Token
from otklik.duplicates.places.vocabulary import (
    BEFORE_A_PLACE,
    LANDMARKS,
    PALACES,
    SAME_LANDMARKS,
    SURROUNDED_BY,
)
from otklik.shared.lemmas import grammemes

_FARTHEST: Final = 3
"""«У бывшего военного городка»: so many words after its preposition a thing may stand."""
_OF_MANY: Final = frozenset({"anim", "plur", "gent"})
_OF_ALL: Final = frozenset({"Apro", "Anum"})
_SHORTEST: Final = 3


def landmarks_of(tokens: Sequence[Token]) -> dict[str, frozenset[str]]:
    """Landmarks that part places that differ in them, each with the lemmas that stand for it in the text."""
    found: dict[str, set[str]] = {}
    for place, token in enumerate(tokens):
        if token.lemma in LANDMARKS and not token.number:
            found.setdefault(_landmark(tokens, place), set()).add(token.lemma)
    return {name: frozenset(words) for name, words in found.items()}


def things_near(tokens: Sequence[Token]) -> frozenset[str]:
    """Whatever stands behind a preposition of place: too vague to part two places, enough to bring them together."""
    return frozenset(
        usual_name(tokens[thing].lemma) for thing in _things_near(tokens) if not _is_somebody(tokens[thing])
    )


def names_near(tokens: Sequence[Token]) -> frozenset[str]:
    """Those of them that are names as far as one sees: «на коммунаров», «у Политеха», «на южном»."""
    return frozenset(tokens[thing].lemma for thing in _things_near(tokens) if _may_be_called(tokens[thing]))


def _things_near(tokens: Sequence[Token]) -> Iterator[int]:
    for place, token in enumerate(tokens):
        if token.lemma in BEFORE_A_PLACE:
            yield from thing_after(tokens, place)


def _is_somebody(token: Token) -> bool:
    """«На студентов»; streets are called after many, too: «на коммунаров»."""
    return "anim" in grammemes(token.folded) and not _may_be_called(token)


def _may_be_called(token: Token) -> bool:
    marks = grammemes(token.folded)
    is_capital = token.raw[:1].isupper() and not token.begins
    return is_capital or "ADJF" in marks or bool(marks & {"Surn", "Geox"}) or marks >= _OF_MANY


def usual_name(word: str) -> str:
    """«Храм» is «церковь», «мостик» is «мост»."""
    return SAME_LANDMARKS.get(word, word)


def _landmark(tokens: Sequence[Token], place: int) -> str:
    """«Дворец культуры» is «ДК», «Дворец спорта» another house."""
    word = tokens[place].lemma
    follows = tokens[place + 1].lemma if place + 1 < len(tokens) else ""
    if word in PALACES and follows == "культура":
        return "дк"
    return f"{word} {follows}" if word in PALACES and follows == "спорт" else usual_name(word)


def thing_after(tokens: Sequence[Token], place: int) -> Iterator[int]:
    """The first noun behind the preposition, or an adjective that no noun follows («на озёрной с обеда»)."""
    described = None
    for thing in range(place + 1, min(place + 1 + _FARTHEST, len(tokens))):
        marks = grammemes(tokens[thing].folded)
        if tokens[thing].number or not marks & {"NOUN", "ADJF"}:
            break
        if marks & _OF_ALL:
            if described is not None:
                break
            continue  # «по всей Комсомольской»
        if "NOUN" in marks:
            if len(tokens[thing].lemma) >= _SHORTEST and tokens[thing].lemma not in SURROUNDED_BY:
                yield thing
            return
        described = thing if "sing" in marks and described is None else None
        if tokens[thing].heads or (thing + 1 < len(tokens) and tokens[thing + 1].begins):
            break
    if described is not None and tokens[described].lemma not in SURROUNDED_BY:
        yield described
