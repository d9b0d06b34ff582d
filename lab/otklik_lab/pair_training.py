"""Teaches a network of pairs. Needs the extra `reader`; seeded, but other processors add up in another order."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from otklik.duplicates.matching.pair_encoder import TokenPair, tokenize_pair
from otklik_lab.fine_tuning import (
    KEPT,
    LONGEST_SLOPE,
    QUICKER_HEADS,
    SHORTEST_STEP,
    SHRINKING,
    SORTED_AT_ONCE,
    WARMING,
)
from otklik_lab.pair_data import Taught
from otklik_lab.pair_encoder import PairNetwork
from otklik_lab.paraphrases import ToldPair

log = logging.getLogger(__name__)

SPREAD: Final = 0.03
"""Taken off every label: hands err."""
TOLD_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Pace:
    """How a network is taught."""

    steps: int
    batch: int
    step: float
    """The longest of the steps of the encoder."""
    seed: int = 0


def teach(network: PairNetwork, taught: Taught, cutter: Any, *, pace: Pace) -> None:
    """Teach a network pairs of the lessons."""
    torch.manual_seed(pace.seed)
    torch.set_num_threads(1)
    body = list(network.encoder.parameters())
    heads = [one for name, one in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": body, "lr": pace.step}, {"params": heads, "lr": pace.step * QUICKER_HEADS}]
    steps = torch.optim.AdamW(groups, weight_decay=SHRINKING, betas=KEPT)
    lengths = torch.optim.lr_scheduler.LambdaLR(steps, lambda gone: _length(gone, pace.steps))
    network.train()
    surprises = []
    batches = _batches(taught, cutter, np.random.default_rng(pace.seed), size=pace.batch)
    for number, (rows, is_same) in enumerate(islice(batches, pace.steps), start=1):
        with torch.autocast("cpu", torch.bfloat16):
            odds = network(*filled(rows))
        surprise = nn.functional.binary_cross_entropy_with_logits(odds.float(), is_same)
        steps.zero_grad(set_to_none=True)
        surprise.backward()
        nn.utils.clip_grad_norm_(network.parameters(), LONGEST_SLOPE)
        steps.step()
        lengths.step()
        surprises.append(float(surprise.detach()))
        if number % TOLD_EVERY == 0:
            log.info("step %d of %d: %.3f", number, pace.steps, np.mean(surprises[-TOLD_EVERY:]))


def filled(rows: Sequence[TokenPair]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pairs as rows of one length, and which places hold anything."""
    longest = max(len(row.pieces) for row in rows)
    tables = np.zeros((4, len(rows), longest), dtype=np.int64)
    for place, row in enumerate(rows):
        tables[:3, place, : len(row.pieces)] = row
        tables[3, place, : len(row.pieces)] = 1
    pieces, sides, echoes, inside = torch.from_numpy(tables)
    return pieces, sides, echoes, inside.bool()


def _length(gone: int, in_all: int) -> float:
    return min(1.0, (gone + 1) / (WARMING * in_all)) * max(SHORTEST_STEP, 1 - gone / in_all)


def _batches(
    taught: Taught, cutter: Any, draw: np.random.Generator, *, size: int
) -> Iterator[tuple[list[TokenPair], Tensor]]:
    """Batches of pairs of like length, so that little is filled up."""
    pairs = taught.drawn(draw)
    while True:
        some = [(tokenize_pair(one.first, one.second, cutter), one) for one in islice(pairs, size * SORTED_AT_ONCE)]
        some.sort(key=lambda one: len(one[0].pieces))
        for start in draw.permutation(SORTED_AT_ONCE) * size:
            batch = some[start : start + size]
            yield [row for row, _ in batch], _labels([pair for _, pair in batch])


def _labels(pairs: Sequence[ToldPair]) -> Tensor:
    return torch.tensor([1 - SPREAD if one.is_same else SPREAD for one in pairs])
