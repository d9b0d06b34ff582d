"""ОГРН and ОКТМО: what is taken, what is refused, and with which words."""

import pytest

from otklik.organizations.errors import UnfitEntry
from otklik.organizations.numbers import check_ogrn, check_oktmo

GOOD_OGRN = (
    "",
    "1027700132195",  # Sberbank
    "1027739609391",  # VTB
    "1037700013020",
    "1199660000011",
    "1199660000100",  # a rest of ten counts as nought
    "5077746887312",
)
BAD_OGRN = (
    ("102770013219", "13 digits"),
    ("10277001321955", "13 digits"),
    ("102770013219x", "digits only"),
    ("１027700132195", "digits only"),
    ("1027700132196", "does not fit"),
    ("1027700132159", "does not fit"),
    ("1072700132195", "does not fit"),
    ("304500116000157", "13 digits"),
    ("0000000000000", "begin with 0"),
)


@pytest.mark.parametrize("number", GOOD_OGRN)
def test_it_takes_a_number_whose_last_digit_fits(number: str) -> None:
    check_ogrn(number)


@pytest.mark.parametrize(("number", "why"), BAD_OGRN)
def test_it_refuses_a_wrong_number_and_says_why(number: str, why: str) -> None:
    with pytest.raises(UnfitEntry, match=why) as refused:
        check_ogrn(number)
    assert refused.value.field == "ogrn"
    assert refused.value.mend


@pytest.mark.parametrize("number", ["", "65000000", "65754000", "65754000001"])
def test_it_takes_eight_or_eleven_digits_as_oktmo(number: str) -> None:
    check_oktmo(number)


@pytest.mark.parametrize("number", ["6500000", "650000000", "6500000000", "657540000011", "6575400a", "٦٥٠٠٠٠٠٠"])
def test_it_refuses_other_lengths_and_letters_as_oktmo(number: str) -> None:
    with pytest.raises(UnfitEntry, match="8 digits"):
        check_oktmo(number)
