"""Encoders written down as ONNX, drawn by hand: one byte a weight, a scale for each column.

What PyTorch draws by itself takes half as long again to read (`NOTES.md`): heads are cut apart one operation at a
time, and ONNX Runtime joins sums and norms into one that is slower than both. Needs the extra `reader`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model

from otklik.triage.packing import Floats

OPERATIONS: Final = 23
"""Version of ONNX that knows attention as one operation."""
FORMAT: Final = 11
"""Version of the file that may say so."""
JOINED: Final = "com.microsoft"
"""Where ONNX Runtime keeps its own: bytes taken times a table, of what is weighed only then."""
MOST: Final = 127
"""A weight is a byte between this and less this."""
MOST_OF_PIECE: Final = 255
"""A number of a piece's row is a byte from nought to this."""


class Drawing:
    """A graph that is being drawn: every call adds an operation and returns the name of what comes out."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._kept: list[Any] = []

    def keep(self, numbers: Any) -> str:
        """Numbers that lie in the file."""
        name = f"kept_{len(self._kept)}"
        self._kept.append(numpy_helper.from_array(np.asarray(numbers, order="C"), name))
        return name

    def add(self, operation: str, *taken: str, domain: str = "", **how: Any) -> str:
        """One operation with one result."""
        (found,) = self.split(operation, *taken, into=1, domain=domain, **how)
        return found

    def split(self, operation: str, *taken: str, into: int, domain: str = "", **how: Any) -> list[str]:
        """One operation with so many results."""
        found = [f"found_{len(self._nodes)}_{place}" for place in range(into)]
        self._nodes.append(helper.make_node(operation, taken, found, domain=domain, **how))
        return found

    def table(self, rows: str, linear: Any) -> str:
        """Rows times a table of bytes, and what is added."""
        weights = floats(linear.weight).T
        scales = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / np.float32(MOST)
        kept = np.rint(weights / scales).astype(np.int8)
        nothing = np.zeros(len(scales), dtype=np.int8)
        told = map(self.keep, (kept, scales, nothing, floats(linear.bias)))
        return self.add("DynamicQuantizeMatMul", rows, *told, domain=JOINED)

    def even(self, rows: str, norm: Any) -> str:
        """Rows made even."""
        told = map(self.keep, (floats(norm.weight), floats(norm.bias)))
        return self.add("LayerNormalization", rows, *told, axis=-1, epsilon=norm.eps)

    def looked_up(self, numbers: str, weights: Any) -> str:
        """A row of bytes for each number, as floats again."""
        told = floats(weights)
        least, most = np.minimum(told.min(), 0), np.maximum(told.max(), 0)
        scale = np.float32((most - least) / MOST_OF_PIECE)
        nothing = np.uint8(np.rint(-least / scale))
        kept = np.clip(np.rint(told / scale) + nothing, 0, MOST_OF_PIECE).astype(np.uint8)
        rows = self.add("Gather", self.keep(kept), numbers)
        return self.add("DequantizeLinear", rows, self.keep(scale), self.keep(nothing))

    def encoder(self, network: Any, pieces: str, *told: str) -> str:
        """A row of numbers for each piece; `told`: what is known of each beside what it is and where it stands."""
        length = self.add("Shape", pieces, start=1, end=2)
        places = self.keep(floats(network.places.weight) + floats(network.kind))
        first = self.keep(np.array([0]))
        rows = self.looked_up(pieces, network.pieces.weight)
        for one in (self.add("Slice", places, first, length, first), *told):
            rows = self.add("Add", rows, one)
        rows = self.even(rows, network.even)
        for layer in network.layers:
            rows = self._layer(rows, layer)
        return rows

    def _layer(self, rows: str, layer: Any) -> str:
        asked = self.split("Split", self.table(rows, layer.asked), into=3, axis=-1, num_outputs=3)
        heard = self.add("Attention", *asked, q_num_heads=layer.heads, kv_num_heads=layer.heads)
        rows = self.even(self.add("Add", rows, self.table(heard, layer.attended)), layer.even)
        told = self.table(self.add("Gelu", self.table(rows, layer.wider)), layer.narrower)
        return self.even(self.add("Add", rows, told), layer.even_again)

    def weighed(self, rows: str, linear: Any) -> str:
        """Means of rows weighed by what is attended to: one for each column of the table."""
        shares = self.add("Softmax", self.table(rows, linear), axis=1)
        return self.add("MatMul", self.add("Transpose", shares, perm=[0, 2, 1]), rows)

    def one_row(self, rows: str) -> str:
        """What stands in rows of a text, one after another."""
        return self.add("Flatten", rows, axis=1)

    def as_floats(self, numbers: str) -> str:
        """Whole numbers as floats."""
        return self.add("Cast", numbers, to=TensorProto.FLOAT)

    def mean(self, rows: str, of: str) -> str:
        """The mean of the rows that `of` has ones for."""
        count = self.add("ReduceSum", of, self.keep(np.array([1])), keepdims=1)
        return self.add("Div", self.one_row(self.add("MatMul", of, rows)), count)

    def write(self, path: Path, *, taken: Iterable[str], found: Mapping[str, str]) -> None:
        """Leave it in a file. `taken`: rows of whole numbers, one for each piece; `found`: what comes out, by name."""
        ends = [helper.make_node("Identity", [inside], [name]) for name, inside in found.items()]
        graph = helper.make_graph(
            [*self._nodes, *ends],
            "encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in taken],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in found],
            self._kept,
        )
        versions = [helper.make_opsetid("", OPERATIONS), helper.make_opsetid(JOINED, 1)]
        save_model(helper.make_model(graph, opset_imports=versions, ir_version=FORMAT), path)


def floats(numbers: Any) -> Floats:
    """What PyTorch learnt, as plain numbers."""
    return numbers.detach().float().numpy()  # type: ignore[no-any-return]  # the package has no types here
