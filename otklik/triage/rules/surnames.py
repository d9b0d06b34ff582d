"""Where a word that would hurt is somebody's surname or the name of a place: «врач Хохлов», «деревня Хохлы»."""

import re
from typing import Final

from otklik.shared.patterns import compile_late

_ENDING = compile_late(r"(?:[оеё]в|ин)(?:а|у|ы[мх]?|о[йю]|е|ым[и]?)?$|енко$")
_PLURAL = compile_late(r"[оеё]в$")
_GATHERED: Final = r"(?:на|по|пона)(?:бр|гн)ал\w*|(?:по|на|пона)ехал[аои]|(?:по)?развелось"
_MANY_BEFORE = compile_late(
    r"\b(?:всех|этих|тех|таких|одних|всяких|разных|вас|сколько|столько|много|полно|толп[аыу]|куч[ау]|кучк[ау]|банд[аыу]"
    r"|стадо|сборище|шайк[аиу]|бейте?|бей|бить|гнать|гони|гоните|резать|терпеть|кормить|ненавижу|от|из|из-за|для|без|против"
    rf"|среди|кроме|{_GATHERED})\W+$",
    re.IGNORECASE,
)
_MANY_BEHIND = compile_late(rf"\W+(?:полно|много|хватает|надо|нужно|пора|гнать|вон|{_GATHERED})\b")
"""In such company «…ов» are many whom the word names, no one man: of him one says «от Хохлова»."""
_DOES = compile_late(
    r"\s+(?:опять |снова |никому |ничего )?(?:не )?(?:отвеча|принима|обеща|приш[её]л|приходи|приеха|сказа|говорит"
    r"|работает|делает|сделал|хами|нахами|молчит|помо[гч]|звони|отказ|игнорир|выступ|реши)"
)
"""What one man does: he may begin a sentence."""
_NOUN = compile_late(r"(?:урод|бляд|ху[её]в|[её]бан)ин", re.IGNORECASE)
"""Words that are no surname by their ending alone."""
_NAME_BEHIND = compile_late(r"\s+(?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\b)")
_INITIALS_BEFORE = compile_late(r"[А-ЯЁ]\.\s*$")
_REPLIED = compile_late(r"^\s*\[[^\]\n]*\],|^[^\w]*$")
_PLACE_BEFORE = compile_late(
    r"(?:^|[^\w])(?:деревн|сел[оауе]\b|селом\b|пос[её]л|хутор|станци|улиц|ул\b|переул|остановк|д\.|с\.|п\.)[а-яё]*\.?\s*$",
)
_IN_A_PLACE = compile_late(r"(?:^|[^\w])(?:[Вв]о?|[Дд]о|[Чч]ерез|[Пп]од|[Оо]коло) $")
_ENDS: Final = ".!?…\n"
_NEAR: Final = 40
"""Characters before and after in which a name, or the end of the sentence before, is looked for."""


def is_surname(text: str, start: int, end: int) -> bool:
    """Whether the word is written and declined as a surname: within a sentence, or beside a name or what one does."""
    word = text[start:end]
    if not _is_capitalised(word) or not _ENDING.search(word):
        return False
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _NAME_BEHIND.match(behind) or _INITIALS_BEFORE.search(before):
        return True
    if _NOUN.match(word) or (_PLURAL.search(word) and (_MANY_BEFORE.search(before) or _MANY_BEHIND.match(behind))):
        return False
    return _is_within(before) or bool(_DOES.match(behind))


def _is_within(before: str) -> bool:
    """Not at the beginning of a sentence or of a line, nor behind the name of whom one replies to."""
    told = _REPLIED.sub("", before).rstrip(" \t")
    return bool(told) and told[-1] not in _ENDS


def is_place(text: str, start: int, end: int) -> bool:
    """Whether it stands behind «деревня», «улица» and the like, or where one is or goes to, with a capital letter."""
    before = text[max(0, start - _NEAR) : start]
    is_told = _PLACE_BEFORE.search(before.lower()) or _IN_A_PLACE.search(before)
    return _is_capitalised(text[start:end]) and bool(is_told)


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
