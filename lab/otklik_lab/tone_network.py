"""Learns what is rude: a line over words and pieces, and a small network that reads the pieces of words in order.

The network (`tone`) counts for a share; that and the curve from scores to certainties are fitted on comments that
neither saw. Needs scikit-learn and autograd. Seeded: the same comments give the same numbers on the same machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import autograd.numpy as anp
import numpy as np
from autograd import grad
from numpy.typing import NDArray

from otklik.triage.meanings import Words
from otklik.triage.packing import Floats
from otklik.triage.pieces import UNKNOWN, pieces_of
from otklik.triage.tone import Tone, signs_of, told_beside
from otklik_lab.calibration import fit_line
from otklik_lab.embedding_network import sums_of
from otklik_lab.linear import Fitted, Integers, Matrix, fit_two_sides
from otklik_lab.token_embeddings import initial_embeddings

HEARD: Final = 64
WAYS: Final = 4
UNITS: Final = 64
SEED: Final = 0
ROUNDS: Final = 8
BATCH: Final = 32
SORTED_AT_ONCE: Final = 40
"""So many batches are drawn together and sorted by length, so that little is filled up."""
RATE: Final = 1.2e-3
RATE_OF_VECTORS: Final = 0.5
"""How fast vectors of pieces move beside all else."""
WARMING: Final = 0.06
"""Share of the steps that grow from nothing; after it they shrink."""
SHRINKING: Final = 0.02
LONGEST_SLOPE: Final = 1.0
PIECES_LEFT_OUT: Final = 0.1
NUMBERS_LEFT_OUT: Final = 0.2
"""Of vectors and of what is heard, at each step; of what is told in the end more:"""
LEFT_OUT: Final = 0.3
DOUBT: Final = 0.03
"""Comments may be marked wrongly: nothing is to be more certain than this leaves."""
SHARE: Final = 0.65
"""How much it counts beside the line, both brought to one spread."""
SHORTEST_STEP: Final = 0.02
KEPT: Final = (0.9, 0.999)
"""Of the mean and of the spread of slopes, from step to step."""
_LEAST: Final = 1e-3

type _Numbers = dict[str, Any]
"""The arrays of a network, by their names."""


@dataclass(frozen=True, slots=True)
class Comments:
    """What rudeness is learnt from, one row for each comment."""

    matrix: Matrix
    """Weighed buckets, for the line."""
    pieces: Sequence[NDArray[np.int64]]
    """Pieces of each text in order, for the network."""
    sums: Floats
    """Vectors of meaning, for it too."""
    signs: Floats
    is_rude: NDArray[np.bool_]
    is_probe: NDArray[np.bool_]
    """Kept apart to fit the curve on."""

    def of(self, used: NDArray[np.bool_]) -> "Comments":
        """Some of the comments."""
        return Comments(
            self.matrix[used],
            [self.pieces[int(place)] for place in np.flatnonzero(used)],
            self.sums[used],
            self.signs[used],
            self.is_rude[used],
            self.is_probe[used],
        )


@dataclass(frozen=True, slots=True)
class Rudeness:
    """What was learnt: scores of both are added, and slope and offset make certainties of them."""

    line: Fitted
    tone: Tone
    slope: float
    offset: float


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some comments, as rows of one length."""

    pieces: NDArray[np.int64]
    """All that they hold."""
    places: NDArray[np.int64]
    """A row for each comment: places among these pieces."""
    inside: Floats
    """1 where a comment goes on, 0 behind its end; a number for each place."""
    beside: Floats
    goal: Floats


def learn_rudeness(comments: Comments) -> Rudeness:
    """Learn from all; how much the network counts and the curve by what was learnt without the probes."""
    partly, probes = comments.of(~comments.is_probe), comments.of(comments.is_probe)
    scores = fit_two_sides(partly.matrix, partly.is_rude).scores(probes.matrix)[:, 0]
    tones = scores_of(learn_tone(partly), probes)
    share = SHARE * float(scores.std()) / max(float(tones.std()), _LEAST)
    slope, offset = fit_line(scores + np.float32(share) * tones, probes.is_rude)
    tone = learn_tone(comments)
    return Rudeness(fit_two_sides(comments.matrix, comments.is_rude), tone.counted(share), slope, offset)


def heard(texts: Sequence[str], *, words: Words) -> tuple[list[NDArray[np.int64]], Floats, Floats]:
    """What a tone is learnt from: pieces, vectors of meaning and signs of each text."""
    signs = np.array([signs_of(text) for text in texts], dtype=np.float32)
    return [pieces_of(text) for text in texts], sums_of(texts, words=words), signs


def learn_tone(comments: Comments) -> Tone:
    """A network that counts in full: its scores are logarithms of odds."""
    drawn = np.random.default_rng(SEED)
    usual, spread = comments.signs.mean(axis=0), comments.signs.std(axis=0) + np.float32(_LEAST)
    beside = told_beside(comments.sums, comments.signs, usual=usual, spread=spread)
    numbers = _begun(beside.shape[1], drawn)
    steps = _Steps(numbers, in_all=ROUNDS * -(-len(beside) // BATCH))
    for _ in range(ROUNDS):
        for batch in _batches(comments, beside, drawn):
            steps.go(_slopes(numbers, batch, drawn))
    scale = np.abs(numbers["vectors"]).max(axis=0) / 127
    numbers["vectors"] = np.rint(numbers["vectors"] / scale).astype(np.int8)
    return Tone(usual=usual, spread=spread, scale=scale, **numbers)


def scores_of(tone: Tone, comments: Comments) -> Floats:
    """What a network says of each comment."""
    beside = told_beside(comments.sums, comments.signs, usual=tone.usual, spread=tone.spread)
    return np.array([tone.score(*one) for one in zip(comments.pieces, beside, strict=True)], dtype=np.float32)


def _begun(beside: int, drawn: np.random.Generator) -> _Numbers:
    """Vectors that an encoder learnt; all else by chance, small."""
    vectors = initial_embeddings()
    shapes = {
        "windows": (3 * vectors.shape[1], HEARD),
        "listened": (HEARD, WAYS),
        "inner": (HEARD * (2 + WAYS) + beside, UNITS),
        "outer": (UNITS, 1),
    }
    wide = {name: drawn.uniform(-1, 1, shape) / sqrt(shape[0]) for name, shape in shapes.items()}
    added = {"windows_added": np.zeros(HEARD), "inner_added": np.zeros(UNITS), "outer_added": np.zeros(1)}
    return {name: one.astype(np.float32) for name, one in ({"vectors": vectors} | wide | added).items()}


def _batches(comments: Comments, beside: Floats, drawn: np.random.Generator) -> Iterator[_Batch]:
    """All comments once, those of like length together."""
    lengths = np.array([len(one) for one in comments.pieces])
    order, batches = drawn.permutation(len(lengths)), []
    for start in range(0, len(order), BATCH * SORTED_AT_ONCE):
        some = order[start : start + BATCH * SORTED_AT_ONCE]
        some = some[np.argsort(lengths[some], kind="stable")]
        batches += [some[first : first + BATCH] for first in range(0, len(some), BATCH)]
    for place in drawn.permutation(len(batches)):
        yield _batch(comments, beside, batches[place], lengths[batches[place]])


def _batch(comments: Comments, beside: Floats, chosen: Integers, lengths: Integers) -> _Batch:
    rows = np.full((len(chosen), lengths.max()), UNKNOWN)
    for row, place in zip(rows, chosen, strict=True):
        row[: len(comments.pieces[place])] = comments.pieces[place]
    pieces, places = np.unique(rows, return_inverse=True)
    inside = (np.arange(rows.shape[1]) < lengths[:, None]).astype(np.float32)
    goal = np.where(comments.is_rude[chosen], 1 - DOUBT, DOUBT).astype(np.float32)
    return _Batch(pieces, places.reshape(rows.shape), inside, beside[chosen], goal)


def _slopes(numbers: _Numbers, batch: _Batch, drawn: np.random.Generator) -> _Numbers:
    """How fast the surprise of a batch grows with each number."""
    at_hand = numbers | {"vectors": numbers["vectors"][batch.pieces]}
    slopes: _Numbers = grad(_surprise)(at_hand, batch, drawn)
    vectors = np.zeros_like(numbers["vectors"])
    vectors[batch.pieces] = slopes["vectors"]
    slopes["vectors"] = vectors
    length = sqrt(sum(float((slope**2).sum()) for slope in slopes.values()))
    return {name: slope * min(1.0, LONGEST_SLOPE / (length + _LEAST)) for name, slope in slopes.items()}


def _surprise(numbers: _Numbers, batch: _Batch, drawn: np.random.Generator) -> Any:
    """How little the network, some of its numbers left out, foretells of a batch: as `Tone` reads, all at once."""
    texts, length = batch.places.shape
    known = batch.inside * (drawn.random((texts, length)) >= PIECES_LEFT_OUT)
    rows = numbers["vectors"][batch.places] * known[..., None].astype(np.float32)
    rows = rows * _kept(rows.shape, drawn, NUMBERS_LEFT_OUT)
    edge = np.zeros((texts, 1, rows.shape[2]), dtype=np.float32)
    edged = anp.concatenate((edge, rows, edge), axis=1)
    windows = anp.concatenate((edged[:, :-2], edged[:, 1:-1], edged[:, 2:]), axis=2)
    heard = anp.maximum(windows @ numbers["windows"] + numbers["windows_added"], 0) * batch.inside[..., None]
    heard = heard * _kept(heard.shape, drawn, NUMBERS_LEFT_OUT)
    shares = anp.exp(heard @ numbers["listened"]) * batch.inside[..., None]
    weighed = anp.swapaxes(shares / anp.sum(shares, axis=1, keepdims=True), 1, 2) @ heard
    lengths = batch.inside.sum(axis=1, keepdims=True)
    parts = (anp.sum(heard, axis=1) / lengths, anp.max(heard, axis=1), anp.reshape(weighed, (texts, -1)), batch.beside)
    told = anp.concatenate(parts, axis=1)
    told = told * _kept(told.shape, drawn, LEFT_OUT)
    between = anp.maximum(told @ numbers["inner"] + numbers["inner_added"], 0)
    between = between * _kept(between.shape, drawn, LEFT_OUT)
    odds = (between @ numbers["outer"] + numbers["outer_added"])[:, 0]
    return anp.mean(anp.logaddexp(0, odds) - batch.goal * odds)


def _kept(shape: tuple[int, ...], drawn: np.random.Generator, left_out: float) -> Floats:
    """Nothing for a number that is left out; the others are the greater for it."""
    kept: Floats = ((drawn.random(shape, dtype=np.float32) >= left_out) / np.float32(1 - left_out)).astype(np.float32)
    return kept


class _Steps:
    """Steps down the slopes, by their means and spreads so far (Loshchilov and Hutter, «AdamW», 2019)."""

    def __init__(self, numbers: _Numbers, *, in_all: int) -> None:
        self._numbers, self._in_all, self._gone = numbers, in_all, 0
        self._means = {name: np.zeros_like(one) for name, one in numbers.items()}
        self._squares = {name: np.zeros_like(one) for name, one in numbers.items()}

    def go(self, slopes: _Numbers) -> None:
        """Move every number one step."""
        grown = min(1.0, self._gone / (WARMING * self._in_all)) * max(SHORTEST_STEP, 1 - self._gone / self._in_all)
        self._gone += 1
        for name, slope in slopes.items():
            number, mean, square = self._numbers[name], self._means[name], self._squares[name]
            mean += (1 - KEPT[0]) * (slope - mean)
            square += (1 - KEPT[1]) * (slope**2 - square)
            step = np.float32(RATE * grown * (RATE_OF_VECTORS if name == "vectors" else 1.0))
            number *= 1 - step * np.float32(SHRINKING)
            straight = mean / np.float32(1 - KEPT[0] ** self._gone)
            number -= step * straight / (np.sqrt(square / np.float32(1 - KEPT[1] ** self._gone)) + np.float32(1e-8))
