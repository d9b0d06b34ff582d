"""Learns what words mean together: a small network over sums of vectors of words, in PyTorch.

Where several groups are allowed for a text, it is taught the share of each that it believes itself, so that it finds
out which is meant. It names topics too while it learns, for these tell more than groups do; only groups are kept.
Seeded: the same texts give the same numbers on the same machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage.meanings import Meanings, Words, directions, words_of
from otklik.triage.packing import Floats
from otklik_lab.linear import Integers

UNITS: Final = 256
"""Between the vectors and the groups, in each of the networks."""
SEEDS: Final = (0, 1, 2)
"""So many networks are learnt and laid side by side: their mean errs less than one."""
EPOCHS: Final = 12
BATCH: Final = 128
LEARNING_RATE: Final = 5e-3
"""How far the first step goes; the last one goes nowhere."""
DROPOUT: Final = 0.5
"""Share of the units between that each step does without."""
LABEL_SMOOTHING: Final = 0.1
"""Share of each label that is spread over all: people err."""
BALANCE: Final = 0.5
"""0: each text counts alike; 1: each group counts alike, however few its texts."""
SHARE_OF_TOPICS: Final = 0.3
"""How much naming the topic counts beside naming the group."""
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
    torch.manual_seed(seed)
    drawn = np.random.default_rng(seed)
    hidden = nn.Linear(taught.sums.shape[1], UNITS)
    heads = [nn.Linear(UNITS, taught.allowed.shape[1]), nn.Linear(UNITS, topics_in_all)]
    nn.init.kaiming_normal_(hidden.weight)
    for head in heads:
        nn.init.normal_(head.weight, std=UNITS**-0.5)
    for layer in (hidden, *heads):
        nn.init.zeros_(layer.bias)
    network = nn.ModuleList([hidden, *heads])
    optimizer = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    steps = EPOCHS * -(-len(taught.sums) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=steps)
    weights = _balanced(taught)
    for places in _batches(drawn, len(taught.sums)):
        some = taught.of(places)
        between = functional.dropout(functional.relu(hidden(torch.from_numpy(some.sums))), DROPOUT)
        loss = _loss(heads[0](between), heads[1](between), some, torch.from_numpy(weights[places]))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
    return [
        one for layer in (hidden, heads[0]) for one in (layer.weight.detach().numpy().T, layer.bias.detach().numpy())
    ]


def _loss(groups: Tensor, topics: Tensor, taught: Taught, weights: Tensor) -> Tensor:
    """Cross entropy: of groups with the network's own belief among the allowed ones, and of known topics."""
    believed = groups.detach().softmax(1) * torch.from_numpy(taught.allowed)
    wanted = believed / (believed.sum(1, keepdim=True) + _LEAST)
    of_groups = functional.cross_entropy(groups, wanted, reduction="none", label_smoothing=LABEL_SMOOTHING)
    of_topics = functional.cross_entropy(
        topics, torch.from_numpy(taught.topics), reduction="none", label_smoothing=LABEL_SMOOTHING, ignore_index=-1
    )
    return (of_groups * weights + SHARE_OF_TOPICS * of_topics).mean()


def _balanced(taught: Taught) -> Floats:
    """Weights of texts, raised where the first of the allowed groups is rare; the mean is one."""
    labels = taught.allowed.argmax(axis=1)
    raised = taught.weights / np.bincount(labels)[labels] ** BALANCE
    balanced: Floats = (raised / raised.mean()).astype(np.float32)
    return balanced


def _batches(drawn: np.random.Generator, texts: int) -> Iterator[Integers]:
    for _ in range(EPOCHS):
        order = drawn.permutation(texts)
        for start in range(0, texts, BATCH):
            yield order[start : start + BATCH]
