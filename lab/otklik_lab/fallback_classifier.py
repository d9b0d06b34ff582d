"""Makes the reader: an encoder that others taught is taught groups, cut to its lower layers, and written down.

    otklik triage train-reader --data DIR --out otklik/triage/artifacts/reader

The whole encoder learns from two parts of three. Its lower layers go on from there twice: over the same two parts, to
be judged on the third and so to draw the card, and over everything, to be used. An hour and a half of a processor.
"""

import json
import logging
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import torch

from otklik.triage.model import load_model
from otklik.triage.packing import Floats
from otklik.triage.second_reading import PREFIX, ReaderCard, cut, heard_together, is_in_doubt
from otklik.triage.shares import softmax
from otklik_lab.calibration import coolest, fit_surety
from otklik_lab.classifier_data import Taught, read_taught
from otklik_lab.encoder import Encoder, Network, shortened
from otklik_lab.fine_tuning import Pace, scores_of, teach
from otklik_lab.groups import GROUP_CODES, shares_unseen
from otklik_lab.linear import Integers
from otklik_lab.onnx_export import Drawing
from otklik_lab.pretrained import Pretrained, read_pretrained
from otklik_lab.tokenizer import choose, write_pieces

log = logging.getLogger(__name__)

VERSION: Final = "reader-1"
JUDGED: Final = 0
"""The part that it is judged on."""
LAYERS: Final = 8
"""Of twelve: what can be read in a few milliseconds, in a file of less than 20 MB."""
WHOLE: Final = Pace(rounds=5, batch=24, step=1.2e-4)
LOWER: Final = Pace(rounds=2, batch=32, step=1e-4)


def make(data: Path, out: Path) -> ReaderCard:
    """Learn from the texts of a folder and leave the reader in another, all of it or nothing."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent) as folder:
        card = _make(data, Path(folder))
        for file in Path(folder).iterdir():
            file.replace(out / file.name)
    return card


def _make(data: Path, out: Path) -> ReaderCard:
    taught, origin = read_taught(data), read_pretrained()
    chosen = choose(taught.texts, origin, prefix=PREFIX)
    write_pieces(origin, chosen, out / "pieces.model")
    pieces = _cut_all(taught, out / "pieces.model")
    apart, rest = np.flatnonzero(taught.parts == JUDGED), np.flatnonzero(taught.parts != JUDGED)
    network = _begun(origin, chosen, taught)
    teach(network, taught, pieces, rest, pace=WHOLE)
    shortened(network, LAYERS)
    judged = deepcopy(network)
    teach(judged, taught, pieces, rest, pace=LOWER)
    card = draw_card(data, taught, apart, scores_of(judged, [pieces[place] for place in apart]))
    teach(network, taught, pieces, np.arange(len(taught.texts)), pace=LOWER)
    write_network(network, out / "reader.onnx")
    (out / "card.json").write_text(json.dumps(asdict(card), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return card


def draw_card(data: Path, taught: Taught, apart: Integers, scores: Floats) -> ReaderCard:
    """How much the encoder counts and how sure both are, by scores of texts that neither reading ever saw."""
    first = shares_unseen(data)
    known = [place for place, at in enumerate(apart) if taught.texts[at] in first and taught.allowed[at].sum() == 1]
    right = taught.allowed[apart[known]].argmax(axis=1)
    temperature = coolest(scores[known], right)
    once = np.array([first[taught.texts[apart[place]]] for place in known])
    doubted = np.array([is_in_doubt(*one) for one in zip(once, [taught.texts[apart[at]] for at in known], strict=True)])
    both = heard_together(once, softmax(scores[known] / np.float32(temperature)))
    slope, offset = fit_surety(both[doubted], right[doubted])
    return ReaderCard(VERSION, load_model().card.version, GROUP_CODES, temperature, slope, offset)


def write_network(network: Network, path: Path) -> None:
    """Leave what names groups as ONNX, one text at a time."""
    drawing = Drawing()
    rows = drawing.encoder(network.encoder, "pieces")
    mean = drawing.add("ReduceMean", rows, drawing.keep(np.array([1])), keepdims=0)
    both = drawing.add("Concat", mean, drawing.one_row(drawing.weighed(rows, network.weigh)), axis=1)
    drawing.write(path, taken=["pieces"], found={"groups": drawing.table(both, network.heads[0])})


def _begun(origin: Pretrained, chosen: list[int], taught: Taught) -> Network:
    torch.manual_seed(WHOLE.seed)
    encoder = Encoder(len(chosen), origin.sizes.layers, origin)
    encoder.begin_as(origin, chosen)
    return Network(encoder, taught.columns)


def _cut_all(taught: Taught, path: Path) -> list[list[int]]:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(path))
    return [cut(text, pieces) for text in taught.texts]
