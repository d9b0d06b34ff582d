"""Learns what words mean together: a small network over sums of vectors of words, with Adam, in numpy alone.

Where several groups are allowed for a text, it is taught the share of each that it believes itself, so that it finds
out which is meant. It names topics too while it learns, for these tell more than groups do; only groups are kept.
Seeded: the same texts give the same numbers on the same machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from otklik.triage.likeness.meaning import ARTIFACTS
from otklik.triage.meanings import Meanings, Words, directions, words_of
from otklik.triage.packing import Floats
from otklik.triage.shares import softmax
from otklik_lab.linear import Integers

UNITS: Final = 256
"""Between the vectors and the groups, in each of the networks."""
SEEDS: Final = (0, 1, 2)
"""So many networks are learnt and laid side by side: their mean errs less than one."""
ROUNDS: Final = 12
BATCH: Final = 128
RATE: Final = 5e-3
"""How far the first step goes; the last one goes nowhere."""
FORGOTTEN: Final = 0.5
"""Share of the units between that each step does without."""
DOUBT: Final = 0.1
"""Share of each label that is spread over all: people err."""
BALANCE: Final = 0.5
"""0: each text counts alike; 1: each group counts alike, however few its texts."""
SHARE_OF_TOPICS: Final = 0.3
"""How much naming the topic counts beside naming the group."""
_KEPT: Final = (0.9, 0.999)
_LEAST: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Taught:
    """What a network is taught, one row for each text."""

    sums: Floats
    allowed: Floats
    """1 for each group that is right, 0 for the others."""
    topics: Integers
    """Column of the topic; -1: not known."""
    weights: Floats

    def of(self, used: Integers) -> "Taught":
        """Some of the texts."""
        return Taught(self.sums[used], self.allowed[used], self.topics[used], self.weights[used])


def words_at_hand(texts: Sequence[str]) -> Words:
    """The words that `likeness` has vectors of; each counts by the logarithm of how few of the texts hold it."""
    keys, vectors = (np.load(ARTIFACTS / f"word_{name}.npy") for name in ("keys", "vectors"))
    lengths = np.linalg.norm(vectors.astype(np.float32), axis=1) + _LEAST
    bare = words_of(keys, vectors, np.ones(len(keys), dtype=np.float32))
    seen = np.zeros(len(keys), dtype=np.float32)
    for text in texts:
        seen[[*set(bare.known(text))]] += 1
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    return words_of(keys, vectors, (rarity / lengths).astype(np.float16).astype(np.float32))


def sums_of(texts: Sequence[str], *, words: Words) -> Floats:
    """A row for each text."""
    return np.array([words.sum_of(words.known(text)) for text in texts], dtype=np.float32)


def learn_meanings(taught: Taught, *, words: Words, topics_in_all: int) -> Meanings:
    """Learn several networks and lay them side by side as one."""
    straight = replace(taught, sums=directions(taught.sums)[0])
    learnt = [_learn(straight, topics_in_all=topics_in_all, seed=seed) for seed in SEEDS]
    return Meanings(
        words=words,
        inner=np.hstack([one[0] for one in learnt]),
        inner_added=np.concatenate([one[1] for one in learnt]),
        outer=np.vstack([one[2] for one in learnt]) / np.float32(len(SEEDS)),
        outer_added=np.mean([one[3] for one in learnt], axis=0, dtype=np.float32),
    )


def _learn(taught: Taught, *, topics_in_all: int, seed: int) -> list[Floats]:
    drawn = np.random.default_rng(seed)
    numbers = _drawn_numbers(drawn, (taught.sums.shape[1], UNITS, taught.allowed.shape[1], topics_in_all))
    steps = _Steps(numbers, in_all=ROUNDS * -(-len(taught.sums) // BATCH))
    balanced = Taught(taught.sums, taught.allowed, taught.topics, _balanced(taught))
    for places in _batches(drawn, len(taught.sums)):
        kept = drawn.random((len(places), UNITS), dtype=np.float32) >= FORGOTTEN
        steps.go(_slopes(numbers, balanced.of(places), kept=kept.astype(np.float32) / np.float32(1 - FORGOTTEN)))
    return numbers


def _drawn_numbers(drawn: np.random.Generator, sizes: tuple[int, int, int, int]) -> list[Floats]:
    """To begin with: the layer between, groups and topics, each with what is added."""
    inputs, units, groups, topics = sizes

    def table(rows: int, columns: int, spread: float) -> Floats:
        found: Floats = (drawn.standard_normal((rows, columns)) * np.sqrt(spread / rows)).astype(np.float32)
        return found

    added = [np.zeros(size, dtype=np.float32) for size in (units, groups, topics)]
    tables = (table(inputs, units, 2), table(units, groups, 1), table(units, topics, 1))
    return [one for both in zip(tables, added, strict=True) for one in both]


def _balanced(taught: Taught) -> Floats:
    """Weights of texts, raised where the first of the allowed groups is rare; the mean is one."""
    labels = taught.allowed.argmax(axis=1)
    raised = taught.weights / np.bincount(labels)[labels] ** BALANCE
    balanced: Floats = (raised / raised.mean()).astype(np.float32)
    return balanced


def _batches(drawn: np.random.Generator, texts: int) -> Iterator[Integers]:
    for _ in range(ROUNDS):
        order = drawn.permutation(texts)
        for start in range(0, texts, BATCH):
            yield order[start : start + BATCH]


def _slopes(numbers: Sequence[Floats], taught: Taught, *, kept: Floats) -> list[Floats]:
    """How each number has to change for the labels to surprise more."""
    inner, inner_added, groups, groups_added, topics, topics_added = numbers
    raw: Floats = taught.sums @ inner + inner_added
    kept = np.where(raw > 0, kept, np.float32(0))
    between: Floats = raw * kept
    size = np.float32(len(between))
    of_groups = softmax(between @ groups + groups_added)
    of_topics = softmax(between @ topics + topics_added)
    known = np.float32(SHARE_OF_TOPICS) * (taught.topics >= 0)
    missed_groups = (of_groups - _wanted(of_groups * taught.allowed)) * taught.weights[:, None] / size
    missed_topics = (of_topics - _wanted(_marks(taught.topics, of_topics.shape[1]))) * known[:, None] / size
    missed = (missed_groups @ groups.T + missed_topics @ topics.T) * kept
    return [
        *(taught.sums.T @ missed, missed.sum(axis=0)),
        *(between.T @ missed_groups, missed_groups.sum(axis=0)),
        *(between.T @ missed_topics, missed_topics.sum(axis=0)),
    ]


def _wanted(believed: Floats) -> Floats:
    """What it is taught: its own belief among what is allowed, and a doubt."""
    among = believed / (believed.sum(axis=1, keepdims=True) + np.float32(_LEAST))
    return among * np.float32(1 - DOUBT) + np.float32(DOUBT / believed.shape[1])


def _marks(labels: Integers, columns: int) -> Floats:
    marks = np.zeros((len(labels), columns), dtype=np.float32)
    known = np.flatnonzero(labels >= 0)
    marks[known, labels[known]] = 1
    return marks


class _Steps:
    """Adam (Kingma and Ba, 2015), its steps shrinking to nothing."""

    def __init__(self, numbers: list[Floats], *, in_all: int) -> None:
        self._numbers, self._in_all, self._gone = numbers, in_all, 0
        self._means: list[Any] = [np.zeros_like(one) for one in numbers]
        self._squares: list[Any] = [np.zeros_like(one) for one in numbers]

    def go(self, slopes: Sequence[Floats]) -> None:
        """Move every number one step against its slope."""
        rate = RATE * (1 - (self._gone + 1) / self._in_all)
        self._gone += 1
        first, second = (np.float32(1 - kept**self._gone) for kept in _KEPT)
        for place, slope in enumerate(slopes):
            mean, square = self._means[place], self._squares[place]
            self._means[place] = mean = mean + np.float32(1 - _KEPT[0]) * (slope - mean)
            self._squares[place] = square = square + np.float32(1 - _KEPT[1]) * (slope * slope - square)
            self._numbers[place] -= np.float32(rate) * (mean / first) / (np.sqrt(square / second) + np.float32(_LEAST))
