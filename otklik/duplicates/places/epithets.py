"""Which of its kind a landmark is: «парк Победы», «старое кладбище», «баня на Слободке», «рынок, что у вокзала»."""

from collections.abc import Iterator, Sequence
from typing import Final

from otklik.duplicates.places.derived_names import agree
from otklik.duplicates.places.landmarks import thing_after, usual_name
from otklik.duplicates.places.tokens import Token
from otklik.duplicates.places.vocabulary import ANY_ADJECTIVES, BEFORE_A_PLACE, KINDS_OF_PLACES, SURROUNDED_BY
from otklik.shared.lemmas import grammemes
from otklik.triage.subjects import subjects_of_word

_WHICH: Final = frozenset({"который", "что", "тот", "там", "где", "наш"})
_OF_PEOPLE: Final = frozenset({"NOUN", "anim", "plur", "gent"})


def epithets_of(tokens: Sequence[Token]) -> dict[str, frozenset[str]]:
    """By landmark the lemmas that tell which one of its kind it is; only of those that are told."""
    found: dict[str, set[str]] = {}
    for place, token in enumerate(tokens):
        if token.lemma in KINDS_OF_PLACES and not token.number:
            found.setdefault(usual_name(token.lemma), set()).update(_before(tokens, place), _behind(tokens, place))
    return {name: frozenset(told) for name, told in found.items() if told}


def _before(tokens: Sequence[Token], place: int) -> Iterator[str]:
    """«Сенная площадь», «железнодорожников парк»."""
    if not place or tokens[place].begins or tokens[place - 1].heads or tokens[place - 1].number:
        return
    word = tokens[place - 1]
    if _are_people(word) or (_may_tell_which(word) and agree(word, tokens[place])):
        yield word.lemma


def _behind(tokens: Sequence[Token], place: int) -> Iterator[str]:
    """«Парк юбилейный», «бассейн «Дельфин»», «аллея славы», «школа, что на горке»."""
    after = place + 1
    while after < len(tokens) and tokens[after].lemma in _WHICH:
        after += 1
    if after == len(tokens) or tokens[after].begins or tokens[after].number:
        return
    word = tokens[after]
    if word.lemma in BEFORE_A_PLACE:
        yield from (usual_name(tokens[thing].lemma) for thing in thing_after(tokens, after))
    elif not tokens[place].heads and (
        word.raw[:1].isupper()
        or (_may_tell_which(word) and agree(word, tokens[place]))
        or (word.is_noun and not any(subjects_of_word(word.lemma)) and word.lemma not in SURROUNDED_BY)
    ):
        yield word.lemma


def _may_tell_which(token: Token) -> bool:
    marks = grammemes(token.folded)
    return not marks & {"Apro", "Anum", "Supr"} and token.lemma not in ANY_ADJECTIVES


def _are_people(token: Token) -> bool:
    return grammemes(token.folded) >= _OF_PEOPLE
