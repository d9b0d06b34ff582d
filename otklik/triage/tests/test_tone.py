"""Tone: how a text is written, and what stands beside what in it, tells of rudeness."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from otklik.triage.learning_reader.vocabulary import is_name
from otklik.triage.model import has_right_shape, load_model, read_all
from otklik.triage.pieces import CUTTER, LAST, LONGEST, PIECES, begun_with, pieces_of
from otklik.triage.tone import read_tone, signs_of, write_tone


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


def test_pieces_hold_no_names_and_each_begins_with_a_vector() -> None:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(PIECES / CUTTER))
    assert not [piece for piece in map(pieces.id_to_piece, range(pieces.get_piece_size())) if is_name(piece)]
    assert begun_with().shape == load_model().tone.vectors.shape
    assert len(begun_with()) == pieces.get_piece_size()


def test_it_lies_in_plain_arrays_and_comes_back_as_it_was(tmp_path: Path) -> None:
    tone = load_model().tone
    write_tone(tone, tmp_path)
    again = read_tone(tmp_path)
    meaning = load_model().meanings.sum_of("яма на дороге")
    pit = pieces_of("Яма!")
    assert again.score_of("Яма!", pit, meaning=meaning) == pytest.approx(tone.score_of("Яма!", pit, meaning=meaning))


def test_one_that_was_made_for_other_vectors_is_refused() -> None:
    model = load_model()
    assert not has_right_shape(replace(model, tone=replace(model.tone, inner=model.tone.inner[1:])))


def test_what_was_learnt_counts_for_its_share_beside_the_line() -> None:
    pytest.importorskip("sklearn")
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    from otklik.triage.fitting import fit_two_sides
    from otklik.triage.learning_tone import SHARE, Comments, heard, learn_rudeness, learn_tone, scores_of

    texts = [f"заткнись урод {n}" if n % 2 else f"спасибо за ответ {n}" for n in range(80)]
    matrix = csr_matrix(np.array([[n % 2, 1 - n % 2, 1] for n in range(80)], dtype=np.float32))
    is_rude = np.arange(80) % 2 == 1
    comments = Comments(matrix, *heard(texts, words=load_model().meanings.words), is_rude, np.arange(80) % 3 == 0)
    learnt = learn_rudeness(comments)
    scores, tones = learnt.line.scores(matrix)[:, 0], scores_of(learnt.tone, comments)
    probes, rest = comments.of(comments.is_probe), comments.of(~comments.is_probe)
    unseen = fit_two_sides(rest.matrix, rest.is_rude).scores(probes.matrix)[:, 0]
    share = SHARE * unseen.std() / scores_of(learn_tone(rest), probes).std()
    assert tones == pytest.approx(share * scores_of(learn_tone(comments), comments), rel=1e-3)
    told = learnt.slope * (scores + tones) + learnt.offset
    assert (told[is_rude] > 0).all()
    assert (told[~is_rude] < 0).all()
