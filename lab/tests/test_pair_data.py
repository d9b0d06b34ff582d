"""What pairs teach: by many hands first, now and then at other numbers, always with the same answer."""

from collections import defaultdict
from itertools import islice

import numpy as np
import pytest

from otklik_lab.augmentation import of_another_number, renumbered
from otklik_lab.hard_negatives import neighbours_of
from otklik_lab.pair_data import (
    SHARE_BY_MANY_HANDS,
    SHARE_OF_NEIGHBOURS,
    SHARE_OF_OTHERS,
    SHARE_OF_PLACES,
    SHARE_OF_RETOLD,
    SHARE_OF_WAYS,
    Taught,
)
from otklik_lab.paraphrases import ToldPair, towns_told


@pytest.fixture
def draw() -> np.random.Generator:
    return np.random.default_rng(1)


def test_numbers_that_both_share_become_others_alike(draw: np.random.Generator) -> None:
    first, second = renumbered("Мира 14, лифт стоит", "в доме 14 по Мира лифт не едет", draw)
    assert "14" not in first + second
    number = first.split()[1].rstrip(",")
    assert number.isdigit()
    assert second == f"в доме {number} по Мира лифт не едет"


def test_numbers_of_one_alone_stay(draw: np.random.Generator) -> None:
    assert renumbered("Мира 14, яма", "Мира 41, яма", draw) == ("Мира 14, яма", "Мира 41, яма")


@pytest.mark.parametrize(
    "text",
    [
        "нет воды с 18:30", "в комнате 12.5", "2024 год", "", "нет света с 18-30", "приём 8 – 17",
        "воду дают с 10 до 12", "ждём к 12ч", "в 12 часов ночи", "звоните к 9 утра", "звонил 112, не отвечают",
        "скорая 103", "по 03 не дозвониться", "шумят 24/7", "стройка 24 на 7",
    ],
)  # fmt: skip
def test_hours_shares_and_what_one_calls_are_no_numbers_of_places(text: str, draw: np.random.Generator) -> None:
    for _ in range(20):
        assert renumbered(text, text, draw) == (text, text)


def test_a_house_gets_another_number_though_an_hour_has_the_same(draw: np.random.Generator) -> None:
    text = "Мира 12, воды нет с 10 до 12, обещали дать к 12 часам"
    told, _again = renumbered(text, text, draw)
    number = told.split()[1].rstrip(",")
    assert number != "12"
    assert told == text.replace("Мира 12", f"Мира {number}")


@pytest.mark.parametrize("text", ["После 18-30 нет воды", "Дозвонились до Службы 112", "Работаем 24/7, Шумим 24/7"])
def test_a_copy_of_another_hour_is_none_of_another_place(text: str, draw: np.random.Generator) -> None:
    assert of_another_number(text, draw) is None


def test_two_numbers_never_become_one(draw: np.random.Generator) -> None:
    text = "между домами 3 и 5, а ещё 7, 8 и 9"
    for _ in range(50):
        told, _again = renumbered(text, text, draw)
        assert len({word.rstrip(",") for word in told.split() if word[0].isdigit()}) == 5


def _of(place: str) -> list[ToldPair]:
    """Six pairs of one kind: the street that their texts name tells which."""
    texts = [f"{place} {number}, {trouble}" for number in (3, 5, 8) for trouble in ("лифт стоит", "крыша течёт")]
    return [ToldPair(text, f"{text}, помогите", is_same=True) for text in texts]


STREETS = {"told": "Мира", "neighbours": "Лесная", "same": "Садовая", "others": "Южная", "places": "Новая"}
WAYS = [[["не греют батареи", "холодно дома"], ["батареи шумят", "стучит в трубах"]]]
DRAWN = 6_000


def _taught() -> Taught:
    """Each kind of pairs with a street of its own, ways without any."""
    pairs = {kind: _of(street) for kind, street in STREETS.items()}
    for kind in ("neighbours", "others"):
        pairs[kind] = [pair._replace(is_same=False) for pair in pairs[kind]]
    return Taught(**pairs, ways=WAYS)


def _kind_of(pair: ToldPair, taught: Taught) -> str:
    """Which kind a drawn pair is of: what names the street of `same` and is none of them was told again."""
    kind = next((kind for kind, street in STREETS.items() if street.lower() in pair.first.lower()), "ways")
    texts = {frozenset(one[:2]) for one in taught.same}
    return "retold" if kind == "same" and {pair.first, pair.second} not in texts else kind


def test_each_kind_of_pairs_is_drawn_by_its_share_and_keeps_its_answer(draw: np.random.Generator) -> None:
    taught = _taught()
    answers = defaultdict[str, list[bool]](list)
    for pair in islice(taught.drawn(draw), DRAWN):
        answers[_kind_of(pair, taught)].append(pair.is_same)
    rest = 1 - SHARE_BY_MANY_HANDS - SHARE_OF_NEIGHBOURS - SHARE_OF_WAYS - SHARE_OF_PLACES - SHARE_OF_RETOLD
    shares = {
        "told": SHARE_BY_MANY_HANDS,
        "neighbours": SHARE_OF_NEIGHBOURS,
        "ways": SHARE_OF_WAYS,
        "places": SHARE_OF_PLACES,
        "retold": SHARE_OF_RETOLD,
        "others": rest * SHARE_OF_OTHERS,
        "same": rest * (1 - SHARE_OF_OTHERS),
    }
    assert {kind: len(told) / DRAWN for kind, told in answers.items()} == pytest.approx(shares, abs=0.02)
    assert {kind for kind, told in answers.items() if all(told)} == {"told", "same", "places"}
    assert {kind for kind, told in answers.items() if not any(told)} == {"neighbours", "others"}


def test_neighbours_are_two_things_that_share_a_place() -> None:
    town = [
        ToldPair("Пол в поликлинике на Тихой моют чем-то липким", "Липкий пол, поликлиника на Тихой", is_same=True),
        ToldPair("На Тихой 10 пол в подъезде не мыли с августа, грязь", "Тихая 10, не моют пол", is_same=True),
        ToldPair("В школе 5 холодно", "школа 5, дети в куртках", is_same=True),
    ]
    found = neighbours_of(town)
    assert found
    for pair in found:
        assert not pair.is_same
        assert ("поликлиник" in pair.first) is not ("поликлиник" in pair.second)
        assert all("Тих" in text for text in (pair.first, pair.second))


def test_neighbours_without_a_common_place_are_those_that_the_desk_would_read() -> None:
    other = ToldPair("Стекольный, вода пахнет хлоркой так что глаза ест", "Стекольный, хлорка в воде", is_same=True)
    lift = "Волочаевская 3 подъезд 2, в лифте пахнет горелой проводкой, ездить страшно"
    assert neighbours_of([other, ToldPair(lift, lift, is_same=True)]) == []


def test_pairs_by_many_hands_are_told_apart_both_ways() -> None:
    told = [pair for town in towns_told() for pair in town]
    same = sum(pair.is_same for pair in told) / len(told)
    assert 0.3 < same < 0.6
    assert len({(pair.first, pair.second) for pair in told}) == len(told)
    assert all(pair.first.strip() and pair.second.strip() for pair in told)
