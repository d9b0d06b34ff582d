"""Keeps the names of those who govern, where a resident names their post: «губернатор Денис Паслер», «мэр Орлов».

What they do in office is nobody's private life. Only right behind the post, and not of whoever wrote in the case.
"""

from collections.abc import Callable, Sequence
from typing import Final

from otklik.personal_data.names.name_words import first_name, patronymic, surname
from otklik.personal_data.names.officials import hide_around, is_of
from otklik.shared.patterns import compile_late

_WORD: Final = r"[А-ЯЁ][а-яё]{2,20}(?:-[А-ЯЁ][а-яё]{2,20})?"
_INITIALS: Final = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_WHOSE: Final = (
    r"(?:город|округ|район|регион|област|кра|республик|администраци|муниципалитет|поселени|пос[её]лк|правительств|мэри)"
    r"[а-яё]{0,3}"
)
_POST: Final = (
    r"(?:[Вв]ице-|[Зз]ам)?(?:[Гг]убернатор|[Мм]эр|[Пп]резидент|[Пп]ремьер(?:-министр)?|[Сс]енатор)(?:а|у|ом|е)?"
    r"|(?:[Мм]инистр|[Дд]епутат)(?:а|у|ом|е)?"
    r"(?:\s(?:[а-яёА-ЯЁ][а-яё]{4,20}(?:ой|ого)\s)?(?:[Дд]умы|[Гг]осдумы|[Зз]аксобрания|[Сс]обрания|[Сс]овета)"
    r"|\s[а-яё]{3,16}(?:ения|ания|уры|ства|рта|нсов|ики)(?:\sобласти)?)?"
    rf"|[Гг]лав(?:а|ы|е|у|ой)(?:\s[А-ЯЁ][а-яё]{{2,20}}(?:ого|ой))?"
    rf"(?:\s[а-яё]{{3,20}}(?:ого|ой))?\s{_WHOSE}(?:\s[А-ЯЁ][а-яё]{{2,20}}[аи])??"
    rf"|[Пп]редседател(?:ь|я|ю|ем)\s(?:[Дд]умы|[Зз]аксобрания|[Пп]равительства)"
)
_NAMED: Final = compile_late(
    rf"(?<![\w-])(?:{_POST})\s(?P<name>{_INITIALS}\s?{_WORD}|{_WORD}\s{_INITIALS}|{_WORD}(?:\s{_WORD}){{0,2}})(?![\w-])"
)


def hide_but(text: str, *, people: Sequence[str], hide: Callable[[str], str]) -> str:
    """What `hide` leaves of a text, with these names as they stood; `people`: who wrote in the case."""
    return hide_around(
        [found.span() for found in _NAMED.finditer(text) if _is_kept(found["name"].split(), people)], text, hide
    )


def _is_kept(words: Sequence[str], people: Sequence[str]) -> bool:
    named = [word for word in words if max(first_name(word), patronymic(word), surname(word)) >= 0.2]
    return bool(named) and not any(is_of(word, people) for word in named)
