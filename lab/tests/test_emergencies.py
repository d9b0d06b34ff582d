"""The model of emergencies is learnt from texts made up for it."""

from pathlib import Path

import numpy as np
import pytest

from otklik.triage.emergencies.hearing import hear
from otklik.triage.emergencies.likely import likely_danger, load_ear
from otklik.triage.emergencies.signs import SIGNS
from otklik.triage.emergencies.traits import BUCKETS, words_of
from otklik_lab import emergencies


def test_the_lessons_name_known_dangers_and_say_nothing_twice() -> None:
    lessons = emergencies.read_lessons()
    assert {one.about for one in lessons} == {"", *(about for about, _ in SIGNS)}
    assert len({one.text for one in lessons}) == len(lessons)
    assert sum(bool(one.about) for one in lessons) > 900


def test_the_same_lessons_make_the_same_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [
        *(emergencies.Lesson("fire", f"полыхает сарай {number}") for number in range(6)),
        *(emergencies.Lesson("gas", f"на кухне шипит и воняет {number}") for number in range(6)),
        *(emergencies.Lesson("", f"когда привезут песок {number}") for number in range(6)),
    ]
    monkeypatch.setattr(emergencies, "read_lessons", lambda: few)
    monkeypatch.setattr(emergencies, "DANGERS", ("fire", "gas"))
    for name in ("one", "two"):
        emergencies.train(["Не вывозят мусор", "Яма на дороге", "Нет автобуса"], tmp_path / name)
    one, two = load_ear(tmp_path / "one"), load_ear(tmp_path / "two")
    assert np.array_equal(one.weights, two.weights)
    assert one.weights.shape == (BUCKETS, 3)
    words = words_of(hear("шипит и воняет на кухне").text)
    assert likely_danger(words, one.scores(words), ear=one) is not None
