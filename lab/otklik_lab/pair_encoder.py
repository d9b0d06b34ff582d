"""The encoder of pairs in PyTorch, while it learns. Needs the extra `reader`."""

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from otklik.duplicates.matching.pair_encoder import LONGEST as LONGEST_TEXT
from otklik_lab.encoder import FAR_BELOW, LEFT_OUT, Encoder
from otklik_lab.pretrained import Pretrained

LAYERS: Final = 8
LONGEST: Final = 2 * LONGEST_TEXT + 4
"""Both texts and the marks."""
LOOKS: Final = 4
"""So many ways to weigh the pieces of both."""
BETWEEN: Final = 160


class PairNetwork(nn.Module):  # type: ignore[misc]  # the package has no types here
    """Rows of both texts in, the logarithm of the odds that they tell of the same out."""

    def __init__(self, pieces: int, origin: Pretrained) -> None:
        super().__init__()
        size = origin.sizes.numbers
        self.encoder = Encoder(pieces, LAYERS, origin, longest=LONGEST)
        self.sides, self.echoes = nn.Embedding(2, size), nn.Embedding(2, size)
        self.weigh = nn.Linear(size, LOOKS)
        self.between = nn.Linear((3 + LOOKS) * size, BETWEEN)
        self.last = nn.Linear(BETWEEN, 1)
        for added in (self.sides, self.echoes):
            nn.init.normal_(added.weight, 0, 0.02)

    def forward(self, pieces: Tensor, sides: Tensor, echoes: Tensor, inside: Tensor) -> Tensor:
        """`inside`: which places of each row hold anything."""
        mask = torch.zeros(inside.shape).masked_fill(~inside, FAR_BELOW)[:, None, None]
        rows = self.encoder(pieces, mask, self.sides(sides) + self.echoes(echoes)).float()
        first, second = (_mean(rows, inside & (sides == side)) for side in (0, 1))
        shares = self.weigh(rows).masked_fill(~inside[..., None], FAR_BELOW).softmax(1)
        looked = (shares.transpose(1, 2) @ rows).flatten(1)
        told = torch.cat([(first - second).abs(), first * second, rows[:, 0], looked], 1)
        told = self.between(functional.dropout(told, LEFT_OUT, self.training))
        found: Tensor = self.last(functional.dropout(functional.gelu(told), LEFT_OUT, self.training))[:, 0]
        return found


def _mean(rows: Tensor, of: Tensor) -> Tensor:
    return (rows * of[..., None]).sum(1) / of.sum(1, keepdim=True)
