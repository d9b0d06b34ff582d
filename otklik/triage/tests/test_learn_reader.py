"""What the second reader is taught, and that it hears what a larger network says of texts without a group."""

import csv
import zlib
from collections.abc import Sequence, Sized
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from otklik.triage.examples import part_of
from otklik.triage.learning_reader.pretrained import Pretrained, Sizes
from otklik.triage.learning_reader.taught import Taught, read_taught, texts_of_a_round, with_unlabelled
from otklik.triage.learning_reader.unlabelled import LONG, OF_NO_PART, Lot, Unlabelled, halves_of, unlabelled
from otklik.triage.packing import Floats

FILED = "Во дворе нашего дома не работает освещение, номер"
BEGINNING = "Во дворе третий месяц не горит ни один фонарь, вечером люди идут с телефонами в руках."
END = "Управляющая компания отвечает, что опоры не её! Просим назвать, кто за них отвечает."
LETTER = f"{BEGINNING} {END}"
NOT_FILED = "Никто не знает, о чём я тут пишу"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [(f"{FILED} {number}", "ЖКХ") for number in range(30)]
    rows += [(LETTER, "ЖКХ"), (f"{NOT_FILED}, номер один", "Иное"), (f"{NOT_FILED}, номер два", "")]
    (tmp_path / "appeals").mkdir()
    for source in ("perm", "kursk"):
        table = [(text, group, "", "мэр") for text, group in rows]
        _write(tmp_path / "appeals" / f"{source}_train.csv", ("text", "group", "topic", "executor"), table)
    joined = [(source, "ЖКХ", "ЖКХ") for source in ("perm", "kursk")]
    _write(tmp_path / "appeals" / "crosswalk.csv", ("source", "source_group", "group"), joined)
    return tmp_path


@pytest.fixture
def few() -> Taught:
    """Two texts of the first of two groups, and two without a group."""
    labelled = Taught(
        texts=("нет света", "темно"),
        allowed=np.array([[1, 0], [1, 0]], dtype=np.float32),
        others=(np.array([0, -1]), *[np.array([-1, -1])] * 3),
        columns=(2, 2, 2, 2, 2),
        weights=np.ones(2, dtype=np.float32),
        parts=np.array([0, 1]),
        lots=np.array([Lot.LABELLED] * 2),
    )
    return with_unlabelled(labelled, [Unlabelled("яма", 0, Lot.SAID), Unlabelled("пожар", OF_NO_PART, Lot.SAID)])


def test_messages_without_a_group_and_halves_of_long_ones_come_last(data: Path) -> None:
    taught = read_taught(data)
    lots = {text: Lot(lot) for text, lot in zip(taught.texts, taught.lots, strict=True)}
    assert lots[LETTER] == lots[f"{FILED} 1"] == Lot.LABELLED
    assert {lots[text] for text in (f"{NOT_FILED}, номер один", f"{NOT_FILED}, номер два", BEGINNING, END)} == {
        Lot.SAID
    }
    assert Lot.OF_OTHER_LESSONS in lots.values()
    assert np.array_equal(taught.lots, np.sort(taught.lots))
    none = taught.lots != Lot.LABELLED
    assert not taught.allowed[none].any()
    assert all((numbers[none] == -1).all() for numbers in taught.others)
    assert taught.allowed[~none].any(axis=1).all()
    columns: tuple[Sized, ...] = (taught.allowed, *taught.others, taught.weights, taught.parts, taught.lots)
    assert {len(one) for one in columns} == {len(taught.texts)}


def test_each_text_is_there_once(data: Path) -> None:
    taught = read_taught(data)
    labelled = {text.lower() for text, lot in zip(taught.texts, taught.lots, strict=True) if lot == Lot.LABELLED}
    others = [text.lower() for text, lot in zip(taught.texts, taught.lots, strict=True) if lot != Lot.LABELLED]
    assert len(others) == len({*others})
    assert not labelled & {*others}


def test_nothing_of_the_part_that_is_judged_is_taught_nor_halves_of_it(data: Path) -> None:
    taught = read_taught(data)
    for part in range(3):
        judged, rest = taught.apart(part), {taught.texts[place] for place in taught.rest(part)}
        assert {taught.lots[place] for place in judged} <= {Lot.LABELLED}
        assert not {taught.texts[place] for place in judged} & rest
        assert ({BEGINNING, END, LETTER} & rest == set()) is (part_of(LETTER) == part)
        assert (f"{NOT_FILED}, номер два" in rest) is (part_of(f"{NOT_FILED}, номер два") != part)


def test_a_half_in_two_parts_is_of_the_first_of_them() -> None:
    letters = {LETTER.replace("Просим", f"Уже {3 - part}-й раз просим"): part for part in (2, 1, 0)}
    [found] = [one for one in unlabelled(letters, ()) if one.text == BEGINNING]
    assert found.part == 0


def test_a_long_message_is_halved_between_sentences_or_words() -> None:
    assert halves_of(LETTER) == (BEGINNING, END)
    assert halves_of("Яма. На дороге.") == ()
    words = " ".join(["слово"] * 40)
    assert halves_of(words) == (" ".join(["слово"] * 20),) * 2
    assert halves_of(f"Первое. Второе? {'о' * LONG}!\nЧетвёртое.") == ("Первое. Второе?", f"{'о' * LONG}! Четвёртое.")


def test_a_round_has_all_labelled_texts_and_some_of_the_others(few: Taught) -> None:
    drawn = np.random.default_rng(0)
    ours = [Unlabelled(f"текст {number}", OF_NO_PART, Lot.OF_OTHER_LESSONS) for number in range(30)]
    taught = with_unlabelled(few, ours)
    everything = np.arange(len(taught.texts))
    assert [*texts_of_a_round(taught, everything, drawn, unlabelled=0)] == [0, 1]
    first, second = (texts_of_a_round(taught, everything, drawn, unlabelled=10) for _ in range(2))
    assert np.bincount(taught.lots[first]).tolist() == [2, 2, 2]
    assert not np.array_equal(first, second)
    assert {*texts_of_a_round(taught, taught.rest(0), drawn, unlabelled=10)} & {0, 2} == set()


def test_what_a_larger_network_says_is_heard_of_texts_without_a_group(few: Taught) -> None:
    pytest.importorskip("torch")
    from otklik.triage.learning_reader.learning import Pace, scores_of, teach
    from otklik.triage.learning_reader.network import Encoder, Network

    taught = replace(few, opinions=np.array([[0.9, 0.1], [0.9, 0.1], [0.1, 0.9], [0.1, 0.9]], dtype=np.float32))
    pieces = [[1, 3 + zlib.crc32(text.encode()) % 40, 2] for text in taught.texts]
    network = Network(Encoder(50, 1, _small()), taught.columns)
    pace = Pace(rounds=40, batch=4, step=1e-2, unlabelled=10)
    teach(network, taught, pieces, np.arange(4), pace=pace)
    assert scores_of(network, pieces).argmax(axis=1).tolist() == [0, 0, 1, 1]


def test_opinions_are_half_of_what_is_learnt_where_the_group_is_known(few: Taught) -> None:
    torch = pytest.importorskip("torch")
    from otklik.triage.learning_reader.learning import _surprise_of_groups

    places = np.array([0, 2])
    shares = torch.log(torch.tensor([[0.8, 0.2], [0.8, 0.2]]))
    by_labels = _surprise_of_groups(shares, few, places)
    opinions = np.array([[0.5, 0.5]] * 4, dtype=np.float32)
    heard = _surprise_of_groups(shares, replace(few, opinions=opinions), places)
    even = -(np.log(0.8) + np.log(0.2)) / 2
    assert heard.tolist() == pytest.approx([(float(by_labels[0]) + even) / 2, even], abs=1e-4)


def _small() -> Pretrained:
    sizes = Sizes(numbers=8, layers=1, heads=2, between=16, pieces=50, longest=66, kinds=1, least=1e-12)
    nothing: Floats = np.zeros(0, dtype=np.float32)
    return Pretrained(np.zeros(0, dtype=np.uint8), sizes, (), nothing, unknown=0, begin=1, end=2, tables={})


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
