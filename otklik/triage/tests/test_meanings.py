"""The small network over word embeddings counts in the shipped model."""

from dataclasses import replace

import numpy as np

from otklik.triage.model import group_certainties, load_model


def test_it_says_nothing_of_a_text_without_a_learnt_word() -> None:
    meanings = load_model().meanings
    assert meanings.words.known("👍 qwertyuiop 12345") == []
    assert not meanings.scores_of("👍 qwertyuiop 12345").any()


def test_what_it_says_counts_in_the_shipped_model() -> None:
    model = load_model()
    silent = replace(model, meanings=replace(model.meanings, outer=model.meanings.outer * 0))
    text = "Дорогу не чистят от снега, автобус застревает"
    assert not np.allclose(group_certainties(text, model=model), group_certainties(text, model=silent), atol=1e-3)
