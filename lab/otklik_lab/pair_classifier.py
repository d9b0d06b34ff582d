"""Makes the encoder of pairs: one that others taught is cut to its lower layers, taught pairs, and written down.

    otklik triage train-together

It learns from the lessons of the repository alone, made up for it; some two hours of a processor.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import torch

from otklik.duplicates.matching.pair_encoder import NETWORK, PIECES, load_pair_encoder
from otklik.triage.encoders import open_cutter
from otklik_lab.duplicate_weights import learn_weights_with_encoder
from otklik_lab.onnx_export import Drawing, floats
from otklik_lab.pair_data import read_taught
from otklik_lab.pair_encoder import PairNetwork
from otklik_lab.pair_training import Pace, teach
from otklik_lab.pretrained import Pretrained, read_pretrained

PACE: Final = Pace(steps=9_000, batch=32, step=7e-5)
MARKS: Final = 3
"""Unknown, begin and end come first."""


def make(out: Path, *, pace: Pace = PACE) -> int:
    """Leave the encoder in a folder with the weights that go with it; returns from how many pairs it could learn."""
    taught, cutter = read_taught(), open_cutter(PIECES)
    network = begun(read_pretrained(), cutter)
    teach(network, taught, cutter, pace=pace)
    leave(network, out)
    return sum(map(len, (taught.told, taught.neighbours, taught.same, taught.others, taught.places)))


def leave(network: PairNetwork, out: Path) -> None:
    """Write a network down, and the weights that go with it, both or nothing."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as folder:
        made = Path(folder)
        write_network(network, made / NETWORK)
        learn_weights_with_encoder(load_pair_encoder(made), made)
        for file in made.iterdir():
            file.replace(out / file.name)


def begun(origin: Pretrained, cutter: Any) -> PairNetwork:
    """The network before it learns: the lower layers of the encoder, over the pieces that readers here know."""
    torch.manual_seed(PACE.seed)
    pieces = [cutter.id_to_piece(place) for place in range(MARKS, cutter.get_piece_size())]
    known = (origin.place_of.get(piece, origin.unknown) for piece in pieces)  # names of people were struck out
    chosen = [origin.unknown, origin.begin, origin.end, *known]
    network = PairNetwork(len(chosen), origin)
    network.encoder.begin_as(origin, chosen)
    return network


def write_network(network: PairNetwork, path: Path) -> None:
    """Leave it as ONNX, one pair at a time."""
    drawing = Drawing()
    known = (("sides", network.sides), ("echoes", network.echoes))
    told = [drawing.add("Gather", drawing.keep(floats(table.weight)), name) for name, table in known]
    rows = drawing.encoder(network.encoder, "pieces", *told)
    of_second = drawing.as_floats("sides")
    of_first = drawing.add("Sub", drawing.keep(np.float32(1)), of_second)
    first, second = drawing.mean(rows, of_first), drawing.mean(rows, of_second)
    parts = (
        drawing.add("Abs", drawing.add("Sub", first, second)),
        drawing.add("Mul", first, second),
        drawing.add("Gather", rows, drawing.keep(np.int64(0)), axis=1),
        drawing.one_row(drawing.weighed(rows, network.weigh)),
    )
    between = drawing.add("Gelu", drawing.table(drawing.add("Concat", *parts, axis=1), network.between))
    odds = drawing.add("Squeeze", drawing.table(between, network.last), drawing.keep(np.array([1])))
    drawing.write(path, taken=["pieces", "sides", "echoes"], found={"odds": odds})
