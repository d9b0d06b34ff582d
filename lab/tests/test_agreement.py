"""Learning whether what two texts tell agrees: words that tell of one trouble come together."""

from pathlib import Path

import numpy as np
import pytest

from otklik.duplicates.matching.agreement import FILE, agreement_vectors_of
from otklik.duplicates.matching.incidents import unit
from otklik.duplicates.matching.texts import artifacts_from
from otklik_lab import paraphrases
from otklik_lab.agreement import learn_agreement
from otklik_lab.incident_space import learn_space

BLOCK = (
    ("щиток искрит", "автоматы выбивает и горят", "в щитовой треск и дым"),
    ("лифт застрял с людьми", "сидим в кабине между этажами", "вызволите из лифта"),
    ("крысы бегают в подвале", "внизу полно грызунов", "крысиные норы под домом"),
)
WAY = [[f"беда {number}" for number in range(10)], ["другое", "иное"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both spaces of three lines."""
    space = learn_space(BLOCK)
    space.save(tmp_path)
    learn_agreement([BLOCK], space.turn).save(tmp_path)
    return tmp_path


def test_words_of_one_trouble_come_together(folder: Path) -> None:
    with artifacts_from(folder):
        board, breakers, rats = unit(agreement_vectors_of(["щиток", "автомат", "крыса"]))
    assert board @ breakers > board @ rats


def test_a_word_that_no_lesson_holds_leans_by_what_is_known_of_it(folder: Path) -> None:
    with artifacts_from(folder):
        (unheard,) = agreement_vectors_of(["сугроб"])
    assert np.linalg.norm(unheard) > 0


def test_it_is_the_same_each_time_and_holds_no_words(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    learn_agreement([BLOCK], learn_space(BLOCK).turn).save(again)
    with np.load(folder / FILE) as one, np.load(again / FILE) as other:
        assert set(one) == {"turn", "marks", "keys", "moves", "scale", "loudness"}
        assert all(np.array_equal(one[name], other[name]) for name in one)
        assert (np.diff(one["keys"]) > 0).all(), "words are found by halving"


def test_a_line_of_many_ways_teaches_by_some_of_its_pairs_only() -> None:
    from otklik_lab.agreement import MOST_OF_LINE, _of_a_line

    assert len([*_of_a_line(WAY[0])]) <= MOST_OF_LINE
    assert [*_of_a_line(WAY[1])] == [("другое", "иное")]
    assert [*_of_a_line(["одно"])] == []


def test_lessons_are_blocks_of_lines_of_texts() -> None:
    for blocks in (paraphrases.told_twice(), paraphrases.ways_to_tell()):
        assert all(text and "|" not in text for block in blocks for line in block for text in line)
    assert all(len(line) > 9 for block in paraphrases.ways_to_tell() for line in block)


def test_every_two_lines_of_a_place_teach_what_is_not_the_same() -> None:
    from otklik_lab.agreement import _of_two_lines

    assert set(_of_two_lines([["а", "б"], ["в"]])) == {("а", "в"), ("б", "в")}
    assert len([*_of_two_lines(BLOCK)]) == 3 * 9
