"""The encoder in PyTorch, while it learns: layers of attention over pieces, and heads that name what is known.

Needs the extra `reader`. Only the head of groups is kept.
"""

from collections.abc import Sequence
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from otklik.triage.second_reading import LONGEST
from otklik_lab.pretrained import Pretrained

LEFT_OUT: Final = 0.1
"""Share of the numbers that each step does without."""
FAR_BELOW: Final = -1e4
"""Added to what is not to be attended to."""


class Layer(nn.Module):  # type: ignore[misc]  # the package has no types here
    """Attention, then two tables with a bend between; each added to what came in and made even."""

    def __init__(self, numbers: int, between: int, heads: int, least: float) -> None:
        super().__init__()
        self.heads = heads
        self.asked = nn.Linear(numbers, 3 * numbers)
        self.attended = nn.Linear(numbers, numbers)
        self.even = nn.LayerNorm(numbers, least)
        self.wider = nn.Linear(numbers, between)
        self.narrower = nn.Linear(between, numbers)
        self.even_again = nn.LayerNorm(numbers, least)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        texts, length, numbers = rows.shape
        split = self.asked(rows).view(texts, length, 3, self.heads, numbers // self.heads).permute(2, 0, 3, 1, 4)
        question, key, value = split
        near = question @ key.transpose(-1, -2) / (numbers // self.heads) ** 0.5 + mask
        heard = (near.softmax(-1) @ value).transpose(1, 2).reshape(texts, length, numbers)
        rows = self.even(rows + functional.dropout(self.attended(heard), LEFT_OUT, self.training))
        told = self.narrower(functional.gelu(self.wider(rows)))
        return self.even_again(rows + functional.dropout(told, LEFT_OUT, self.training))


class Encoder(nn.Module):  # type: ignore[misc]
    """Pieces of texts in, a row of numbers for each piece out."""

    def __init__(self, pieces: int, layers: int, origin: Pretrained, *, longest: int = LONGEST) -> None:
        super().__init__()
        sizes = origin.sizes
        self.pieces = nn.Embedding(pieces, sizes.numbers)
        self.places = nn.Embedding(longest, sizes.numbers)
        self.kind = nn.Parameter(torch.zeros(sizes.numbers), requires_grad=False)
        self.even = nn.LayerNorm(sizes.numbers, sizes.least)
        shape = (sizes.numbers, sizes.between, sizes.heads, sizes.least)
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(layers))

    def forward(self, pieces: Tensor, mask: Tensor, told: Tensor | float = 0.0) -> Tensor:
        """`told`: what is known of each piece beside what it is and where it stands."""
        rows = self.even(self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.kind + told)
        rows = functional.dropout(rows, LEFT_OUT, self.training)
        for layer in self.layers:
            rows = layer(rows, mask)
        return rows

    def begin_as(self, origin: Pretrained, pieces: Sequence[int]) -> None:
        """Take over the numbers of the encoder to begin with; `pieces`: which of its pieces ours are."""
        size = origin.sizes.numbers
        with torch.no_grad():
            self.pieces.weight.copy_(_table(origin.weights("emb.word", size)[list(pieces)]))
            self.places.weight.copy_(_table(origin.numbers("emb.pos").reshape(-1, size)[: len(self.places.weight)]))
            self.kind.copy_(_table(origin.numbers("emb.type")[:size]))
            _fill(self.even, origin.numbers("emb.ln.w"), origin.numbers("emb.ln.b"))
            for place, layer in enumerate(self.layers):
                _begin_layer(layer, origin, f"l{place}.")


class Network(nn.Module):  # type: ignore[misc]
    """An encoder with heads, each of which names something of a text: its group first."""

    def __init__(self, encoder: Encoder, columns: Sequence[int]) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.pieces.embedding_dim
        self.weigh = nn.Linear(size, 1)
        self.heads = nn.ModuleList(nn.Linear(2 * size, count) for count in columns)
        for head in (self.weigh, *self.heads):
            nn.init.normal_(head.weight, 0, 0.02)
            nn.init.zeros_(head.bias)

    def forward(self, pieces: Tensor, lengths: Tensor) -> list[Tensor]:
        """Scores by each head. The mean of all pieces and a mean weighed by what is attended to lie side by side."""
        inside = torch.arange(pieces.shape[1])[None] < lengths[:, None]
        mask = torch.zeros(inside.shape).masked_fill(~inside, FAR_BELOW)[:, None, None]
        rows = self.encoder(pieces, mask).float()
        mean = (rows * inside[..., None]).sum(1) / lengths[:, None]
        shares = self.weigh(rows)[..., 0].masked_fill(~inside, FAR_BELOW).softmax(1)
        both = torch.cat([mean, (rows * shares[..., None]).sum(1)], 1)
        both = functional.dropout(both, LEFT_OUT, self.training)
        return [head(both) for head in self.heads]


def shortened(network: Network, layers: int) -> Network:
    """The same network with its lower layers only."""
    network.encoder.layers = network.encoder.layers[:layers]
    return network


def _begin_layer(layer: Layer, origin: Pretrained, prefix: str) -> None:
    size, between = origin.sizes.numbers, origin.sizes.between
    asked = [(origin.weights(f"{prefix}{one}.w", size), origin.numbers(f"{prefix}{one}.b")) for one in "qkv"]
    layer.asked.weight.copy_(torch.cat([_table(weights) for weights, _ in asked]))
    layer.asked.bias.copy_(torch.cat([_table(added) for _, added in asked]))
    _fill(layer.attended, origin.weights(f"{prefix}ao.w", size), origin.numbers(f"{prefix}ao.b"))
    _fill(layer.even, origin.numbers(f"{prefix}aln.w"), origin.numbers(f"{prefix}aln.b"))
    _fill(layer.wider, origin.weights(f"{prefix}fi.w", size), origin.numbers(f"{prefix}fi.b"))
    _fill(layer.narrower, origin.weights(f"{prefix}fo.w", between), origin.numbers(f"{prefix}fo.b"))
    _fill(layer.even_again, origin.numbers(f"{prefix}oln.w"), origin.numbers(f"{prefix}oln.b"))


def _fill(module: Any, weights: Any, added: Any) -> None:
    module.weight.copy_(_table(weights))
    module.bias.copy_(_table(added))


def _table(numbers: Any) -> Tensor:
    return torch.from_numpy(numbers)
