"""Which names imitate those of official pages."""

import pytest

from otklik.pages.likeness import find_like, is_name_like, names_of
from otklik.pages.models import Likeness

OFFICIAL = names_of(
    [(1, "vk", "polevskoy"), (2, "vk", "school21_polevskoy"), (3, "vk", "school8_polevskoy"), (4, "ok", "minzdrav66")]
)


@pytest.mark.parametrize(
    ("key", "page", "likeness"),
    [
        ("p0levskoy", 1, Likeness.LETTERS),
        ("pole.vskoy", 1, Likeness.LETTERS),
        ("polevskoi", 1, Likeness.NEAR_ADDRESS),
        ("polevskoyy", 1, Likeness.NEAR_ADDRESS),
        ("polevskoj", 1, Likeness.NEAR_ADDRESS),
        ("polevskoy_official", 1, Likeness.NEAR_ADDRESS),
        ("official.polevskoy", 1, Likeness.NEAR_ADDRESS),
        ("gos-minzdrav66", 4, Likeness.NEAR_ADDRESS),
        ("minzdrav66", 4, Likeness.NEAR_ADDRESS),
        ("schooI21_polevskoy".lower(), 2, Likeness.LETTERS),
        ("shcool21_polevskoy", 2, Likeness.NEAR_ADDRESS),
    ],
)
def test_it_finds_whom_a_name_imitates(key: str, page: int, likeness: Likeness) -> None:
    found = find_like(key, OFFICIAL)
    assert found is not None
    assert (found[0].page_id, found[1]) == (page, likeness)


@pytest.mark.parametrize(
    "key", ["revda", "school4_polevskoy", "school2_polevskoy", "minzdrav74", "polevskoy_kino", "official", "gov", "777"]
)
def test_it_suspects_nobody_whose_name_is_their_own(key: str) -> None:
    assert find_like(key, OFFICIAL) is None


@pytest.mark.parametrize(
    "name", ["Полевской. Официально", "Официально Полевской", "Пoлeвcкoй. Oфициaльнo", "ПОЛЕВСКОЙ | Официально"]
)
def test_names_are_alike_in_any_order_and_alphabet(name: str) -> None:
    assert is_name_like(name, "Полевской. Официально")


@pytest.mark.parametrize(
    ("name", "official"),
    [("Школа № 4", "Школа № 8"), ("Ревда. Официально", "Полевской. Официально"), ("", "Школа № 8")],
)
def test_other_names_are_others(name: str, official: str) -> None:
    assert not is_name_like(name, official)
