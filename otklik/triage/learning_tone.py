"""Learns what is rude: a line over words and pieces, and a small network over meanings and how a text is written.

The network (`tone`) counts for a share; that and the curve from scores to certainties are fitted on comments that
neither saw. Needs scikit-learn. Seeded: the same comments give the same numbers on the same machine.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.calibrating import fit_line
from otklik.triage.fitting import Fitted, Matrix, fit_two_sides
from otklik.triage.learning_meanings import sums_of
from otklik.triage.meanings import Words
from otklik.triage.packing import Floats
from otklik.triage.tone import Tone, signs_of

UNITS: Final = 64
SEEDS: Final = (0, 1)
"""So many networks are learnt and laid side by side: their mean errs less than one."""
ROUNDS: Final = 8
BATCH: Final = 128
RATE: Final = 2e-3
STRENGTH: Final = 0.1
SHARE: Final = 0.2
"""How much it counts beside the line, both brought to one spread."""
_LEAST: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Comments:
    """What rudeness is learnt from, one row for each comment."""

    matrix: Matrix
    """Weighed buckets, for the line."""
    sums: Floats
    """Vectors of meaning, for the network."""
    signs: Floats
    is_rude: NDArray[np.bool_]
    is_probe: NDArray[np.bool_]
    """Kept apart to fit the curve on."""

    def of(self, used: NDArray[np.bool_]) -> "Comments":
        """Some of the comments."""
        return Comments(self.matrix[used], self.sums[used], self.signs[used], self.is_rude[used], self.is_probe[used])


@dataclass(frozen=True, slots=True)
class Rudeness:
    """What was learnt: scores of both are added, and slope and offset make certainties of them."""

    line: Fitted
    tone: Tone
    slope: float
    offset: float


def learn_rudeness(comments: Comments) -> Rudeness:
    """Learn from all; how much the network counts and the curve by what was learnt without the probes."""
    partly, probes = comments.of(~comments.is_probe), comments.of(comments.is_probe)
    scores = fit_two_sides(partly.matrix, partly.is_rude).scores(probes.matrix)[:, 0]
    tones = learn_tone(partly).scores(probes.sums, probes.signs)
    share = SHARE * float(scores.std()) / max(float(tones.std()), _LEAST)
    slope, offset = fit_line(scores + np.float32(share) * tones, probes.is_rude)
    tone = learn_tone(comments)
    counted = replace(tone, outer=tone.outer * np.float32(share), outer_added=tone.outer_added * np.float32(share))
    return Rudeness(fit_two_sides(comments.matrix, comments.is_rude), counted, slope, offset)


def heard(texts: Sequence[str], *, words: Words) -> tuple[Floats, Floats]:
    """What a tone is learnt from: vectors of meaning and signs, a row for each text."""
    return sums_of(texts, words=words), np.array([signs_of(text) for text in texts], dtype=np.float32)


def learn_tone(comments: Comments) -> Tone:
    """A network that counts in full: its scores are logarithms of odds."""
    usual, spread = comments.signs.mean(axis=0), comments.signs.std(axis=0) + np.float32(_LEAST)
    nothing = np.zeros((1, 1), dtype=np.float32)
    bare = Tone(usual, spread, nothing, nothing[0], nothing[0], nothing[0])
    seen = bare.seen(comments.sums, comments.signs)
    learnt = [_learn(seen, comments.is_rude, seed=seed) for seed in SEEDS]
    return replace(
        bare,
        inner=np.hstack([one[0] for one in learnt]),
        inner_added=np.concatenate([one[1] for one in learnt]),
        outer=np.concatenate([one[2] / np.float32(len(SEEDS)) for one in learnt]),
        outer_added=np.mean([one[3] for one in learnt], axis=0, dtype=np.float32),
    )


def _learn(seen: Floats, is_rude: NDArray[np.bool_], *, seed: int) -> list[Floats]:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    batch = min(BATCH, len(seen))
    machine = MLPClassifier(
        (UNITS,), alpha=STRENGTH, learning_rate_init=RATE, max_iter=ROUNDS, batch_size=batch, random_state=seed
    )
    with warnings.catch_warnings():
        # a few rounds are meant: more learn by heart
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine.fit(seen, is_rude)
    (inner, outer), (inner_added, outer_added) = machine.coefs_, machine.intercepts_
    return [one.astype(np.float32) for one in (inner, inner_added, outer[:, 0], outer_added)]
