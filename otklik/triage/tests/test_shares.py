"""Certainties of groups: calibrated without a change of their order."""

import numpy as np
import pytest

from otklik.triage.packing import Floats
from otklik.triage.shares import bent, lead_of_best


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
