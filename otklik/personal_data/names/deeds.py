"""Who does something: a thing, «машина сломалась», or a person of that surname, «Осина отказала». Plain.

A doubtful one is a person: what a thing did is read without its name, too.
"""

from functools import lru_cache
from typing import Final

from otklik.personal_data.names.name_words import surname
from otklik.shared.lemmas import Reading, lemma, readings
from otklik.shared.text import fold

_RARE: Final = 0.3
"""Below this share of its readings a word is seldom the name of somebody."""
_BY_PEOPLE: Final = (
    "обещать пообещать сказать говорить отказать отказывать отказаться отказываться ответить отвечать нахамить хамить "
    "нагрубить грубить принять принимать звонить позвонить перезвонить писать написать ругать ругаться обругать "
    "отругать наругать кричать накричать наорать орать обмануть обманывать просить попросить требовать потребовать "
    "заявить заявлять утверждать объяснить объяснять пояснить советовать посоветовать подтвердить уверять уверить "
    "заверить спросить спрашивать решить думать подумать знать хотеть захотеть угрожать пригрозить оскорбить "
    "оскорблять обозвать обзывать материться выругаться извиниться извиняться подписать жаловаться пожаловаться "
    "уволить назначить велеть приказать разрешить запретить врать соврать наврать лгать солгать курить лечить "
    "выписать избить украсть воровать послать игнорировать проигнорировать согласиться соглашаться рассказать "
    "рассказывать сообщить сообщать предложить предлагать проживать жить"
)
_DONE_BY_PEOPLE: Final = frozenset(_BY_PEOPLE.split())
"""What only people do, or what of a thing is said so seldom that a person is likelier."""


def is_thing_doing(word: str, verb: str) -> bool:
    """Whether it is a thing that does what the next word says: «машина сломалась»; not «голова обещал», «осина врёт».

    `verb`: whatever stands next; empty where nothing does. «Из» is of a flat: «Осина из 12 квартиры», and a car's too.
    """
    by_person = lemma(fold(verb)) in _DONE_BY_PEOPLE or (fold(verb) == "из" and surname(word) >= _RARE)
    return is_thing_first(word) and not by_person and not _is_of_another(word, verb)


def _is_of_another(word: str, verb: str) -> bool:
    """A verb of another gender than the thing; without a gender («сорвало») nobody does it."""
    doer = {mark for one in _as_things(word) for mark in one.grammemes} & {"masc", "femn", "neut"}
    said = {mark for one in readings(fold(verb)) if one.has("VERB") for mark in one.grammemes} & {"masc", "femn"}
    return bool(doer and said) and not doer & said


def _as_things(word: str) -> list[Reading]:
    names = ("Name", "Surn", "Patr", "Geox")
    found = [one for one in readings(fold(word)) if one.is_known and not any(one.has(mark) for mark in names)]
    return [one for one in found if one.has("NOUN") and one.has("inan") and one.has("nomn")]


@lru_cache(maxsize=40_000)
def is_thing_first(word: str) -> bool:
    """Whether a word in its first case is a thing rather than a surname: «машина», «осина», «турбины».

    A man is called by the same form as the thing, so there the whole surname has to be rare: «лист», but not «кох».
    A woman is too («Осина», «Турбина»): what she does tells her from the thing.
    """
    known = [one for one in readings(fold(word)) if one.is_known]
    names = [one for one in known if any(one.has(mark) for mark in ("Name", "Surn", "Patr", "Geox"))]
    things = _as_things(word)
    if any(one.has("masc") for one in things) and sum(one.score for one in names) >= _RARE:
        return False
    return sum(one.score for one in things) > sum(one.score for one in names if one.has("nomn"))


@lru_cache(maxsize=40_000)
def is_verb(word: str, *, of_many: bool = False) -> bool:
    """Whether it tells what a single person, or several, do or did."""
    found = readings(fold(word))
    return bool(found) and found[0].has("VERB") and found[0].has("plur") is of_many
