"""Places by what stands there: «у рынка», «за школой», «возле военкомата»; one place under two words is one."""

from collections.abc import Iterator, Sequence
from typing import Final

from otklik.shared.lemmas import grammemes
from otklik.triage.likeness.tokens import Token
from otklik.triage.likeness.vocabulary import (
    BEFORE_A_PLACE,
    LANDMARKS,
    PALACES,
    SAME_LANDMARKS,
    SURROUNDED_BY,
)

_FARTHEST: Final = 3
"""«У бывшего военного городка»: so many words after its preposition a thing may stand."""
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
        usual_name(tokens[thing].lemma)
        for place, token in enumerate(tokens)
        if token.lemma in BEFORE_A_PLACE
        for thing in _thing_after(tokens, place)
    )


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


def _thing_after(tokens: Sequence[Token], place: int) -> Iterator[int]:
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
