"""Places that a town has but once, and names known by where they stand: they bring together, and never part."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

from otklik.duplicates.places.bare_numbers import describes_next
from otklik.duplicates.places.tokens import Token
from otklik.duplicates.places.vocabulary import (
    EXCLAIMED,
    LANDMARKS,
    NAMED_HOUSES,
    NO_SMALL_NAMES,
    ONE_OF_A_KIND,
    PRAISE,
    SILENT,
    SURROUNDED_BY,
    TOLD_BY_ADJECTIVE,
)
from otklik.shared.lemmas import grammemes, is_word, readings
from otklik.triage.subjects import subjects_of_word

_SHORTEST: Final = 4
_NO_NAMES: Final = EXCLAIMED | SURROUNDED_BY | SILENT | PRAISE | LANDMARKS
AT_AN_END: Final = "^"
"""Marks a word that would be no name elsewhere: «ключи» at the end of one text and at the beginning of another."""
_OF_MANY: Final = frozenset({"NOUN", "plur", "anim"})
_FIRST_OF_MANY: Final = frozenset({"NOUN", "plur", "nomn"})
_OF_ONE: Final = frozenset({"Surn", "gent"})
_OF_A_THING: Final = frozenset({"NOUN", "inan", "gent"})
_KILOMETRES: Final = frozenset({"км", "километр", "километра", "километре"})
_ON_A_LINE: Final = frozenset({"платформа", "станция", "остановка", "пост", "разъезд", "на"})
_FEMININE: Final = frozenset({"ADJF", "femn"})


def own_places(tokens: Sequence[Token], kinds: Collection[str]) -> Iterator[str]:
    """«Роддом» and «родильный дом», «инфекционная больница» and «инфекционка», «в детской» beside doctors."""
    for place, token in enumerate(tokens):
        if token.lemma in ONE_OF_A_KIND:
            yield ONE_OF_A_KIND[token.lemma]
        if token.number and place + 1 < len(tokens) and tokens[place + 1].folded in _KILOMETRES and (
            token.is_ordinal or (place and tokens[place - 1].lemma in _ON_A_LINE)
        ):  # fmt: skip
            yield f"{token.number} км"
        nouns = TOLD_BY_ADJECTIVE.get(token.lemma)
        if nouns is None:
            continue
        follows = {one.lemma for one in tokens[place + 1 : place + 3]}
        yield from {name for noun, name in nouns.items() if noun in follows}
        if "clinic" in kinds and "больница" in nouns and _stands_alone(tokens, place):
            yield nouns["больница"]


def heads(tokens: Sequence[Token]) -> Iterator[str]:
    """What may be a name by where it stands: «Выселки: нет света», «родники дом культуры», «садик ромашка»."""
    after_a_kind, last = True, len(tokens) - 1  # the first word is as if behind a kind
    for place, token in enumerate(tokens):
        ends = place > 0 and place == last and tokens[place - 1].heads  # «катер сломан, пристань»
        is_apart = after_a_kind or ends or token.is_quoted or (token.begins and _is_she(token))
        if is_apart and (_may_be_a_name(tokens, place) or _is_of_somebody(token)):
            yield token.lemma
        if place and (token.begins or ends) and _may_close(tokens, place, ends=ends):
            yield f"{AT_AN_END}{token.lemma}"
        after_a_kind = token.lemma in NAMED_HOUSES


def plain_heads(tokens: Sequence[Token]) -> Iterator[str]:
    """Where a capital letter is hardly that of a sentence: «Ромашка» in quotes, «Выселки: нет света»."""
    if tokens and not tokens[0].number and len(tokens[0].folded) >= _SHORTEST and tokens[0].lemma not in _NO_NAMES:
        yield f"{AT_AN_END}{tokens[0].lemma}"
    for place, token in enumerate(tokens):
        if not (token.begins or token.is_quoted):
            continue
        is_head = token.begins and token.raw[:1].isupper() and (_closes(tokens, place) or _is_on_a_map(token))
        if (token.is_quoted and len(token.lemma) >= _SHORTEST) or (
            is_head and (_may_be_a_name(tokens, place) or _is_of_somebody(token) or _is_of_something(token))
        ):
            yield token.lemma


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    return grammemes(tokens[place].folded) >= _FEMININE and not describes_next(tokens, place)


def _is_on_a_map(token: Token) -> bool:
    return "Geox" in grammemes(token.folded)


def _closes(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].heads or place + 1 == len(tokens) or tokens[place + 1].begins


def _is_she(token: Token) -> bool:
    """«Комсомольская заросла льдом»."""
    return token.raw[:1].isupper() and grammemes(token.folded) >= _FEMININE


@lru_cache(maxsize=4096)
def _may_be_many(form: str) -> bool:
    """«Дубки» may stand in the first case."""
    return form[-1:] in ("и", "ы") and any(one.grammemes >= _FIRST_OF_MANY for one in readings(form))


def _may_close(tokens: Sequence[Token], place: int, *, ends: bool) -> bool:
    """«… оба в крови. Космонавтов», «… до утра, ключи»: held against the first word and the last of the other text."""
    token = tokens[place]
    if token.number or len(token.folded) < _SHORTEST or token.lemma in _NO_NAMES:
        return False
    is_said = bool(grammemes(token.folded) & NO_SMALL_NAMES) and not token.raw[:1].isupper()
    if is_said or (token.raw[:1].isupper() and not token.begins):
        return False
    is_own = token.begins and token.raw[:1].isupper() and _closes(tokens, place)
    return is_own or (ends and (grammemes(token.folded) >= _OF_MANY or not any(subjects_of_word(token.lemma))))


def _is_of_somebody(token: Token) -> bool:
    """«Юннатов», «лермонтова», «белинского»: as streets are called."""
    if token.number or len(token.lemma) < _SHORTEST or token.lemma in _NO_NAMES:
        return False
    marks = grammemes(token.folded)
    of_many = marks >= _OF_MANY and not any(subjects_of_word(token.lemma))
    return of_many or marks >= _OF_ONE or token.folded.endswith(("ского", "цкого"))


def _is_of_something(token: Token) -> bool:
    """«Труда», «Победы», and what no dictionary has: «Еловка»."""
    if token.number or len(token.folded) < _SHORTEST or token.lemma in _NO_NAMES:
        return False
    is_thing = grammemes(token.folded) >= _OF_A_THING and not any(subjects_of_word(token.lemma))
    return is_thing or not is_word(token.folded)


def _may_be_a_name(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.number or len(token.lemma) < _SHORTEST or token.lemma in _NO_NAMES:
        return False
    marks = grammemes(token.folded)
    if "Apro" in marks or ("nomn" not in marks and not _may_be_many(token.folded)):
        return False
    is_thing = "NOUN" in marks and "anim" not in marks
    is_adjective = "ADJF" in marks and not describes_next(tokens, place)
    return is_adjective or (is_thing and not any(subjects_of_word(token.lemma)))
