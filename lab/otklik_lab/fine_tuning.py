"""Teaches a network: groups and all else that is known of a text at once, in rounds over texts of like length.

Where several groups are right, it is taught that one of them is. Needs the extra `reader`; seeded, but other processors
add up in another order and give other last figures.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from otklik.triage.packing import Floats
from otklik_lab.classifier_data import Taught
from otklik_lab.encoder import Network
from otklik_lab.linear import Integers

log = logging.getLogger(__name__)

SPREAD: Final = 0.1
"""Share of each label that is spread over all: people err."""
WEIGHTS_OF_OTHERS: Final = (0.3, 0.4, 0.4, 0.4)
"""How much naming the topic counts, the executor, their group and their topic; our group counts one."""
QUICKER_HEADS: Final = 8
"""So many times further go the steps of the heads, which begin with nothing."""
WARMING: Final = 0.06
"""Share of the steps that grow from nothing; after it they shrink."""
SHORTEST_STEP: Final = 0.02
LONGEST_SLOPE: Final = 1.0
SHRINKING: Final = 0.01
KEPT: Final = (0.9, 0.98)
SORTED_AT_ONCE: Final = 40
"""So many batches are drawn together and sorted by length, so that little is filled up."""
READ_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class Pace:
    """How a network is taught."""

    rounds: int
    batch: int
    step: float
    """The longest of the steps of the encoder."""
    seed: int = 0


def teach(network: Network, taught: Taught, pieces: Sequence[list[int]], used: Integers, *, pace: Pace) -> None:
    """Teach a network some of the texts; `pieces`: those of all texts."""
    torch.manual_seed(pace.seed)
    torch.set_num_threads(1)
    drawn = np.random.default_rng(pace.seed)
    body = list(network.encoder.parameters())
    heads = [*network.weigh.parameters(), *network.heads.parameters()]
    groups = [{"params": body, "lr": pace.step}, {"params": heads, "lr": pace.step * QUICKER_HEADS}]
    steps = torch.optim.AdamW(groups, weight_decay=SHRINKING, betas=KEPT)
    in_all = pace.rounds * -(-len(used) // pace.batch)
    lengths = torch.optim.lr_scheduler.LambdaLR(steps, lambda gone: _length(gone, in_all))
    network.train()
    for number in range(pace.rounds):
        surprises = []
        for batch in _batches(used, pieces, drawn, size=pace.batch):
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(*_filled([pieces[place] for place in batch]))
            surprise = _surprise([one.float() for one in scores], taught, batch)
            steps.zero_grad(set_to_none=True)
            surprise.backward()
            nn.utils.clip_grad_norm_(network.parameters(), LONGEST_SLOPE)
            steps.step()
            lengths.step()
            surprises.append(float(surprise.detach()))
        log.info("round %d of %d: %.3f", number + 1, pace.rounds, np.mean(surprises))


def scores_of(network: Network, pieces: Sequence[list[int]]) -> Floats:
    """Scores of groups for each text."""
    order = sorted(range(len(pieces)), key=lambda place: len(pieces[place]))
    found = np.zeros((len(pieces), network.heads[0].out_features), dtype=np.float32)
    network.eval()
    with torch.no_grad():
        for start in range(0, len(order), READ_AT_ONCE):
            batch = order[start : start + READ_AT_ONCE]
            found[batch] = network(*_filled([pieces[place] for place in batch]))[0].numpy()
    return found


def _length(gone: int, in_all: int) -> float:
    """Of a step, between nothing and one."""
    return min(1.0, gone / (WARMING * in_all)) * max(SHORTEST_STEP, 1 - gone / in_all)


def _batches(
    used: Integers, pieces: Sequence[list[int]], drawn: np.random.Generator, *, size: int
) -> Iterator[Integers]:
    order, batches = drawn.permutation(used), []
    for start in range(0, len(order), size * SORTED_AT_ONCE):
        some = sorted(order[start : start + size * SORTED_AT_ONCE], key=lambda place: len(pieces[place]))
        batches += [np.array(some[first : first + size]) for first in range(0, len(some), size)]
    for place in drawn.permutation(len(batches)):
        yield batches[place]


def _filled(pieces: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Texts as rows of one length, and how long each is."""
    lengths = [len(one) for one in pieces]
    rows = np.zeros((len(pieces), max(lengths)), dtype=np.int64)
    for row, one in zip(rows, pieces, strict=True):
        row[: len(one)] = one
    return torch.from_numpy(rows), torch.tensor(lengths)


def _surprise(scores: Sequence[Tensor], taught: Taught, batch: Integers) -> Tensor:
    """How little was foretold, of groups and of all else, a text of the batch."""
    weights = torch.from_numpy(taught.weights[batch])
    shares = scores[0].log_softmax(1)
    named = (shares + torch.log(torch.from_numpy(taught.allowed[batch]) + 1e-9)).logsumexp(1)
    surprise = -((1 - SPREAD) * named + SPREAD * shares.mean(1)) * weights
    for weight, others, columns in zip(WEIGHTS_OF_OTHERS, taught.others, scores[1:], strict=True):
        labels = torch.from_numpy(others[batch])
        of_one = nn.functional.cross_entropy(columns, labels, reduction="none", label_smoothing=SPREAD, ignore_index=-1)
        surprise = surprise + weight * of_one * weights
    return surprise.sum() / len(batch)
