"""Linear classifiers, and what the scores of all groups tell of each."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from otklik_lab.linear import Fitted, fit_habits, fit_squares
from otklik_lab.stacking import learn_relations


def test_relations_put_right_a_label_that_always_comes_second() -> None:
    labels = np.array([0, 1, 2] * 40)
    scores = np.eye(4, dtype=np.float32)[labels]
    scores[labels == 2] = (0.0, 0.6, 0.5, 0.0)  # the third label scores a little less than the second one
    relations = learn_relations(scores, labels)
    assert relations.applied(scores).argmax(axis=1).tolist() == labels.tolist()
    assert relations.applied(scores)[:, 3].max() == pytest.approx(2 * scores[:, 3].max())


def test_relations_folded_into_weights_give_the_same_scores() -> None:
    drawn = np.random.default_rng(3)
    fitted = Fitted(np.arange(5), drawn.normal(size=(5, 3)).astype(np.float32), np.ones(3, dtype=np.float32))
    texts = csr_matrix(drawn.normal(size=(30, 5)).astype(np.float32))
    relations = learn_relations(fitted.scores(texts), np.arange(30) % 3)
    assert relations.folded_into(fitted).scores(texts) == pytest.approx(
        relations.applied(fitted.scores(texts)), abs=1e-4
    )


def test_squares_and_habits_know_the_words_of_a_label() -> None:
    texts = csr_matrix(np.array([[1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 1, 0]], dtype=np.float32))
    labels, weights = np.array([0, 0, 1, 1]), np.ones(4, dtype=np.float32)
    for fit in (fit_squares, fit_habits):
        fitted = fit(texts, labels, weights, labels_in_all=2)
        assert fitted.scores(texts).argmax(axis=1).tolist() == labels.tolist()
