"""What scores of all groups tell of each is learnt, folded into the weights, and changes no order of certainties."""

import numpy as np
import pytest

from otklik.triage.fitting import Fitted, fit_habits, fit_squares
from otklik.triage.packing import Floats
from otklik.triage.shares import bent, lead_of_best


def test_relations_put_right_a_label_that_always_comes_second() -> None:
    pytest.importorskip("sklearn")
    from otklik.triage.relating import learn_relations

    labels = np.array([0, 1, 2] * 40)
    scores = np.eye(4, dtype=np.float32)[labels]
    scores[labels == 2] = (0.0, 0.6, 0.5, 0.0)  # the third label scores a little less than the second one
    relations = learn_relations(scores, labels)
    assert relations.applied(scores).argmax(axis=1).tolist() == labels.tolist()
    assert relations.applied(scores)[:, 3].max() == pytest.approx(2 * scores[:, 3].max())


def test_relations_folded_into_weights_give_the_same_scores() -> None:
    pytest.importorskip("sklearn")
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    from otklik.triage.relating import learn_relations

    drawn = np.random.default_rng(3)
    fitted = Fitted(np.arange(5), drawn.normal(size=(5, 3)).astype(np.float32), np.ones(3, dtype=np.float32))
    texts = csr_matrix(drawn.normal(size=(30, 5)).astype(np.float32))
    relations = learn_relations(fitted.scores(texts), np.arange(30) % 3)
    assert relations.folded_into(fitted).scores(texts) == pytest.approx(
        relations.applied(fitted.scores(texts)), abs=1e-4
    )


def test_squares_and_habits_know_the_words_of_a_label() -> None:
    pytest.importorskip("sklearn")
    from scipy.sparse import csr_matrix

    texts = csr_matrix(np.array([[1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 1, 0]], dtype=np.float32))
    labels, weights = np.array([0, 0, 1, 1]), np.ones(4, dtype=np.float32)
    for fit in (fit_squares, fit_habits):
        fitted = fit(texts, labels, weights, labels_in_all=2)
        assert fitted.scores(texts).argmax(axis=1).tolist() == labels.tolist()


@pytest.mark.parametrize("shares", [(0.5, 0.5, 0.0), (0.4, 0.35, 0.25), (0.9, 0.06, 0.04), (1.0, 0.0, 0.0)])
def test_the_best_group_stays_the_best_when_its_certainty_is_bent(shares: tuple[float, ...]) -> None:
    asked: Floats = np.array(shares, dtype=np.float32)
    for offset in (-2.0, 0.0, 2.0):
        found = bent(asked, slope=1.0, offset=offset)
        assert found.argmax() == asked.argmax()
        assert (np.diff(found) <= 0).all()


def test_a_lead_is_the_logarithm_of_how_many_times() -> None:
    assert lead_of_best(np.array([0.2, 0.6, 0.2], dtype=np.float32)) == pytest.approx(np.log(3))
    assert lead_of_best(np.array([1.0, 0.0], dtype=np.float32)) < 20
