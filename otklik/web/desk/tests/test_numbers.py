"""One way to read a number that stands in an address or in a field."""

import pytest

from otklik.web.desk.forms import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("9" * 18, 10**18 - 1)])
def test_it_reads_plain_figures(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.5", "x", "²", "٣", "9" * 19, "1\x00"])
def test_nonsense_is_no_number(text: str) -> None:
    assert number_in(text) is None
