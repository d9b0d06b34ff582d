"""Words that look alike fold to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.shared.lookalikes import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("polevskoy", "pоlеvskоу"),  # Cyrillic о, е, у
        ("polevskoy", "p0levsk0y"),
        ("school21", "schooI2l"),
        ("mer", "rner"),
        ("vk.com", "ѵк.соm"),
        ("ok.ru", "оk.ru"),
        ("VK.COM", "vk.com"),
        ("polevskoy", "polevskóy"),
        ("Администрация", "Aдминиcтpaция"),
    ],
)
def test_words_that_look_alike_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("school4", "school8"), ("polevskoy", "pervouralsk"), ("vk.com", "vk-com")])
def test_words_that_look_different_stay_two(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_no_word_breaks_it(text: str) -> None:
    assert isinstance(skeleton(text), str)
