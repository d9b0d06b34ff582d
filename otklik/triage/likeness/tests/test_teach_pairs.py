"""What pairs teach: by many hands first, now and then at other numbers, always with the same answer."""

from itertools import islice

import numpy as np
import pytest

from otklik.triage.learning_together.neighbours import neighbours_of
from otklik.triage.learning_together.retelling import renumbered
from otklik.triage.learning_together.taught import SHARE_BY_MANY_HANDS, Taught
from otklik.triage.likeness.lessons import ToldPair, towns_told


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


@pytest.mark.parametrize("text", ["нет воды с 18:30", "в комнате 12.5", "2024 год", ""])
def test_hours_and_shares_are_no_numbers_of_places(text: str, draw: np.random.Generator) -> None:
    assert renumbered(text, text, draw) == (text, text)


def test_two_numbers_never_become_one(draw: np.random.Generator) -> None:
    text = "между домами 3 и 5, а ещё 7, 8 и 9"
    for _ in range(50):
        told, _again = renumbered(text, text, draw)
        assert len({word.rstrip(",") for word in told.split() if word[0].isdigit()}) == 5


def _of(place: str) -> list[ToldPair]:
    """What is taught: three kinds of pairs would do."""
    texts = [f"{place} {number}, {trouble}" for number in (3, 5, 8) for trouble in ("лифт стоит", "крыша течёт")]
    return [ToldPair(text, f"{text}, помогите", is_same=True) for text in texts]


def test_each_kind_of_pairs_is_drawn_and_keeps_its_answer(draw: np.random.Generator) -> None:
    ways = [[["не греют батареи", "холодно дома"], ["батареи шумят", "стучит в трубах"]]]
    told, neighbours, same, others, places = (_of(place) for place in ("Мира", "Лесная", "Садовая", "Южная", "Новая"))
    taught = Taught(
        told=told,
        neighbours=[pair._replace(is_same=False) for pair in neighbours],
        same=same,
        others=[pair._replace(is_same=False) for pair in others],
        ways=ways,
        places=places,
    )
    drawn = [*islice(taught.drawn(draw), 600)]
    share = sum("Мира" in pair.first for pair in drawn) / len(drawn)
    assert abs(share - SHARE_BY_MANY_HANDS) < 0.08
    answers = {place: {pair.is_same for pair in drawn if place in pair.first} for place in ("Мира", "Лесная", "Южная")}
    assert answers == {"Мира": {True}, "Лесная": {False}, "Южная": {False}}


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


def test_pairs_by_many_hands_are_told_apart_both_ways() -> None:
    told = [pair for town in towns_told() for pair in town]
    same = sum(pair.is_same for pair in told) / len(told)
    assert 0.3 < same < 0.6
    assert len({(pair.first, pair.second) for pair in told}) == len(told)
    assert all(pair.first.strip() and pair.second.strip() for pair in told)
