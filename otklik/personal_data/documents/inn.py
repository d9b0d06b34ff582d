"""Finds ИНН of people, the taxpayer's number of twelve digits, by its control digits (order of the tax service)."""

import re
from itertools import chain
from typing import Final

from otklik.personal_data.numbers.digits import (
    GAP,
    LOOSE_GAP,
    after,
    before,
    digits_of,
    find_overlapping,
    groups_of,
    is_named_otherwise,
)
from otklik.personal_data.numbers.spoken import ways_with_digits
from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late

KIND: Final = "inn"
_DIGITS_AT_LEAST: Final = 12

_NUMBER = compile_late(rf"(?<!\d)(?:\d{{12}}|(?<!\d[- ])\d(?:{GAP}\d){{11}}(?!-\d))(?!\d)")
_NUMBER_IF_NAMED = compile_late(rf"(?<!\d)(?<!\d[- ])\d(?:{LOOSE_GAP}\d){{11}}(?!\d)(?!-\d)")
_NAME = compile_late(
    r"(?<![а-яa-z])(?:[иi][.-]?\s?[нnh][.-]?\s?[нnh](?:ка|ку|а|у|ом)?|идентификационн\w*|ндфл|вычет\w*|деклараци\w*"
    r"|физ\.?\s?лиц\w*|налог\w*|фнс|самозанят\w*|ип)(?![а-яa-z])"
)
_NAMED_AFTER = compile_late(r"[\s,.;:()–—-]{0,4}(?:(?:это|вот|мой|его|её|ее|такой|и есть)\s){0,3}инн\b")
_LIKE_READINGS: Final = (3, 3, 3, 3)
"""So amounts and readings in a row are parted too."""
_MOST_GROUPS: Final = 6
_ACCOUNT = compile_late(
    r"(?:сч[её]т\w*|л/с|лс|договор\w*|заказ\w*|трек\w*|штрих\w*|артикул\w*"
    r"|код\w*)\W{0,3}(?:№|номер)?\W{0,3}$"
)
_PAPER_OF_A_PERSON = compile_late(r"\bсправк\w*\W{0,3}$")
_WEIGHTS: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def find(text: str) -> Span | None:
    """An ИНН of a person; the ten digits of an organisation are public.

    Named so anywhere is enough, for the digits are checked.
    """
    for folded in ways_with_digits(text, at_least=_DIGITS_AT_LEAST):
        is_named = _NAME.search(folded.text) is not None
        if_named = find_overlapping(_NUMBER_IF_NAMED, folded.text) if is_named else ()
        for match in chain(_NUMBER.finditer(folded.text), if_named):
            if has_right_control_digits(digits_of(match[0])) and (is_named or _is_meant(match)):
                start, end = folded.span(*match.span())
                return Span(KIND, start, end, 0.9)
    return None


def _is_meant(match: re.Match[str]) -> bool:
    """Named so after it; or in one piece or a few, where nothing else is named before."""
    if _NAMED_AFTER.match(after(match.string, match.end())):
        return True
    groups = groups_of(match[0])
    if groups == (12,):
        said = before(match.string, match.start())
        if _PAPER_OF_A_PERSON.search(said):
            return True
        return not (_ACCOUNT.search(said) or is_named_otherwise(match.string, match.start()))
    return (
        groups != _LIKE_READINGS and len(groups) <= _MOST_GROUPS and not is_named_otherwise(match.string, match.start())
    )


def has_right_control_digits(digits: str) -> bool:
    """The last two digits are weighed sums of those before, modulo 11, modulo 10."""
    if len(set(digits)) == 1:
        return False
    return all(
        sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
        == int(digits[len(weights)])
        for weights in _WEIGHTS
    )
