"""Lemmas (dictionary forms) and grammemes of Russian words, by pymorphy3, with a cache of frequent words."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import pymorphy3
from pymorphy3.analyzer import Parse
from pymorphy3.tagset import OpencorporaTag

from otklik.shared.text import fold, fold_word

LONGEST_WORD = 40
"""Letters. pymorphy3 takes a longer one apart prefix by prefix («не» a thousand times) until Python gives up."""

_WORD = re.compile(r"[а-я]+(?:-[а-я]+)*|[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its grammemes, and how likely it is (0…1)."""

    grammemes: frozenset[str]
    score: float
    is_known: bool
    """The dictionary has the word in this form."""

    def has(self, grammeme: str) -> bool:
        """Whether it is marked so: NOUN, Name, Surn, gent…"""
        return grammeme in self.grammemes


@lru_cache(maxsize=40_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All ways to read a folded word, the likeliest first; none for what is no Russian word."""
    if len(word) > LONGEST_WORD or not word[:1].isalpha() or word.isascii():
        return ()
    is_known = bool(_analyzer().word_is_known(word))
    return tuple(
        Reading(frozenset(str(mark) for mark in parse.tag.grammemes), float(parse.score), is_known)
        for parse in _parses(word)
    )


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)  # it tells at length that it reads its dictionary
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4_000)
def _parses(word: str) -> Sequence[Parse]:
    """What the dictionary says of a word: taken apart once for all that is asked of it while its text is read."""
    parses: Sequence[Parse] = _analyzer().parse(word)
    return parses


@lru_cache(maxsize=4_000)
def _likeliest(word: str) -> tuple[str, OpencorporaTag]:
    """The dictionary form and the marks of the first of its parses.

    Of a word that the dictionary has most that is asked is this, so the others need not be put together.
    """
    known = _analyzer()
    found = known.dictionary.words.similar_items(word, known.char_substitutes)
    ways = [(form, *place) for form, places in found for place in places]
    if not ways or len(word) == 1:  # what no dictionary has, and initials
        first = _parses(word)[0]
        return first.normal_form, first.tag
    marks = [known.dictionary.build_tag_info(*place) for _, *place in ways]
    best = 0
    if len(ways) > 1:
        shares = [known.prob_estimator.p_t_given_w.prob(word, tag) for tag in marks]
        best = shares.index(max(shares))
    form, paradigm, number = ways[best]
    return known.dictionary.build_normal_form(paradigm, number, form), marks[best]


@lru_cache(maxsize=60_000)
def lemma(word: str) -> str:
    """The dictionary form of a folded word, itself folded: «дорогах» → «дорога»."""
    if not word[:1].isalpha() or word.isascii() or len(word) > LONGEST_WORD:
        return word
    return fold_word(_likeliest(word)[0])


def lemmas(text: str) -> list[str]:
    """Dictionary forms of the words of a text, in order."""
    return list(_lemmas_of(text))


@lru_cache(maxsize=512)
def _lemmas_of(text: str) -> tuple[str, ...]:
    """Several readers ask for those of the texts of a batch."""
    return tuple(map(lemma, words_in(text)))


def words_in(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=60_000)
def is_word(word: str) -> bool:
    """Whether the dictionary has a word in this form."""
    return len(word) <= LONGEST_WORD and bool(_analyzer().word_is_known(word))


@lru_cache(maxsize=60_000)
def is_thing(word: str) -> bool:
    """Whether a folded word is a noun that names a thing or a matter, not a person or a place by name."""
    if len(word) > LONGEST_WORD:
        return False
    tag = _likeliest(word)[1]
    return tag.POS == "NOUN" and not tag.grammemes & {"Name", "Surn", "Patr", "Geox", "Abbr"}


@lru_cache(maxsize=10_000)
def all_lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that a word may belong to, folded: «Петровой» → «петров», «петрова», «петровый»."""
    if len(word) > LONGEST_WORD:
        return frozenset({fold_word(word)})
    return frozenset({fold_word(word), *(fold_word(str(parse.normal_form)) for parse in _parses(word))})


@lru_cache(maxsize=10_000)
def can_be_first_name(word: str) -> bool:
    """Whether a word may be a person's first name in the first case: «Ирина», and «Вера», which may be faith too."""
    return len(word) <= LONGEST_WORD and any({"Name", "nomn"} in parse.tag for parse in _parses(word))


@lru_cache(maxsize=10_000)
def is_first_name_of(word: str) -> bool:
    """Whether a folded word is first of all a person's first name in the second case: «Олега», not «Веры»."""
    return len(word) <= LONGEST_WORD and {"Name", "gent"} in _likeliest(word)[1]


@lru_cache(maxsize=10_000)
def place_name(word: str) -> str:
    """The first case of a name of a town or village: «Перми» → «Пермь»; the word itself when it is not known as one."""
    if len(word) > LONGEST_WORD:
        return word
    known = [parse for parse in _parses(word.lower()) if "Geox" in parse.tag]
    first_case = known[0].inflect({"nomn"}) if known else None
    return word if first_case is None else str(first_case.word).capitalize()


@lru_cache(maxsize=10_000)
def case_forms(word: str) -> frozenset[str]:
    """A folded word that stands in the first case, in all cases of its number, folded: «курганово», «кургановом»…"""
    if len(word) > LONGEST_WORD or not word[:1].isalpha():
        return frozenset({word})
    found = next((parse for parse in _parses(word) if "nomn" in parse.tag), None)
    if found is None:
        return frozenset({word})
    number = found.tag.number
    forms = (fold_word(str(form.word)) for form in found.lexeme if form.tag.number == number and form.tag.case)
    return frozenset({word, *forms})


@lru_cache(maxsize=20_000)
def is_common_word(word: str) -> bool:
    """Whether a word is first of all no name: «победы», «садовая»; not «ленина», «перми», nor an unknown one."""
    if len(word) > LONGEST_WORD:
        return False
    tag = _likeliest(word)[1]
    names = ("Surn", "Name", "Geox", "Patr", "Init", "Orgn")
    return bool(_analyzer().word_is_known(word)) and not any(mark in tag for mark in names)


@lru_cache(maxsize=20_000)
def grammemes(word: str) -> frozenset[str]:
    """What the likeliest reading of a folded word is (part of speech, case, surname, town…); a rare reading as a
    surname or a town counts too: «ленина» is both a surname and a name."""
    if len(word) > LONGEST_WORD:
        return frozenset()
    parses = _parses(word)
    marks = {str(mark) for mark in parses[0].tag.grammemes}
    return frozenset(marks | {"Surn" for parse in parses[:3] if "Surn" in parse.tag})


@lru_cache(maxsize=10_000)
def is_town(word: str) -> bool:
    """Whether a word is first of all the name of a place in some case: «Екатеринбурге», «Ревды»."""
    return len(word) <= LONGEST_WORD and "Geox" in _likeliest(word.lower())[1]


@lru_cache(maxsize=10_000)
def is_verb(word: str) -> bool:
    """Whether a folded word is first of all something that somebody does: «планирую», not «полевую»."""
    return len(word) <= LONGEST_WORD and "VERB" in _likeliest(word)[1]


@lru_cache(maxsize=10_000)
def goes_with_feminine(word: str) -> bool:
    """Whether an adjective such as «садовой» may belong to the noun that follows: «на садовой технике»."""
    cases = ({"NOUN", "femn", "sing", case} for case in ("gent", "datv", "loct", "ablt"))
    parses = _parses(word) if len(word) <= LONGEST_WORD else []
    wanted = list(cases)
    return any(case in parse.tag for parse in parses for case in wanted)


@lru_cache(maxsize=10_000)
def is_feminine_object(word: str) -> bool:
    """Whether an adjective such as «народную» may belong to the noun that follows: «народную дружину»."""
    return len(word) <= LONGEST_WORD and any({"NOUN", "femn", "sing", "accs"} in parse.tag for parse in _parses(word))


@lru_cache(maxsize=10_000)
def stands_with_adjective(word: str) -> bool:
    """Whether what follows «на ленинградском», «по советской» is first of all what they describe: «фронте»."""
    if len(word) > LONGEST_WORD or not word.isalpha() or not is_word(word):
        return False
    tag = _likeliest(word)[1]
    return tag.POS == "NOUN" and tag.number == "sing" and tag.case in ("loct", "datv")


@lru_cache(maxsize=20_000)
def is_noun_or_adjective(word: str) -> bool:
    """Whether a word is first of all one of these, or unknown: what may stand in one name with an adjective."""
    if len(word) > LONGEST_WORD:
        return True
    tag = _likeliest(word)[1]
    return any(mark in tag for mark in ("NOUN", "ADJF", "UNKN", "LATN"))
