"""Where a word that would hurt is somebody's surname or the name of a place: «врач Хохлов», «деревня Хохлы»."""

from typing import Final

from otklik.shared.patterns import compile_late

_ENDING = compile_late(r"(?:[оеё]в|ин)(?:а|у|ы[мх]?|о[йю]|е|ым[и]?)?$|енко$")
_NAME_BEHIND = compile_late(r"\s+(?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\b)")
_NAME_BEFORE = compile_late(r"(?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]+)\s*$")
_PLACE_BEFORE = compile_late(
    r"(?:^|[^\w])(?:деревн|сел[оауе]\b|селом\b|пос[её]л|хутор|станци|улиц|ул\b|переул|остановк|д\.|с\.|п\.)[а-яё]*\.?\s*$",
)
_ENDS: Final = ".!?…\n"
_NEAR: Final = 40
"""Characters before and after in which a name, or the end of the sentence before, is looked for."""


def is_surname(text: str, start: int, end: int) -> bool:
    """Whether the word is written and declined as a surname: within a sentence, or beside a first name or initials."""
    if not _is_capitalised(text[start:end]) or not _ENDING.search(text[start:end]):
        return False
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    is_within = bool(before.strip()) and before.rstrip()[-1] not in _ENDS
    return is_within or bool(_NAME_BEHIND.match(behind)) or bool(_NAME_BEFORE.search(before))


def is_place(text: str, start: int, end: int) -> bool:
    """Whether it stands behind «деревня», «улица» and the like, with a capital letter."""
    before = text[max(0, start - _NEAR) : start].lower()
    return _is_capitalised(text[start:end]) and bool(_PLACE_BEFORE.search(before))


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
