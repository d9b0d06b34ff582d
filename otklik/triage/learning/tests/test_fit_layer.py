"""A model of one's own learns from examples, stays near the shipped one, and does not win by chance."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from otklik.triage.learning.comparing import Outcome, compare
from otklik.triage.learning.fitting import Told, fit_layer, is_held_out
from otklik.triage.learning.tests.told import tell
from otklik.triage.model import Model, load_model, read_all, with_layer
from otklik.triage.own_layer import read_layer, write_layer

OTHERS = ("Спасибо врачам поликлиники", "В доме нет отопления, батареи холодные", "Автобус 12 не пришёл утром")


@pytest.fixture(scope="module")
def learnt() -> Model:
    """The shipped model, and over it: holes in the road are of the group «improvement» here."""
    told = [one for one in tell("improvement") if not is_held_out(one.text)]
    return with_layer(load_model(), fit_layer(told, model=load_model(), version="own-1"))


def test_it_learns_what_people_say_and_leaves_the_rest(learnt: Model) -> None:
    held_out = [one for one in tell("improvement") if is_held_out(one.text)]
    compared = compare(held_out, own=learnt, before=load_model())
    assert compared.outcome is Outcome.BETTER
    assert compared.before.accuracy < 0.5
    assert compared.own.accuracy > 0.95
    assert compared.gain[0] > 0
    before, after = (read_all(OTHERS, model=model) for model in (load_model(), learnt))
    assert [one.ranking[0][0] for one in after] == [one.ranking[0][0] for one in before]
    assert learnt.card.version == "own-1"


def test_it_does_not_win_where_it_learnt_nothing_new_or_by_chance(learnt: Model) -> None:
    right = [Told(one.text, "roads") for one in tell("") if is_held_out(one.text)]
    assert compare(right, own=load_model(), before=load_model()).outcome is Outcome.NOT_BETTER
    # one text of many, told rightly by the new one alone, is chance
    groups = [reading.ranking[0][0] for reading in read_all(OTHERS, model=learnt)]
    sure = [Told(text, group) for text, group in zip(OTHERS, groups, strict=True)]
    one = Told(tell("")[0].text, "improvement")
    assert compare([*sure, *sure, *sure, one], own=learnt, before=load_model()).outcome is Outcome.BY_CHANCE


def test_the_same_words_are_held_out_together_whatever_their_letters() -> None:
    texts = [one.text for one in tell("")]
    assert all(is_held_out(text) == is_held_out(f"  {text.upper()} ") for text in texts)
    assert 0.1 < sum(map(is_held_out, texts)) / len(texts) < 0.3


def test_words_of_few_texts_leave_no_weight() -> None:
    told = [*tell("improvement", at_most=60), Told("Иванов Пётр Сидорович звонил про яму", "improvement")]
    layer = fit_layer(told, model=load_model(), version="own-1")
    alone = fit_layer(told[:-1], model=load_model(), version="own-1")
    assert set(layer.buckets) <= set(alone.buckets)


def test_a_layer_is_read_as_it_was_written_and_refused_when_broken_or_anothers(learnt: Model, tmp_path: Path) -> None:
    assert learnt.own
    write_layer(learnt.own, tmp_path / "own-1")
    read = read_layer(tmp_path / "own-1")
    assert read.card == learnt.own.card
    assert np.array_equal(read.weights, learnt.own.weights)
    other = replace(read, biases=read.biases[:-1])
    write_layer(other, tmp_path / "own-2")
    with pytest.raises(ValueError, match="do not belong together"):
        read_layer(tmp_path / "own-2")
    (tmp_path / "own-1" / "weights.npy").write_bytes(b"nonsense")
    with pytest.raises(ValueError):  # noqa: PT011 (numpy's own words)
        read_layer(tmp_path / "own-1")
    strange = replace(read, card=replace(read.card, base="groups-0"))
    with pytest.raises(ValueError, match="was made for"):
        with_layer(load_model(), strange)
