"""A message whose group is in doubt is read a second time, and only such a one."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from otklik.duplicates.matching.pair_encoder import NETWORK
from otklik.duplicates.matching.word_embeddings import ARTIFACTS as LIKENESS
from otklik.triage import encoders, second_reading
from otklik.triage.model import ARTIFACTS as MODEL
from otklik.triage.model import Model, group_certainties, load_model, read_all, with_layer
from otklik.triage.own_layer import OwnCard, OwnLayer
from otklik.triage.packing import Floats
from otklik.triage.reasons import weigh_words
from otklik.triage.second_reading import (
    ARTIFACTS,
    LAST,
    LONGEST,
    PREFIX,
    Reader,
    cut,
    heard_together,
    is_in_doubt,
    load_reader,
    open_reader,
    read_card,
)

SURE = "Дорогу не чистят от снега, автобус застревает в колее, дорожная техника не приезжала"
DOUBTED = "Снег с крыши садика упал на дорогу"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that are read a second time, as they are."""
    texts: list[str] = []
    shares_of = Reader.shares_of

    def noting(self: Reader, text: str) -> Floats:
        texts.append(text)
        return shares_of(self, text)

    monkeypatch.setattr(Reader, "shares_of", noting)
    return texts


def reader() -> Reader:
    found = open_reader()
    assert found is not None
    return found


def once(model: Model) -> Model:
    return replace(model, second=None)


def test_only_a_message_in_doubt_is_read_twice(asked: list[str]) -> None:
    read_all([SURE, DOUBTED, "", "👍"], model=load_model())
    assert asked == [DOUBTED]


def test_both_readings_are_heard() -> None:
    model = load_model()
    first, both = (group_certainties(DOUBTED, model=one) for one in (once(model), model))
    assert not np.allclose(first, both, atol=0.01)
    first, both_again = (group_certainties(SURE, model=one) for one in (once(model), model))
    assert np.array_equal(first, both_again)
    ranking = dict(read_all([DOUBTED], model=model)[0].ranking)
    assert max(ranking.values()) == pytest.approx(float(both.max()), abs=1e-3)


def test_the_same_message_is_read_alike_alone_and_among_others() -> None:
    model = load_model()
    assert read_all([DOUBTED], model=model) == read_all([SURE, DOUBTED, SURE], model=model)[1:2]


def test_why_a_group_is_asked_of_the_first_reading_alone(asked: list[str]) -> None:
    model = load_model()
    group = read_all([DOUBTED], model=model)[0].ranking[0][0]
    asked.clear()
    assert weigh_words(DOUBTED, group, model=model)
    assert asked == []


def test_nobody_reads_twice_over_a_model_that_is_measured(tmp_path: Path) -> None:
    for file in MODEL.iterdir():
        (tmp_path / file.name).symlink_to(file)
    card = tmp_path / "card.json"
    told = card.read_text(encoding="utf-8")
    for changed in (told.replace('"keeps_back": false', '"keeps_back": true'), told.replace("groups-", "others-")):
        card.unlink()
        card.write_text(changed, encoding="utf-8")
        load_model.cache_clear()
        assert load_model(tmp_path).second is None
    assert load_model().second is not None


def test_where_it_cannot_be_opened_messages_are_read_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    model = load_model()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    encoders._opened.cache_clear()
    read = [read_all([DOUBTED], model=model) for _ in range(2)]
    encoders._opened.cache_clear()
    assert read == [read_all([DOUBTED], model=once(model))] * 2
    assert caplog.text.count("cannot be opened") == 1


def test_threads_that_doubt_together_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def noting() -> Reader:
        opened.append(1)
        return load_reader()

    monkeypatch.setattr(second_reading, "load_reader", noting)
    encoders._opened.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        readers = {id(one) for one in threads.map(lambda _: open_reader(), range(8))}
    assert len(readers) == len(opened) == 1


def test_what_one_taught_lies_over_both_readings_and_over_what_a_message_is() -> None:
    model = load_model()
    groups = model.card.groups
    raised = np.where(np.array(groups) == "sport", 20, 0).astype(np.float32)
    own = OwnCard(version="own-1", base=model.card.version, groups=groups, temperature=1.0)
    layer = OwnLayer(own, np.zeros(0, dtype=np.int64), np.zeros((0, len(groups)), dtype=np.float16), raised)
    for text in (SURE, DOUBTED):
        [reading] = read_all([text], model=with_layer(model, layer))
        assert reading.ranking[0][0] == "sport"
        assert reading.sure_at_first > 0.9


def test_it_is_a_file_of_less_than_twenty_megabytes_and_no_pickle() -> None:
    sizes = {path.name: path.stat().st_size for path in ARTIFACTS.iterdir()}
    assert sizes.keys() == {"reader.onnx", "pieces.model", "card.json"}
    assert sizes["reader.onnx"] + sizes["pieces.model"] < 20_200_000
    assert read_card().groups == load_model().card.groups


def test_its_shares_are_shares_whatever_is_written() -> None:
    for text in ("", "👍", "яма", "a" * 5000, "нет воды " * 900, "\x00\ud800 مرحبا", "ё" * 64):
        shares = reader().shares_of(text)
        assert shares.shape == (26,)
        assert float(shares.sum()) == pytest.approx(1, abs=1e-4)


def test_of_a_long_message_beginning_and_end_are_read() -> None:
    pieces = reader().pieces
    text = "Когда починят дорогу? " * 80 + "Ответьте письменно, пожалуйста."
    found, whole = cut(text, pieces), pieces.encode(PREFIX + text)
    assert len(found) == LONGEST
    assert found[1:-1] == whole[: LONGEST - 2 - LAST] + whole[-LAST:]
    assert len(cut("Яма", pieces)) < 10


def test_in_doubt_is_what_leads_by_little_and_tells_something() -> None:
    near, far = (np.array(shares, dtype=np.float32) for shares in ((0.4, 0.35, 0.25), (0.7, 0.2, 0.1)))
    assert is_in_doubt(near, DOUBTED)
    assert not is_in_doubt(far, DOUBTED)
    assert not is_in_doubt(near, "И что дальше?")


def test_heard_together_the_second_reading_settles_what_the_first_leaves_open() -> None:
    first = np.array([0.41, 0.4, 0.19], dtype=np.float32)
    second = np.array([0.1, 0.8, 0.1], dtype=np.float32)
    both = heard_together(first, second)
    assert both.argmax() == 1
    assert float(both.sum()) == pytest.approx(1, abs=1e-5)
    assert heard_together(first, first) == pytest.approx(first, abs=1e-3)


@pytest.mark.parametrize("path", [ARTIFACTS / "reader.onnx", LIKENESS / NETWORK])
def test_the_shipped_encoders_have_one_attention_operation_a_layer(path: Path) -> None:
    told = path.read_bytes()
    assert told.count(b"Attention") == 8
    assert b"MatMulInteger" not in told
