"""Days of commands."""

from argparse import ArgumentTypeError
from datetime import date

import pytest

from otklik.shared.days import typed_day


@pytest.mark.parametrize("words", ["2027-03-31", "31.03.2027", " 31.03.2027 "])
def test_a_day_is_read_in_both_usual_forms(words: str) -> None:
    assert typed_day(words) == date(2027, 3, 31)


@pytest.mark.parametrize("words", ["", "tomorrow", "31.02.2027", "03/31/2027", "2027-3", "1.2"])
def test_what_is_no_day_is_told_with_the_forms(words: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"is no day; write 2026-12-31 or 31.12.2026"):
        typed_day(words)
