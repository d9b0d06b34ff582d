"""The network of rudeness: what it learns, and how it is written."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from otklik.triage.model import load_model
from otklik.triage.pieces import CUTTER, PIECES, pieces_of
from otklik.triage.tone import read_tone
from otklik_lab.artifacts import write_tone
from otklik_lab.linear import fit_two_sides
from otklik_lab.token_embeddings import initial_embeddings
from otklik_lab.tokenizer import is_name
from otklik_lab.tone_network import SHARE, Comments, heard, learn_rudeness, learn_tone, scores_of


def test_pieces_hold_no_names_and_each_begins_with_a_vector() -> None:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(PIECES / CUTTER))
    assert not [piece for piece in map(pieces.id_to_piece, range(pieces.get_piece_size())) if is_name(piece)]
    assert initial_embeddings().shape == load_model().tone.vectors.shape
    assert len(initial_embeddings()) == pieces.get_piece_size()


def test_it_lies_in_plain_arrays_and_comes_back_as_it_was(tmp_path: Path) -> None:
    tone = load_model().tone
    write_tone(tone, tmp_path)
    again = read_tone(tmp_path)
    meaning = load_model().meanings.sum_of("яма на дороге")
    pit = pieces_of("Яма!")
    assert again.score_of("Яма!", pit, meaning=meaning) == pytest.approx(tone.score_of("Яма!", pit, meaning=meaning))


def test_what_was_learnt_counts_for_its_share_beside_the_line() -> None:
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
