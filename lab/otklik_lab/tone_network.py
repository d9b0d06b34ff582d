"""Learns what is rude: a line over words and pieces, and a small network that reads the pieces of words in order.

The network (`tone`) counts for a share; that and the curve from scores to certainties are fitted on comments that
neither saw. Seeded: the same comments give the same numbers on the same machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

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
EPOCHS: Final = 8
BATCH: Final = 32
SORTED_AT_ONCE: Final = 40
"""So many batches are drawn together and sorted by length, so that little is padded."""
LEARNING_RATE: Final = 1.2e-3
EMBEDDING_RATE: Final = 0.5
"""Learning rate of embeddings beside all else."""
WARMUP: Final = 0.06
"""Share of the steps in which the learning rate rises; after it, it falls."""
LEAST_RATE: Final = 0.02
WEIGHT_DECAY: Final = 0.02
BETAS: Final = (0.9, 0.999)
MAX_GRADIENT_NORM: Final = 1.0
TOKEN_DROPOUT: Final = 0.1
EMBEDDING_DROPOUT: Final = 0.2
DROPOUT: Final = 0.3
LABEL_SMOOTHING: Final = 0.03
SHARE: Final = 0.65
"""How much it counts beside the line, both brought to one spread."""
_LEAST: Final = 1e-3


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


class ToneNetwork(nn.Module):  # type: ignore[misc]  # the package has no types here
    """Embeddings, a convolution over three tokens, pooling (mean, maximum, attention), two linear layers."""

    def __init__(self, beside: int) -> None:
        super().__init__()
        embeddings = torch.from_numpy(initial_embeddings())
        self.vectors = nn.Embedding.from_pretrained(embeddings, freeze=False)
        self.windows = nn.Linear(3 * embeddings.shape[1], HEARD)
        self.listened = nn.Linear(HEARD, WAYS, bias=False)
        self.inner = nn.Linear(HEARD * (2 + WAYS) + beside, UNITS)
        self.outer = nn.Linear(UNITS, 1)

    def forward(self, tokens: Tensor, inside: Tensor, beside: Tensor) -> Tensor:
        """Logits of a batch; `inside`: 1 where a comment goes on, 0 behind its end."""
        known = functional.dropout(inside, TOKEN_DROPOUT, self.training) * (1 - TOKEN_DROPOUT * self.training)
        rows = functional.dropout(self.vectors(tokens) * known[..., None], EMBEDDING_DROPOUT, self.training)
        edged = functional.pad(rows, (0, 0, 1, 1))
        windows = torch.cat((edged[:, :-2], edged[:, 1:-1], edged[:, 2:]), 2)
        heard = functional.relu(self.windows(windows)) * inside[..., None]
        heard = functional.dropout(heard, EMBEDDING_DROPOUT, self.training)
        shares = self.listened(heard).masked_fill(inside[..., None] == 0, -torch.inf).softmax(1)
        weighed = (shares.transpose(1, 2) @ heard).flatten(1)
        parts = (heard.sum(1) / inside.sum(1, keepdim=True), heard.amax(1), weighed, beside)
        told = functional.dropout(torch.cat(parts, 1), DROPOUT, self.training)
        between = functional.dropout(functional.relu(self.inner(told)), DROPOUT, self.training)
        logits: Tensor = self.outer(between)[:, 0]
        return logits


def learn_tone(comments: Comments) -> Tone:
    """A network that counts in full: its scores are logarithms of odds."""
    torch.manual_seed(SEED)
    drawn = np.random.default_rng(SEED)
    usual, spread = comments.signs.mean(axis=0), comments.signs.std(axis=0) + np.float32(_LEAST)
    beside = told_beside(comments.sums, comments.signs, usual=usual, spread=spread)
    network = ToneNetwork(beside.shape[1])
    others = [one for name, one in network.named_parameters() if not name.startswith("vectors.")]
    groups = [{"params": [network.vectors.weight], "lr": LEARNING_RATE * EMBEDDING_RATE}, {"params": others}]
    optimizer = torch.optim.AdamW(groups, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY, betas=BETAS)
    steps = EPOCHS * -(-len(beside) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (WARMUP * steps)) * max(LEAST_RATE, 1 - step / steps)
    )
    network.train()
    for _ in range(EPOCHS):
        for chosen in _batches(comments, drawn):
            tokens, inside = _padded([comments.pieces[place] for place in chosen])
            goal = torch.from_numpy(np.where(comments.is_rude[chosen], 1 - LABEL_SMOOTHING, LABEL_SMOOTHING)).float()
            logits = network(tokens, inside, torch.from_numpy(beside[chosen]))
            loss = functional.binary_cross_entropy_with_logits(logits, goal)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), MAX_GRADIENT_NORM)
            optimizer.step()
            schedule.step()
    return _exported(network, usual=usual, spread=spread)


def _exported(network: ToneNetwork, *, usual: Floats, spread: Floats) -> Tone:
    """The network as arrays; embeddings are quantised to a byte."""
    numbers = {name: one.detach().numpy() for name, one in network.named_parameters()}
    vectors = numbers["vectors.weight"]
    scale = np.abs(vectors).max(axis=0) / 127
    tables = {name: numbers[f"{name}.weight"].T.copy() for name in ("windows", "listened", "inner", "outer")}
    added = {f"{name}_added": numbers[f"{name}.bias"] for name in ("windows", "inner", "outer")}
    packed = np.rint(vectors / scale).astype(np.int8)
    return Tone(vectors=packed, scale=scale, usual=usual, spread=spread, **tables, **added)


def scores_of(tone: Tone, comments: Comments) -> Floats:
    """What a network says of each comment."""
    beside = told_beside(comments.sums, comments.signs, usual=tone.usual, spread=tone.spread)
    return np.array([tone.score(*one) for one in zip(comments.pieces, beside, strict=True)], dtype=np.float32)


def _batches(comments: Comments, drawn: np.random.Generator) -> Iterator[Integers]:
    """All comments once, those of like length together."""
    lengths = np.array([len(one) for one in comments.pieces])
    order, batches = drawn.permutation(len(lengths)), []
    for start in range(0, len(order), BATCH * SORTED_AT_ONCE):
        some = order[start : start + BATCH * SORTED_AT_ONCE]
        some = some[np.argsort(lengths[some], kind="stable")]
        batches += [some[first : first + BATCH] for first in range(0, len(some), BATCH)]
    for place in drawn.permutation(len(batches)):
        yield batches[place]


def _padded(pieces: Sequence[NDArray[np.int64]]) -> tuple[Tensor, Tensor]:
    """Comments as rows of one length, and where they go on."""
    tokens = nn.utils.rnn.pad_sequence([*map(torch.from_numpy, pieces)], batch_first=True, padding_value=UNKNOWN)
    lengths = torch.tensor([len(one) for one in pieces])
    return tokens, (torch.arange(tokens.shape[1])[None] < lengths[:, None]).float()
