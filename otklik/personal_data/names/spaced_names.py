"""Hides names whose letters are parted: «И в а н о в», «С-е-р-г-е-й», «И.В.А.Н.О.В»."""

import re
from typing import Final

from otklik.personal_data.names.name_words import first_name, patronymic, surname
from otklik.personal_data.names.names import MARK
from otklik.shared.patterns import compile_late

_PARTED: Final = compile_late(r"(?<![\w.-])[А-ЯЁ](?:[ .\-_*]{1,2}[а-яёА-ЯЁ]){3,40}(?![\w-])")
_NAME: Final = compile_late(r"[А-ЯЁ][а-яё]+")


def hide(text: str) -> str:
    """Put a mark in place of such a name."""
    return _PARTED.sub(_hide, text)


def _hide(found: re.Match[str]) -> str:
    """One capital after another may be a single word, or several: «И В А Н О В»."""
    joined = re.sub(r"[ .\-_*]", "", found[0])
    words = [joined.capitalize()] if joined.isupper() else _NAME.findall(joined)
    is_name = any(max(first_name(word), patronymic(word), surname(word)) >= 0.3 for word in words if len(word) > 2)
    return MARK if is_name else found[0]
