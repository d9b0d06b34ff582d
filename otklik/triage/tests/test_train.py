"""Training on a handful of made-up texts, and measuring; the real texts are used when they are there."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from otklik.triage.evaluation import evaluate, measure_groups, measure_rudeness
from otklik.triage.examples import Example, RudeExample, is_held_back, names_of_topics, read_appeals
from otklik.triage.model import has_right_shape, load_model, read_all

REAL = Path(__file__).parents[4] / "shared" / "data"
"""Labelled texts beside the checkout; they are not part of it."""

THEMES = {
    "Дороги": ("яма на дороге у дома", "асфальт разбит на перекрёстке", "дорогу не чистят от снега"),
    "ЖКХ": ("нет горячей воды в доме", "батареи холодные в квартире", "течёт крыша в подъезде"),
    "Образование": ("в школе нет учителя", "очередь в детский сад", "холодно в классе школы"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "appeals").mkdir()
    (tmp_path / "moderation").mkdir()
    texts = [(f"{text} номер {n}", group) for group, kinds in THEMES.items() for text in kinds for n in range(12)]
    for source in ("perm", "kursk"):
        _write(tmp_path / "appeals" / f"{source}_train.csv", ("text", "group"), texts)
    joined = [("kursk", name, "Дороги|ЖКХ" if name == "Дороги" else name) for name in THEMES]
    crosswalk = [("perm", name, name) for name in THEMES] + joined + [("perm", "Тест", "")]
    _write(tmp_path / "appeals" / "crosswalk.csv", ("source", "source_group", "group"), crosswalk)
    comments = [(f"спасибо за ответ {n}", "0") for n in range(40)] + [(f"заткнись урод {n}", "1") for n in range(40)]
    _write(tmp_path / "moderation" / "toxic_train.csv", ("text", "toxic"), comments)
    return tmp_path


def test_it_learns_groups_and_rudeness_and_leaves_arrays(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from otklik.triage.training import train

    card = train(data, tmp_path / "out")
    model = load_model(tmp_path / "out")
    assert has_right_shape(model)
    assert asdict(model.card) == asdict(card)
    road, rude = read_all(["яма на дороге", "заткнись урод"], model=model)
    assert road.ranking[0][0] == "roads"
    assert rude.rudeness > road.rudeness


def test_the_same_texts_make_the_same_model(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from otklik.triage.training import train

    train(data, tmp_path / "one")
    train(data, tmp_path / "two")
    assert [(tmp_path / "one" / name).read_bytes() for name in ("weights.npy", "card.json")] == [
        (tmp_path / "two" / name).read_bytes() for name in ("weights.npy", "card.json")
    ]


def test_it_reads_labels_through_the_crosswalk_and_leaves_out_what_has_none(data: Path) -> None:
    rows = read_appeals(data, "kursk")
    assert {one.groups for one in rows} == {("roads", "housing"), ("housing",), ("education",)}


def test_copies_of_a_text_stand_on_one_side_of_the_split() -> None:
    assert all(is_held_back(text) == is_held_back(f"  {text.upper()}\n") for text in map(str, range(200)))
    assert 5 < sum(is_held_back(str(number)) for number in range(200)) < 40


def test_the_names_of_topics_are_examples_of_their_groups() -> None:
    assert Example("Дороги", ("roads",)) in names_of_topics()


def test_it_counts_any_of_the_allowed_groups_as_right() -> None:
    model = load_model()
    figures = measure_groups(
        [Example("Яма на дороге, нужен асфальт", ("roads", "improvement")), Example("Яма на дороге", ("sport",))],
        model=model,
    )
    assert (figures.n, figures.accuracy) == (2, 0.5)


def test_it_measures_precision_and_recall_of_rudeness() -> None:
    figures = measure_rudeness(
        [RudeExample("Заткнись, тупой урод", is_rude=True), RudeExample("Спасибо за помощь врачам", is_rude=False)],
        model=load_model(),
    )
    assert (figures.precision, figures.recall, figures.f1) == (1.0, 1.0, 1.0)


@pytest.mark.skipif(not REAL.is_dir(), reason="the labelled texts are not here")
def test_the_shipped_model_is_right_often_enough_on_texts_kept_back() -> None:
    figures = evaluate(REAL)
    assert figures.first_region.accuracy >= 0.78
    assert figures.first_region.top_3 >= 0.92
    assert figures.comments.f1 >= 0.84


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        writer.writerows(rows)
