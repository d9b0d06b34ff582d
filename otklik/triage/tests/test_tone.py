"""Tone: how a text is written, and what stands beside what in it, tells of rudeness."""

from dataclasses import replace

import numpy as np

from otklik.triage.model import has_right_shape, load_model, read_all
from otklik.triage.pieces import LAST, LONGEST, pieces_of
from otklik.triage.tone import signs_of


def test_signs_are_of_how_it_is_written_and_none_of_them_breaks_on_nothing() -> None:
    calm, loud = signs_of("когда уберёте снег"), signs_of("КОГДА УБЕРЁТЕ СНЕГ!!!")
    assert calm.shape == loud.shape == signs_of("").shape
    assert np.isfinite(signs_of("")).all()
    assert loud[1] > calm[1] == 0
    assert loud[2] > calm[2] == 0


def test_shouting_at_somebody_is_ruder_than_the_same_said_calmly() -> None:
    loud, calm = read_all(["ТЫ ВООБЩЕ ДУМАЕШЬ, ЧТО ПИШЕШЬ?!", "Вы вообще думаете, что пишете?"], model=load_model())
    assert loud.rudeness > calm.rudeness


def test_the_order_of_words_counts() -> None:
    tone, meaning = load_model().tone, load_model().meanings.sum_of("")
    said = ("ты не дурак а умница", "ты не умница а дурак")
    told = {tone.score_of(text, pieces_of(text), meaning=meaning) for text in said}
    assert len(told) == 2


def test_a_text_is_read_by_its_beginning_and_its_end_and_nothing_is_read_without_breaking() -> None:
    long = pieces_of("яма " * 200 + "у школы")
    assert len(long) == LONGEST
    assert long[-LAST:].tolist() == pieces_of("яма " * 30 + "у школы")[-LAST:].tolist()
    tone, meaning = load_model().tone, load_model().meanings.sum_of("")
    for strange in ("", " ", "\ud83d", "\0", "👍" * 300):
        assert np.isfinite(tone.score_of(strange, pieces_of(strange), meaning=meaning))


def test_one_that_was_made_for_other_vectors_is_refused() -> None:
    model = load_model()
    assert not has_right_shape(replace(model, tone=replace(model.tone, inner=model.tone.inner[1:])))
