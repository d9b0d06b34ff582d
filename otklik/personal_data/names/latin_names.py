"""Hides names of people in Latin letters: «Olga Nikitina», «Nikitina Olga Viktorovna»."""

import re
from typing import Final

from otklik.personal_data.names.name_words import ends_like_a_surname, first_name, patronymic, surname
from otklik.personal_data.names.names import MARK
from otklik.shared.patterns import compile_late

_NAMES: Final = compile_late(r"\b(?:[A-Z][a-z]{1,15}(?:\s[A-Z][a-z]{1,20}){1,2}|[A-Z]{2,16}(?:\s[A-Z]{2,20}){1,2})\b")
_SEVERAL: Final = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "ия"), ("iy", "ий"), ("yy", "ый"), ("ks", "кс"), ("x", "кс"),
)  # fmt: skip
_LETTERS: Final = str.maketrans("abcdefghijklmnopqrstuvwyz", "абцдефгхийклмнопкрстуввыз")


def hide(text: str) -> str:
    """Put a mark in place of a first name beside a surname or a patronymic."""
    return _NAMES.sub(lambda found: MARK if _is_person(found[0].split()) else found[0], text)


def _is_person(words: list[str]) -> bool:
    said = [in_russian(word) for word in words]
    is_named = [first_name(word) >= 0.5 for word in said]
    is_family = [surname(word) >= 0.5 or ends_like_a_surname(word) or patronymic(word) >= 0.5 for word in said]
    return any(is_named) and any(
        family and not (named and sum(is_named) == 1) for family, named in zip(is_family, is_named, strict=True)
    )


def in_russian(word: str) -> str:
    """As such a name is written in Russian; «ий» and «ы» as passports have them."""
    said = re.sub(r"y$", "ий", re.sub(r"(?<=[aeou])y(?![aou])", "й", word.lower()))  # «Сергей», not «Сергеий»
    for latin, russian in _SEVERAL:
        said = said.replace(latin, russian)
    said = said.translate(_LETTERS)
    return re.sub(r"л(?=[бвгджзкмнптхцчш])", "ль", said).capitalize()  # «Ольга», «Вильнюс»
