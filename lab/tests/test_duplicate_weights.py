"""Learning the weights: what is in use meanwhile must not tell what is to be learnt."""

import json
from pathlib import Path

import numpy as np
import pytest

from otklik.duplicates.matching.incidents import word_vectors_of
from otklik.duplicates.matching.texts import artifacts_from, read_text
from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik_lab import duplicate_weights
from otklik_lab.incident_space import learn_space
from otklik_lab.paraphrases import practice_pairs, told_twice, ways_to_tell

PLACES = 10
LINES = (
    ("нет горячей воды", "из крана с горячей ничего не бежит", "горячую отключили"),
    ("лифт застрял с людьми", "сидим в кабине между этажами", "вызволите из лифта"),
    ("крысы бегают в подвале", "внизу полно грызунов", "крысиные норы под домом"),
)
PAIRS = 60


@pytest.fixture
def _few_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few that learning takes a moment."""
    places, ways, practice = told_twice()[:PLACES], ways_to_tell()[:2], [*practice_pairs()][:PAIRS]
    monkeypatch.setattr(duplicate_weights, "told_twice", lambda: places)
    monkeypatch.setattr(duplicate_weights, "ways_to_tell", lambda: ways)
    monkeypatch.setattr(duplicate_weights, "practice_pairs", lambda: iter(practice))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder with a space of three lines."""
    folder = tmp_path / "other"
    folder.mkdir()
    learn_space(LINES).save(folder)
    return folder


def test_a_folder_counts_before_the_shipped_one_only_meanwhile(other: Path) -> None:
    shipped = word_vectors_of(["лифт"])
    with artifacts_from(other):
        assert word_vectors_of(["лифт"]).shape == (1, len(LINES))
        assert read_text("лифт").vectors.shape == (1, len(LINES))
    assert np.array_equal(word_vectors_of(["лифт"]), shipped)


@pytest.mark.usefixtures("_few_lessons")
def test_weights_are_the_same_whatever_space_was_in_use(tmp_path: Path, other: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    shipped = {file.name: file.read_bytes() for file in ARTIFACTS.iterdir()}
    duplicate_weights.learn_weights(first)
    with artifacts_from(other):
        duplicate_weights.learn_weights(second)
    made = {"agreement.npz", "lines.npy", "space.npz", "weights.json", "weights_together.json"}
    assert {file.name for file in first.iterdir()} == made
    assert json.loads((first / "weights.json").read_bytes()) == json.loads((second / "weights.json").read_bytes())
    assert {file.name: file.read_bytes() for file in ARTIFACTS.iterdir()} == shipped
