"""Training on a handful of made-up texts, and measuring on others."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from otklik.topics.catalogue import GROUPS
from otklik.triage.evaluation import Example, RudeExample, measure_groups, measure_rudeness
from otklik.triage.model import Card, has_right_shape, load_model, read_all
from otklik_lab import groups
from otklik_lab.evaluation import evaluate
from otklik_lab.training_data import (
    is_held_back,
    made_up_messages,
    made_up_phrases,
    names_of_topics,
    read_appeals,
)

THEMES = {
    "Дороги": ("яма на дороге у дома", "асфальт разбит на перекрёстке", "дорогу не чистят от снега"),
    "ЖКХ": ("нет горячей воды в доме", "батареи холодные в квартире", "течёт крыша в подъезде"),
    "Образование": ("в школе нет учителя", "очередь в детский сад", "холодно в классе школы"),
}


type Train = Callable[..., Card]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "appeals").mkdir()
    (tmp_path / "moderation").mkdir()
    texts = [
        (f"{text} номер {n}", group, "Ремонт дороги" if text.startswith("яма") else "")
        for group, kinds in THEMES.items()
        for text in kinds
        for n in range(12)
    ]
    for source in ("perm", "kursk"):
        _write(tmp_path / "appeals" / f"{source}_train.csv", ("text", "group", "topic"), texts)
    joined = [("kursk", name, "Дороги|ЖКХ" if name == "Дороги" else name) for name in THEMES]
    crosswalk = [("perm", name, name) for name in THEMES] + joined + [("perm", "Тест", "")]
    _write(tmp_path / "appeals" / "crosswalk.csv", ("source", "source_group", "group"), crosswalk)
    comments = [(f"спасибо за ответ {n}", "0") for n in range(40)] + [(f"заткнись урод {n}", "1") for n in range(40)]
    _write(tmp_path / "moderation" / "toxic_train.csv", ("text", "toxic"), comments)
    return tmp_path


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch) -> Train:
    """Training that learns from three groups of the rubricator only: all of them take a minute."""
    few = [one for one in made_up_phrases() if one.groups[0] in ("roads", "housing", "education")][::5]
    monkeypatch.setattr(groups, "made_up_phrases", lambda: few)
    monkeypatch.setattr(groups, "made_up_messages", list)
    monkeypatch.setattr(groups, "names_of_topics", list)
    return groups.train


def test_it_learns_groups_topics_and_rudeness_the_same_from_the_same_texts(
    data: Path, tmp_path: Path, train: Train
) -> None:
    card = train(data, tmp_path / "one")
    model = load_model(tmp_path / "one")
    assert has_right_shape(model)
    assert asdict(model.card) == asdict(card)
    road, rude = read_all(["яма на дороге", "заткнись урод"], model=model)
    assert road.ranking[0][0] == "roads"
    assert road.topics[0][0] == "roads-nekachestvennoe-pokrytie-asfaltovykh-dorog"
    assert rude.rudeness > road.rudeness
    train(data, tmp_path / "two")
    assert [(tmp_path / "one" / name).read_bytes() for name in ("weights.npy", "meaning_inner.npy", "card.json")] == [
        (tmp_path / "two" / name).read_bytes() for name in ("weights.npy", "meaning_inner.npy", "card.json")
    ]


def test_it_measures_on_the_tenth_that_training_kept_back(data: Path, tmp_path: Path, train: Train) -> None:
    train(data, tmp_path / "out", keeps_back=True)
    figures = evaluate(data, model=load_model(tmp_path / "out"))
    assert 0 < figures.first_region.n < 40
    assert figures.first_region.accuracy > 0.5
    assert figures.comments.f1 > 0.5


def test_it_reads_labels_through_the_crosswalk_and_leaves_out_what_has_none(data: Path) -> None:
    rows = read_appeals(data, "kursk")
    assert {one.groups for one in rows} == {("roads", "housing"), ("housing",), ("education",)}


def test_copies_of_a_text_stand_on_one_side_of_the_split() -> None:
    assert all(is_held_back(text) == is_held_back(f"  {text.upper()}\n") for text in map(str, range(200)))
    assert 5 < sum(is_held_back(str(number)) for number in range(200)) < 40


def test_the_names_of_topics_are_examples_of_their_groups() -> None:
    assert Example("Дороги", ("roads",)) in names_of_topics()
    assert Example("Ямы во дворах", ("improvement",), "improvement-iamy-vo-dvorakh") in names_of_topics()


def test_every_topic_has_phrases_made_up_for_it() -> None:
    assert {one.topic for one in made_up_phrases()} == {topic.code for group in GROUPS for topic in group.topics}


def test_every_group_has_whole_messages_made_up_for_it_and_none_stands_there_twice() -> None:
    messages = made_up_messages()
    topics = {topic.code: group.code for group in GROUPS for topic in group.topics}
    assert {one.groups[0] for one in messages} == {group.code for group in GROUPS}
    assert all(topics[one.topic] == one.groups[0] for one in messages if one.topic)
    assert len({one.text.lower() for one in messages}) == len(messages)


def test_a_text_without_a_topic_has_no_column_of_one() -> None:
    from otklik_lab.groups import TOPIC_CODES, columns_of_topics

    named = Example("Яма на дороге", groups=(GROUPS[0].code,), topic=TOPIC_CODES[3])
    unnamed = Example("Непонятно что", groups=(GROUPS[0].code,))
    assert columns_of_topics([named, unnamed]).tolist() == [3, -1]


def test_topics_of_others_are_read_as_ours(data: Path) -> None:
    topics = {one.topic for one in read_appeals(data, "perm")}
    assert topics == {"", "roads-nekachestvennoe-pokrytie-asfaltovykh-dorog"}


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


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        writer.writerows(rows)
