"""Numbers of a text counted, and weights unpacked, as numpy does it by its longer ways; words as numbers."""

import zlib

import numpy as np
import pytest
from numpy.typing import NDArray

from otklik.triage.counting import count_sorted, often
from otklik.triage.emergencies.likely import load_ear
from otklik.triage.emergencies.traits import PIECE_LENGTHS, _pieces_of, traits_of
from otklik.triage.features import WORD_BUCKETS, buckets_of
from otklik.triage.hashing import checksums
from otklik.triage.packing import opened


@pytest.mark.parametrize("numbers", [[], [3], [1, 1, 1], [0, 0, 2, 5, 5, 5, 9], list(range(50))])
def test_each_number_is_told_once_with_how_often(numbers: list[int]) -> None:
    lying = np.array(numbers, dtype=np.uint32)
    found, counts = count_sorted(lying)
    expected, expected_counts = np.unique(lying, return_counts=True)
    assert np.array_equal(found, expected)
    assert np.array_equal(counts, expected_counts)


@pytest.mark.parametrize("counts", [[], [1, 2, 3, 999], [1, 1000], [4000]])
def test_often_is_one_more_than_the_logarithm(counts: list[int]) -> None:
    given = np.array(counts, dtype=np.intp)
    assert np.array_equal(often(given), 1 + np.log(given))


def test_every_byte_stands_for_its_signed_square() -> None:
    packed = np.arange(256, dtype=np.uint8).view(np.int8).reshape(16, 16)
    shares = packed.astype(np.float32) / 127
    assert np.array_equal(opened(packed), np.sign(shares) * shares**2)


def test_a_text_is_sorted_once_for_each_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words and pieces for the model of groups in one; words, pairs and pieces of emergencies in another."""
    sort, sorted_so_far = np.sort, list[int]()

    def counted(numbers: NDArray[np.integer]) -> NDArray[np.integer]:
        sorted_so_far.append(len(numbers))
        return sort(numbers)

    monkeypatch.setattr(np, "unique", None)
    monkeypatch.setattr(np, "sort", counted)
    buckets_of("Яма на дороге у школы")
    assert len(sorted_so_far) == 1
    traits_of(["яма", "на", "дороге"], rarity=load_ear().rarity)
    assert len(sorted_so_far) == 2


@pytest.mark.parametrize("words", [[], ["яма"], ["яма", "на", "дороге", "у", "школы"]])
def test_a_pair_has_the_checksum_of_both_words_with_a_space(words: list[str]) -> None:
    alone, near, far = checksums(words, reach=2)
    assert alone == [zlib.crc32(word.encode()) for word in words]
    for step, pairs in ((1, near), (2, far)):
        assert pairs == [zlib.crc32(f"{a} {b}".encode()) for a, b in zip(words, words[step:], strict=False)]


@pytest.mark.parametrize("word", ["", "я", "яма", "пожар", "bus", "x2"])
def test_a_piece_has_the_checksum_of_its_letters_behind_a_point(word: str) -> None:
    line = f" {word} "
    pieces = [line[start : start + long] for long in PIECE_LENGTHS for start in range(len(line) - long + 1)]
    found = np.frombuffer(_pieces_of(word), dtype=np.uint32).tolist()
    assert found == [zlib.crc32(f"·{piece}".encode()) for piece in pieces]


@pytest.mark.parametrize("text", ["я", "яма", "яма у дома"])
def test_pieces_of_words_are_those_that_hold_no_gap(text: str) -> None:
    line = f" {text} "
    pieces = {line[start : start + long] for long in (2, 3, 4, 5) for start in range(len(line) - long + 1)}
    within = {piece for piece in pieces if " " not in piece[1:-1]}
    buckets, _, words = buckets_of(text)
    assert len(buckets) - words == len(within)
    assert (buckets[words:] >= WORD_BUCKETS).all()
