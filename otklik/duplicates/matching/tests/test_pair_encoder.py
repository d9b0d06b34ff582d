"""What signs would propose as one, or nearly, is read together first, and nothing else; without the encoder signs
alone tell."""

import sys

import pytest

from otklik.duplicates.matching.compare import READ_FROM, SAME_FROM, Comparison, compare
from otklik.duplicates.matching.features import certainty_of, features_of, load_weights, load_weights_with_encoder
from otklik.duplicates.matching.pair_encoder import (
    FEATURE,
    LAST,
    LONGEST,
    NETWORK,
    PairEncoder,
    open_pair_encoder,
    tokenize_pair,
)
from otklik.duplicates.matching.texts import read_text
from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage import encoders

PROPOSED = ("Не работает лифт, Мира 5, подъезд 2", "Мира 5, второй подъезд: лифт стоит")
NEARLY_PROPOSED = (
    "рухнул забор вокруг школы 14",
    "Четырнадцатая школа, секция забора лежит на тротуаре гвоздями вверх",
)
HARDLY_ALIKE = ("На Подгорной вода мутная", "На Подгорной лужа после дождя")
ONE_THING = ("Мира 4, лифт стоит второй день", "Застряли между этажами, Мира 4, диспетчер молчит")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Pairs that are read together."""
    pairs: list[tuple[str, str]] = []
    odds = PairEncoder.odds

    def noting(self: PairEncoder, first: str, second: str) -> float:
        pairs.append((first, second))
        return odds(self, first, second)

    monkeypatch.setattr(PairEncoder, "odds", noting)
    return pairs


def together() -> PairEncoder:
    found = open_pair_encoder()
    assert found is not None
    return found


def _compare(first: str, second: str, *, hours: float = 3) -> Comparison:
    return compare(read_text(first), read_text(second), hours_apart=hours)


def test_what_would_be_proposed_is_read_by_the_pair_encoder(asked: list[tuple[str, str]]) -> None:
    told = _compare(*PROPOSED)
    assert asked == [PROPOSED]
    assert FEATURE in told.features


def _by_signs(first: str, second: str) -> float:
    """How certainly signs alone take two fresh texts of one place for one."""
    return certainty_of(load_weights().odds(features_of(read_text(first), read_text(second))))


def test_what_signs_would_nearly_propose_is_read_and_may_turn_out_to_be_one(asked: list[tuple[str, str]]) -> None:
    assert READ_FROM < _by_signs(*NEARLY_PROPOSED) < SAME_FROM
    assert _compare(*NEARLY_PROPOSED).is_same
    assert asked == [NEARLY_PROPOSED]


def test_what_signs_rate_a_little_lower_is_not_read(asked: list[tuple[str, str]]) -> None:
    assert 0.25 < _by_signs(*HARDLY_ALIKE) < READ_FROM
    assert not _compare(*HARDLY_ALIKE).is_same
    assert asked == []


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("Мира 4, лифт стоит", "Мира 6, лифт стоит", 3),
        ("Мира 4, лифт стоит", "На Мира 4 прекрасная клумба, спасибо дворнику", 3),
        (*PROPOSED, 24 * 900),
        ("Нет воды", "Воды нет", 3),
    ],
    ids=["another place", "another matter", "long ago", "no place, little told"],
)
def test_nothing_else_is(first: str, second: str, hours: float, asked: list[tuple[str, str]]) -> None:
    assert not _compare(first, second, hours=hours).is_same
    assert asked == []


def test_a_pair_is_one_whichever_was_said_first() -> None:
    first, second = PROPOSED
    assert together().odds(first, second) == together().odds(second, first)
    assert _compare(first, second).certainty == _compare(second, first).certainty


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (ONE_THING[0], ONE_THING[1], "Мира 4, в лифте разбили зеркало, стены исписаны"),
        (
            "Стадион «Труд»: дорожка для бега вся в дырах",
            "На «Труде» бегать негде, покрытие порвано",
            "Стадион «Локомотив»: дорожка для бега вся в дырах",
        ),
        (
            "Школа 21, в классах холодно",
            "21-я школа: дети на уроках сидят в куртках",
            "Школа 21, в классах нет учебников",
        ),
    ],
)
def test_it_knows_one_thing_in_other_words_from_two_in_like_words(one: str, same: str, other: str) -> None:
    assert together().odds(one, same) > together().odds(one, other)


def test_copies_with_slips_are_one_and_copies_of_another_number_two() -> None:
    text = "Третий день нет горячей воды, Садовая 14, когда дадут?"
    copied = together().odds(text, "третий день нет горячей воды Садовая 14 когда дадут")
    assert copied > 0 > together().odds(text, "третий день нет горячей воды Садовая 41 когда дадут")


def test_where_it_cannot_be_opened_signs_alone_tell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    encoders._opened.cache_clear()
    told = [_compare(*PROPOSED) for _ in range(2)]
    encoders._opened.cache_clear()
    assert FEATURE not in told[0].features
    assert told[0] == told[1]
    assert caplog.text.count("cannot be read together") == 1


def test_its_weights_are_those_of_the_signs_and_one_more() -> None:
    weights = load_weights_with_encoder()
    assert weights.of_features.keys() == {*load_weights().of_features, FEATURE}
    assert weights.of_features[FEATURE] > 0


def test_it_is_a_file_of_less_than_twenty_megabytes_and_no_pickle() -> None:
    assert (ARTIFACTS / NETWORK).stat().st_size < 20_000_000


def test_both_texts_lie_in_one_row_the_shorter_first() -> None:
    pieces = together().pieces
    row = tokenize_pair("Мира 4 яма, объехать нельзя", "Яма, Мира 4", pieces)
    assert row == tokenize_pair("Яма, Мира 4", "Мира 4 яма, объехать нельзя", pieces)
    assert len({len(one) for one in row}) == 1
    shorter = pieces.encode("Яма, Мира 4")
    assert row.pieces[1 : len(shorter) + 1] == shorter
    assert row.sides.index(1) == len(shorter) + 2
    assert {pieces.id_to_piece(piece) for piece, echo in zip(row.pieces, row.echoes, strict=True) if echo} >= {
        "▁Мир",
        "▁4",
    }


def test_of_long_texts_beginning_and_end_are_read() -> None:
    pieces = together().pieces
    text = "Когда починят дорогу? " * 80 + "Ответьте письменно, пожалуйста."
    row = tokenize_pair(text, text, pieces)
    assert len(row.pieces) == 2 * LONGEST + 4
    assert row.pieces[LONGEST - LAST + 1 : LONGEST + 1] == pieces.encode(text)[-LAST:]


@pytest.mark.parametrize("text", ["", "👍", "a" * 5000, "нет воды " * 900, "\x00\ud800 مرحبا", "ё" * 64])
def test_it_takes_any_text(text: str) -> None:
    assert abs(together().odds(text, "Яма, Мира 4")) < 100
