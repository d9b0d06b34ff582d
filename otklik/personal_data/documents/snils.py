"""Finds СНИЛС, the number of pension insurance, by its form and control number (order of the Pension Fund, 2008)."""

import re
from itertools import chain
from typing import Final

from otklik.personal_data.numbers.digits import (
    GAP,
    LOOSE_GAP,
    after,
    digits_of,
    find_overlapping,
    groups_of,
    is_named_otherwise,
)
from otklik.personal_data.numbers.spoken import ways_with_digits
from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late

KIND: Final = "snils"
_DIGITS_AT_LEAST: Final = 11

_NUMBER = compile_late(
    rf"(?<!\d)(?:\d{{3}}([- ])\d{{3}}\1\d{{3}}[- ]\d{{2}}(?!\d|-\d)|(?<!\d[- ])\d(?:{GAP}\d){{10}}(?!\d)(?!-\d))"
)
_NUMBER_IF_NAMED = compile_late(rf"(?<!\d)(?<!\d[- ])\d(?:{LOOSE_GAP}\d){{10}}(?!\d)(?!-\d)")
_NAME = compile_late(
    r"(?:\bс\s?н\s?[ие]\s?л\s?с|снлис|страхов\w+ (?:свидетельств\w+|номер\w*|сч[её]т\w*)|пенсионн\w+ (?:страхов\w+"
    r"|свидетельств\w+|номер)"
    r"|индивидуальн\w+ (?:лицев\w+ )?(?:сч[её]т\w*|номер)|в пенсионном\b|\bпфр\b|\bсфр\b|социальн\w+ фонд)\w*"
)
_NAMED_AFTER = compile_late(r"[\s,.;:()–—-]{0,4}(?:(?:это|вот|мой|моя|его|ее|такой|и есть|номер)\s){0,3}сн[ие]лс\w*")


def find(text: str) -> Span | None:
    """A СНИЛС: a right control number, and written in its own way (3-3-3-2) or named so."""
    for folded in ways_with_digits(text, at_least=_DIGITS_AT_LEAST):
        is_named = _NAME.search(folded.text) is not None
        if_named = find_overlapping(_NUMBER_IF_NAMED, folded.text) if is_named else ()
        for match in chain(_NUMBER.finditer(folded.text), if_named):
            if has_right_control_number(digits_of(match[0])) and (is_named or _is_meant(match)):
                start, end = folded.span(*match.span())
                return Span(KIND, start, end, 0.95)
    return None


def _is_meant(match: re.Match[str]) -> bool:
    if _NAMED_AFTER.match(after(match.string, match.end())):
        return True
    return groups_of(match[0]) == (3, 3, 3, 2) and not is_named_otherwise(match.string, match.start())


def has_right_control_number(digits: str) -> bool:
    """Nine digits weighed 9…1, their sum modulo 101 (100 counts as 0) gives the last two."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return total % 101 % 100 == int(digits[9:])
