"""Makes what learning rudeness begins with: pieces that several comments hold, with the encoder's vectors made short.

Of the 384 numbers that the encoder has for a piece, the directions are kept in which its pieces vary most.
"""

from pathlib import Path
from typing import Final

import numpy as np

from otklik.triage.packing import Floats
from otklik.triage.pieces import CUTTER
from otklik_lab.pretrained import read_pretrained
from otklik_lab.tokenizer import choose, write_pieces
from otklik_lab.training_data import TRAINING_DATA, read_comments

FEWEST_TEXTS: Final = 4
"""A piece of fewer comments is cut into smaller ones: what is left has room in 20 MB."""
SIZE: Final = 48
LENGTH: Final = 3.5
"""Of a vector, the mean: its numbers are then some half."""
INITIAL: Final = TRAINING_DATA / "token_embeddings.npy"
STEPS: Final = 32
"""To one: vectors are some three and a half long, no number of them reaches four."""
MARKS: Final = 3
"""Unknown, begin and end come first; they mean nothing."""


def make_tokenizer(data: Path, out: Path, embeddings: Path) -> int:
    """Write the tokenizer into a folder and the embeddings into a file; returns how many tokens there are."""
    origin = read_pretrained()
    chosen = choose([one.text for one in read_comments(data)], origin, fewest=FEWEST_TEXTS)
    vectors = origin.weights("emb.word", origin.sizes.numbers)[chosen]
    vectors -= vectors[MARKS:].mean(axis=0)
    vectors[:MARKS] = 0
    short = vectors @ np.linalg.svd(vectors, full_matrices=False)[2][:SIZE].T
    out.mkdir(parents=True, exist_ok=True)
    write_pieces(origin, chosen, out / CUTTER)
    short *= LENGTH / np.linalg.norm(short[MARKS:], axis=1).mean()
    np.save(embeddings, np.rint(short * STEPS).clip(-127, 127).astype(np.int8))
    return len(chosen)


def initial_embeddings() -> Floats:
    """The embedding with which each token begins."""
    found: Floats = np.load(INITIAL).astype(np.float32) / STEPS
    return found
