"""The table of kinds is learnt from texts made up for it."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from otklik.triage.kind_table import read_kinds
from otklik.triage.kinds import KINDS
from otklik.triage.model import load_model
from otklik.triage.propose import propose_all
from otklik_lab import kinds
from otklik_lab.training_data import TRAINING_DATA

SMALL = {
    "problem": ["Не вывозят мусор", "Течёт крыша в подъезде", "Нет воды второй день"],
    "question": ["Когда откроют каток?", "Где взять справку?", "Сколько стоит билет?"],
    "thanks": ["Спасибо за двор", "Благодарим врачей", "Молодцы, всё убрали"],
}


def test_there_are_lessons_of_every_kind_and_none_twice() -> None:
    with (TRAINING_DATA / "kinds.csv").open(encoding="utf-8", newline="") as source:
        rows = [(row["kind"], row["text"]) for row in csv.DictReader(source)]
    assert set(Counter(kind for kind, _ in rows)) == set(KINDS)
    assert len(set(rows)) == len(rows)


def test_it_is_learnt_from_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "kinds.csv").open("w", encoding="utf-8", newline="") as lessons:
        rows = csv.writer(lessons)
        rows.writerow(("kind", "text"))
        rows.writerows((kind, text) for kind, texts in SMALL.items() for text in texts)
    monkeypatch.setattr(kinds, "TRAINING_DATA", tmp_path)
    kinds.train(["Во дворе третий день не горят фонари, темно"], load_model(), tmp_path / "kinds")
    table = read_kinds(tmp_path / "kinds")
    assert table is not None
    model = replace(load_model(), kinds=table)
    named = [
        one.kind for one in propose_all(["Не вывозят мусор", "Где взять справку?", "Спасибо за двор"], model=model)
    ]
    assert named == ["problem", "question", "thanks"]
