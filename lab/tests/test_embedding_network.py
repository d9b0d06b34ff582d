"""A small network over the meanings of words: what it learns, when it keeps silent."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from otklik.triage.meanings import Meanings, read_meanings
from otklik_lab.artifacts import write_meanings
from otklik_lab.embedding_network import Taught, learn_meanings, sums_of, words_at_hand

ROADS = ("яма на дороге", "асфальт разбит", "дорога в ямах", "нет разметки на перекрестке", "обочина размыта")
WATER = ("нет горячей воды", "холодные батареи", "отопление не включили", "вода ржавая из крана", "течет труба")
SCHOOL = ("в школе нет учителя", "очередь в детский сад", "ученики сидят в холодном классе", "не хватает учебников")


def _taught(texts: tuple[str, ...], allowed: Sequence[tuple[int, ...]]) -> Taught:
    table = np.zeros((len(texts), 3), dtype=np.float32)
    for place, columns in enumerate(allowed):
        table[place, list(columns)] = 1
    sums = sums_of(texts, words=words_at_hand(texts))
    return Taught(sums, table, np.full(len(texts), -1), np.ones(len(texts), dtype=np.float32))


@pytest.fixture(scope="module")
def learnt() -> Meanings:
    texts = ROADS + WATER + SCHOOL
    allowed = [(0,)] * len(ROADS) + [(1,)] * len(WATER) + [(2,)] * len(SCHOOL)
    taught = _taught(texts * 8, allowed * 8)
    return learn_meanings(taught, words=words_at_hand(texts), topics_in_all=2)


@pytest.mark.parametrize(
    ("text", "group"), [("разбитое дорожное покрытие", 0), ("в доме нет отопления", 1), ("воспитатель в садике", 2)]
)
def test_it_names_the_group_of_words_that_no_lesson_had(learnt: Meanings, text: str, group: int) -> None:
    assert learnt.scores_of(text).argmax() == group


def test_of_several_allowed_groups_it_finds_out_which_is_meant() -> None:
    texts = ROADS + WATER
    taught = _taught((*texts, *WATER) * 8, ([(0,)] * len(ROADS) + [(1,)] * len(WATER) + [(0, 1)] * len(WATER)) * 8)
    found = learn_meanings(taught, words=words_at_hand(texts), topics_in_all=2)
    assert [int(found.scores_of(text).argmax()) for text in WATER] == [1] * len(WATER)


def test_the_same_texts_give_the_same_network(learnt: Meanings) -> None:
    taught = _taught(ROADS + WATER, [(0,)] * len(ROADS) + [(1,)] * len(WATER))
    one, other = (learn_meanings(taught, words=learnt.words, topics_in_all=2) for _ in range(2))
    assert np.array_equal(one.inner, other.inner)
    assert np.array_equal(one.outer, other.outer)


def test_it_says_nothing_of_a_text_without_a_learnt_word(learnt: Meanings) -> None:
    assert learnt.words.known("👍 qwertyuiop 12345") == []
    assert not learnt.scores_of("👍 qwertyuiop 12345").any()


def test_a_sum_knows_no_order_and_is_short_where_little_is_told(learnt: Meanings) -> None:
    def length(text: str) -> float:
        return float(np.linalg.norm(learnt.words.sum_of(learnt.words.known(text))))

    there, back = (learnt.words.sum_of(learnt.words.known(text)) for text in ("яма на дороге", "дороге на яма"))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 < length("яма") < length("яма на дороге") < 1
    assert length(". ".join(ROADS + WATER)) == pytest.approx(1.0, abs=1e-5)


def test_written_and_read_it_says_the_same(learnt: Meanings, tmp_path: Path) -> None:
    write_meanings(learnt, tmp_path)
    again = read_meanings(tmp_path)
    assert again.has_right_shape(groups=3)
    assert not again.has_right_shape(groups=4)
    assert again.scores_of("яма на дороге") == pytest.approx(learnt.scores_of("яма на дороге"), abs=0.05)
