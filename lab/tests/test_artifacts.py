"""Tables of weights as they are written."""

import numpy as np

from otklik.triage.packing import opened
from otklik_lab.artifacts import quantize


def test_a_weight_of_one_byte_stands_for_nearly_what_it_was() -> None:
    weights = np.array([[0.5, -2.0], [0.001, 0.3], [-0.25, 0.0]], dtype=np.float32)
    packed, scale = quantize(weights)
    assert np.abs(opened(packed) * scale - weights).max() < 0.01
