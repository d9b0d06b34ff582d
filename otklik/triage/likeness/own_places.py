"""Places that a town has but once, and names known by where they stand: they bring together, and never part."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from otklik.shared.lemmas import grammemes
from otklik.triage.likeness.bare_numbers import describes_next
from otklik.triage.likeness.subjects import subjects_of_word
from otklik.triage.likeness.tokens import Token
from otklik.triage.likeness.vocabulary import (
    LANDMARKS,
    NAMED_HOUSES,
    ONE_OF_A_KIND,
    PRAISE,
    SILENT,
    SURROUNDED_BY,
    TOLD_BY_ADJECTIVE,
)

_SHORTEST: Final = 4
_NO_NAMES: Final = SURROUNDED_BY | SILENT | PRAISE | LANDMARKS
_FEMININE: Final = frozenset({"ADJF", "femn"})


def own_places(tokens: Sequence[Token], kinds: Collection[str]) -> Iterator[str]:
    """«Роддом» and «родильный дом», «инфекционная больница» and «инфекционка», «в детской» beside doctors."""
    for place, token in enumerate(tokens):
        if token.lemma in ONE_OF_A_KIND:
            yield ONE_OF_A_KIND[token.lemma]
        nouns = TOLD_BY_ADJECTIVE.get(token.lemma)
        if nouns is None:
            continue
        follows = {one.lemma for one in tokens[place + 1 : place + 3]}
        yield from {name for noun, name in nouns.items() if noun in follows}
        if "clinic" in kinds and "больница" in nouns and _stands_alone(tokens, place):
            yield nouns["больница"]


def heads(tokens: Sequence[Token]) -> Iterator[str]:
    """What may be a name by where it stands: «Выселки: нет света», «родники дом культуры», «садик ромашка»."""
    after_a_kind = True  # as the first word is
    for place, token in enumerate(tokens):
        if (after_a_kind or token.is_quoted) and _may_be_a_name(tokens, place):
            yield token.lemma
        after_a_kind = token.lemma in NAMED_HOUSES


def plain_heads(tokens: Sequence[Token]) -> Iterator[str]:
    """Where a capital letter is hardly that of a sentence: «Ромашка» in quotes, «Выселки: нет света»."""
    for place, token in enumerate(tokens):
        if not (token.begins or token.is_quoted):
            continue
        is_head = token.begins and token.raw[:1].isupper() and (_closes(tokens, place) or _is_on_a_map(token))
        if (token.is_quoted and len(token.lemma) >= _SHORTEST) or (is_head and _may_be_a_name(tokens, place)):
            yield token.lemma


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    return grammemes(tokens[place].folded) >= _FEMININE and not describes_next(tokens, place)


def _is_on_a_map(token: Token) -> bool:
    return "Geox" in grammemes(token.folded)


def _closes(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].heads or place + 1 == len(tokens) or tokens[place + 1].begins


def _may_be_a_name(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.number or len(token.lemma) < _SHORTEST or token.lemma in _NO_NAMES:
        return False
    marks = grammemes(token.folded)
    if "nomn" not in marks or "Apro" in marks:
        return False
    is_thing = "NOUN" in marks and "anim" not in marks
    is_adjective = "ADJF" in marks and not describes_next(tokens, place)
    return is_adjective or (is_thing and not any(subjects_of_word(token.lemma)))
