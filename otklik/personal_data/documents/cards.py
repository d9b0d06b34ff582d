"""Finds numbers of bank cards: sixteen to nineteen digits whose check digit is right (Luhn, ISO/IEC 7812-1)."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from otklik.personal_data.numbers.digits import GAP, LOOSE_GAP, digits_of, find_overlapping, groups_of
from otklik.personal_data.numbers.spoken import ways_with_digits
from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late

KIND: Final = "card"
_DIGITS_AT_LEAST: Final = 16

_DIGITS = compile_late(rf"(?<!\d)(?<!\d[ -])[2-6](?:{GAP}\d){{15,18}}(?!\d)(?![ -]\d)")
_PARTED: Final = frozenset([(16,), (4, 4, 4, 4), (8, 8), (4, 12), (4, 4, 8), (6, 10), (2,) * 8, (4, *(2,) * 6), (19,),
                            (18,), (17,), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 12),
                            (8, 10)])  # fmt: skip
"""How a card's digits may stand together; others are amounts, dates and readings in a row, unless called a card."""
_DIGITS_IF_NAMED = compile_late(rf"(?<!\d)(?<!\d[ -])[2-6](?:{LOOSE_GAP}\d){{15}}(?!\d|-\d)")
_BESIDE_AN_AMOUNT = compile_late(r"(?<!\d)[2-6]\d{3}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?!\d)")
"""Whatever stands beside it: «перевёл 500 2202 … 8916», «на 2200 … 2535 3000р»."""
_AMOUNT_AFTER = compile_late(r"[ ,]{1,2}\d[\d ]{0,8}(?:р\b|руб|₽|тыс|т\.?р)")
_NAME = compile_late(
    r"\b(?:карт(?:а|ы|у|е|ой|очк\w+)|сбер\w*|тин[еьк]\w+|скин\w+|переве[дс]\w+|перевод\w*|реквизит\w*)\b"
)
_NAMES: Final = ("карт", "сбер", "тине", "тинь", "тинк", "скин", "перев", "реквизит")
_MOST_GROUPS: Final = 8
_NEAR: Final = 45
_YEARS = compile_late(r"(?:\D*\b(?:19|20)\d\d\b){4}\D*")


def find(text: str) -> Span | None:
    """A card number with a right check digit."""
    for folded in ways_with_digits(text, at_least=_DIGITS_AT_LEAST):
        looked_at = (
            _DIGITS.finditer(folded.text),
            _told_to_be_cards(folded.text),
            _BESIDE_AN_AMOUNT.finditer(folded.text),
        )
        for match in chain.from_iterable(looked_at):
            is_one = _is_parted_so(match) or _is_named(match) or _AMOUNT_AFTER.match(match.string, match.end())
            if is_one and has_right_check_digit(digits_of(match[0])):
                start, end = folded.span(*match.span())
                return Span(KIND, start, end, 0.95)
    return None


def _told_to_be_cards(text: str) -> Iterator[re.Match[str]]:
    if any(name in text for name in _NAMES):
        yield from find_overlapping(_DIGITS_IF_NAMED, text)


def _is_parted_so(match: re.Match[str]) -> bool:
    return match.re.pattern == _DIGITS.pattern and groups_of(match[0]) in _PARTED


def _is_named(match: re.Match[str]) -> bool:
    """Called a card near by, whichever way its digits are parted; not years or amounts in a row."""
    groups = groups_of(match[0])
    if (len(groups) > _MOST_GROUPS and set(groups) != {1}) or set(groups) == {2} or _YEARS.fullmatch(match[0]):
        return False
    return _NAME.search(match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]) is not None


def has_right_check_digit(digits: str) -> bool:
    """Luhn: every second digit from the right doubled, its digits added, the sum ends with zero."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
