"""The learnt table that hears the kind of a message beside the signs."""

from dataclasses import replace

import numpy as np
import pytest

from otklik.triage.features import BUCKETS
from otklik.triage.kind_table import read_kinds
from otklik.triage.kinds import KINDS, choose, guess_kind
from otklik.triage.model import has_right_shape, load_model, read_all
from otklik.triage.propose import propose_all
from otklik.triage.reasons import weigh_words_of_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Нам бы в посёлок такую же горку", "proposal"),
        ("Вместо клумбы поставьте стойку для велосипедов", "proposal"),
        ("По-моему, старая вывеска была красивее", "opinion"),
        ("Очередная показуха", "opinion"),
        ("Слесарь от бога, таких ещё поискать", "thanks"),
        ("Продам картофель, доставка к подъезду", "spam"),
        ("Лена, это же твой брат на снимке!", "off_topic"),
        ("Спасибо за лёд у крыльца", "problem"),
        ("Нагорная 41/2 опять так", "problem"),
        ("В Петровке тоже самое", "problem"),
        ("Крыша течёт", "problem"),
        ("Толстого 19 говорит спасибо", "thanks"),
    ],
)
def test_it_hears_what_no_sign_knows(text: str, kind: str) -> None:
    assert propose_all([text])[0].kind == kind


def test_where_something_may_be_asked_it_asks() -> None:
    shares = np.array([0.15, 0.1, 0.0, 0.5, 0.2, 0.05, 0.0], dtype=np.float32)
    assert KINDS[choose(shares, asks_from=0.2)] == "problem"
    assert KINDS[choose(shares, asks_from=0.3)] == "thanks"


def test_in_doubt_bitter_thanks_are_a_problem() -> None:
    text = "Спасибо огромное нашей управляйке, третий день моемся из тазика, очень бодрит"
    model = load_model()
    assert model.kinds is not None
    without_doubt = replace(model.kinds, card=replace(model.kinds.card, asks_from=1.1))
    assert propose_all([text], model=replace(model, kinds=without_doubt))[0].kind == "thanks"
    assert propose_all([text], model=model)[0].kind == "problem"


def test_where_an_emergency_is_heard_less_doubt_is_enough() -> None:
    (heard,) = read_all(["Спасибо от Ленина 4"], model=load_model())
    assert heard.kind is not None
    said = replace(heard.kind, scores=(0.3, 0.0, 0.0, 0.6, 0.0, 0.0, 0.0))
    told = np.zeros_like(said.table.marks)
    unmoved = replace(said, table=replace(said.table, marks=told))
    kinds = [
        guess_kind("Спасибо", (), group_certainty=0.0, importance=one, heard=unmoved).kind
        for one in ("ordinary", "emergency")
    ]
    assert kinds == ["thanks", "problem"]


def test_over_a_model_that_it_does_not_know_the_signs_are_alone() -> None:
    alone = replace(load_model(), kinds=None)
    assert propose_all(["Нет воды на Мира 4"], model=alone)[0].kind == "problem"
    assert weigh_words_of_kind("Нет воды на Мира 4", "problem", model=alone) == ()


def test_it_tells_the_words_that_weighed() -> None:
    words = [one.word for one in weigh_words_of_kind("Предлагаю поставить скамейки", "proposal", model=load_model())]
    assert "Предлагаю" in words


def test_its_arrays_belong_together() -> None:
    assert read_kinds() is not None
    assert has_right_shape(load_model())


def test_rows_are_found_as_by_search() -> None:
    """Of buckets that the table has, of those that it has not, and of the first and the last there are."""
    table = read_kinds()
    assert table is not None
    asked = np.unique(np.concatenate((table.buckets[::50], table.buckets[::70] + 1, [0, BUCKETS - 1])))
    rows = table.rows.take(asked)
    assert np.array_equal(rows >= 0, np.isin(asked, table.buckets))
    assert np.array_equal(table.buckets[rows[rows >= 0]], asked[rows >= 0])
