"""What a number counts, judged in one way: money, areas and people of any size; time where the number is short. Plain.

«10 000 рублей», «15-20 дней» are nobody's number; «12345678 день без ответа» is that of a complaint.
"""

import re
from typing import Final

from otklik.shared.patterns import compile_late

LONG: Final = 7
"""So many digits are a number, even in groups: nobody counts so many days."""
_MONEY_WORD: Final = r"руб|р\b(?!\s?[-/]|\.?\s(?-i:[А-ЯЁ])|\.?\s?(?:[а-яё]\b|\d))|₽|тыс|млн|млрд|коп(?:\b|е)"
"""«р-н», «р/с», «р. Чусовая» and «р. п.» are no roubles."""
_MONEY: Final = compile_late(rf"\s?(?:{_MONEY_WORD})", re.IGNORECASE)
_OF_ANY_SIZE: Final = compile_late(
    rf"\s?(?:{_MONEY_WORD}|чел(?:овек\w*)?\b|м2|м²|кв\.?\s?м(?:етр\w*)?\b)", re.IGNORECASE
)
_TIME: Final = compile_late(
    r"\s?(?:дн(?:я|ей|и)\b|день|лет\b|год(?:а|у|ов|ы)?\b|мес(?:яц\w*)?\b|нед(?:ел\w+)?\b|час(?:а|ов|ы)?\b"
    r"|мин(?:ут\w*)?\b|раза?\b)",
    re.IGNORECASE,
)


def is_money(text: str, end: int) -> bool:
    """Whether a sum ends there."""
    return _MONEY.match(text, end) is not None


def is_counted(text: str, end: int, *, digits: int) -> bool:
    """Whether a number of so many digits that ends there says how many of something."""
    if _OF_ANY_SIZE.match(text, end):
        return True
    return digits < LONG and _TIME.match(text, end) is not None
