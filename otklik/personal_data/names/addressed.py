"""Hides by which name somebody is addressed: «Ирина, спасибо», «Здравствуйте, Пётр!», «Спасибо за вопрос, Анна»."""

import re

from otklik.personal_data.names.names import MARK
from otklik.shared.lemmas import can_be_first_name
from otklik.shared.patterns import compile_late

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_GREETING = (
    r"(?:[Зз]дравствуйте|[Пп]риветствуем|[Дд]обр(?:ый день|ый вечер|ое утро|ого дня)|[Уу]важаем(?:ая|ый)|[Сс]пасибо)"
)
_BEGINS = rf"(?:(?:^|[.!?…)]\s+|,\s)(?:{_GREETING}[,!.]?\s)?|{_GREETING}[,!.]?\s)"
_ADDRESSED = compile_late(
    rf"(?P<before>{_BEGINS})(?P<name>{_WORD}(?:\s{_WORD})?)(?=\s?[,!.?])(?!,\s(?:и\s)?(?i:вера|надежда|любовь)\b)",
    re.MULTILINE,
)


def hide(text: str) -> str:
    """Put a mark in place of names by which people are addressed."""
    return _ADDRESSED.sub(_hide, text)


def _hide(found: re.Match[str]) -> str:
    is_name = any(can_be_first_name(word) for word in found["name"].split())
    return f"{found['before']}{MARK}" if is_name else found[0]
