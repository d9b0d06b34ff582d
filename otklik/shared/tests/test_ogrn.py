"""The check digit of the ОГРН finds a wrong digit and two that were swapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.shared.ogrn import ogrn_fault


@pytest.mark.parametrize("ogrn", ["1027700132195", "1027700229193", "1027739850962"])
def test_it_takes_numbers_of_the_state_register(ogrn: str) -> None:
    assert not ogrn_fault(ogrn)


@pytest.mark.parametrize(
    "text", ["", "102770013219", "10277001321955", "102770013219x", "１027700132195", "1027700132196"]
)
def test_it_says_what_is_wrong(text: str) -> None:
    assert "ОГРН" in ogrn_fault(text)


@given(st.integers(10**11, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_it_finds_most_wrong_digits(number: int, place: int, change: int) -> None:
    ogrn = f"{number}{number % 11 % 10}"
    assert not ogrn_fault(ogrn)
    wrong = ogrn[:place] + str((int(ogrn[place]) + change) % 10) + ogrn[place + 1 :]
    assert ogrn_fault(wrong) or {number % 11, int(wrong[:-1]) % 11} == {0, 10}
