"""Learning where words point: texts of one line stand nearer to each other than to those of other lines."""

from pathlib import Path

import numpy as np

from otklik.duplicates.matching.incidents import marks_of, unit
from otklik_lab.incident_space import MARKS, learn_space

LINES = (
    ("нет горячей воды", "из крана с горячей ничего не бежит", "горячую отключили"),
    ("лифт застрял с людьми", "сидим в кабине между этажами", "вызволите из лифта"),
    ("крысы бегают в подвале", "внизу полно грызунов", "крысиные норы под домом"),
)


def test_lines_stand_apart(tmp_path: Path) -> None:
    space = learn_space(LINES)
    space.save(tmp_path)
    with np.load(tmp_path / "space.npz") as told:
        assert tuple(told["marks"]) == MARKS
    nearness = space.lines @ space.lines.T
    assert nearness[~np.eye(len(LINES), dtype=bool)].max() < 0.5


def test_every_mark_of_a_word_has_its_row() -> None:
    assert {mark for word in ("крыса", "лифт", "застрять") for mark in marks_of(word)} <= set(MARKS)


def test_nothing_points_nowhere() -> None:
    assert not unit(np.zeros(3, dtype=np.float32)).any()
