"""Keeps the names of officials in an answer: of those who give it for a body, as the body itself signs it.

Strict, since a namesake may be anybody: only a surname together with the first name or both initials, in the first
case, as it stands in the staff list; a surname alone, one initial, another case of the grammar, a patronymic that is
not known to be theirs are hidden as everybody's. «Александра» may be what «Александр» is in another case: such a name
stays with its patronymic or by its initials only. Who shares the surname with a resident of the case is not named.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from otklik.personal_data.names.name_words import first_name, patronymic
from otklik.shared.lemmas import all_lemmas, can_be_first_name, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_WORD: Final = compile_late(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
_FIRST_SHIELD: Final = 0xE000
"""Characters that mean nothing: one stands for each kept name while the redactions do their work."""
_MOST: Final = 500
_SHIELD: Final = compile_late(r"[\ue000-\uf8ff]")
_BEFORE, _AFTER = r"(?<![\w.\-])(?<![А-ЯЁ]\.\s)", r"(?![\w\-])(?!\s*[А-ЯЁ]\.)"
_NO_PATRONYMIC: Final = r"(?!\s+(?:[А-ЯЁ][а-яё]+(?:ич|вна|чна)|(?:[А-ЯЁ][а-яё]+[-\s]+)?(?i:оглы|оглу|кызы|улы))\b)"
"""Also «Кузьмич» and «Лукинична», «Мамед оглы»."""
_GAP: Final = r"[ \u00a0]"


def hide_but(text: str, officials: Sequence[str], *, people: Sequence[str], hide: Callable[[str], str]) -> str:
    """What `hide` leaves of a text, with these officials' names as they stood; `people`: who wrote in the case."""
    pattern = _any_of(tuple(officials), tuple(people))
    return hide_around([found.span() for found in re.finditer(pattern, text)] if pattern else [], text, hide)


def hide_around(spans: Sequence[tuple[int, int]], text: str, hide: Callable[[str], str]) -> str:
    """What `hide` leaves of a text, with these spans as they stood."""
    if not spans or _SHIELD.search(text):
        return hide(text)
    kept: list[str] = []
    shielded, done = "", 0
    for start, end in spans[:_MOST]:
        shielded += text[done:start] + chr(_FIRST_SHIELD + len(kept))
        kept.append(text[start:end])
        done = end
    return _SHIELD.sub(lambda found: kept[ord(found[0]) - _FIRST_SHIELD], hide(shielded + text[done:]))


def named_in(text: str, officials: Sequence[str]) -> list[str]:
    """Those of the officials whose names `hide_but` may keep in a text."""
    return [one for one in officials if (pattern := _pattern_of(one, people=())) and re.search(pattern, text)]


def take_out(text: str, officials: Sequence[str], *, people: Sequence[str]) -> str:
    """A text without the names that `hide_but` has kept in it: of these nobody doubts whose they are."""
    pattern = _any_of(tuple(officials), tuple(people))
    return re.sub(pattern, chr(_FIRST_SHIELD), text) if pattern else text


@lru_cache(maxsize=16)
def _any_of(officials: tuple[str, ...], people: tuple[str, ...]) -> str:
    """Of one answer it is asked three times, one after the other."""
    return "|".join(one for name in officials if (one := _pattern_of(name, people=people)))


def _pattern_of(name: str, *, people: Sequence[str]) -> str:
    """How the name may be written; empty where it cannot be told what of it is what, or somebody else may be meant."""
    words = _WORD.findall(name)
    if len(words) not in (2, 3) or " ".join(words) != " ".join(name.split()):
        return ""
    fathers = [word for word in words if patronymic(word) >= 0.5]
    others = [word for word in words if word not in fathers]
    if len(others) != 2 or len(words) - len(others) > 1:
        return ""
    first, surname = sorted(others, key=first_name, reverse=True)
    if first_name(first) < 0.1 or is_of(surname, people):
        return ""
    return _spelled(first, surname, fathers[0] if fathers else "")


def is_of(surname: str, people: Sequence[str]) -> bool:
    """Whether one of these people is called so."""
    theirs = {lemma for one in people for word in re.findall(r"\w+", one) for lemma in all_lemmas(word)}
    return not theirs.isdisjoint(all_lemmas(surname))


def _spelled(first: str, surname: str, father: str) -> str:
    f, s, p = (_either(one) for one in (first, surname, father))
    whole: list[str] = []
    if father:
        both = rf"{re.escape(first[0])}\.{_GAP}?{re.escape(father[0])}\."
        whole = [rf"{s}{_GAP}{f}{_GAP}{p}", rf"{f}{_GAP}{p}{_GAP}{s}", rf"{both}{_GAP}?{s}", rf"{s}{_GAP}{both}"]
    plain = [] if _is_of_another(first) else [rf"{s}{_GAP}{f}{_NO_PATRONYMIC}", rf"{f}{_GAP}{s}{_NO_PATRONYMIC}"]
    return rf"{_BEFORE}(?:{'|'.join([*whole, *plain])}){_AFTER}" if whole or plain else ""


def _is_of_another(first: str) -> bool:
    """Whether a first name is another's in another case: «Александра Бирюкова» may be «(кого?) Александр Бирюков»."""
    names = [one for one in all_lemmas(first.lower()) if can_be_first_name(one)]
    told = (one for one in readings(fold(first)) if one.has("Name") and not one.has("plur"))
    return len(names) > 1 and any(one.has("gent") for one in told)


def _either(word: str) -> str:
    return re.sub("[её]", "[её]", re.sub("[ЕЁ]", "[ЕЁ]", re.escape(word)))
