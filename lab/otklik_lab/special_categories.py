"""Makes the model of what a text tells of somebody, from short texts made up for it. Needs scikit-learn.

`special_categories.tsv` has the made-up ones, both sides. Sentences of residents' messages in which no rule
finds anything count as weak examples of nothing. Words are hashed; no text is kept.
"""

import csv
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from otklik.publication.redacting import redact
from otklik.publication.redactions.special.finding import hear, words_of
from otklik.publication.redactions.special.words import KIND_WORDS
from otklik.shared.patterns import compile_late
from otklik_lab.artifacts import quantize
from otklik_lab.emergencies import fit, matrix_of, rarity_of
from otklik_lab.training_data import TRAINING_DATA

LESSONS: Final = TRAINING_DATA / "special_categories.tsv"
MESSAGES: Final = 800
WEIGHT_OF_OTHERS: Final = 0.1
HELD_FROM: Final = 0.2
"""Of plain complaints nothing waits from here on (the product's `publication/tests/test_planted.py`)."""
_SENTENCE: Final = compile_late(r"(?<=[.!?\n])\s+")


def train(messages: Sequence[str], out: Path) -> dict[str, object]:
    """Leave the arrays and the card in a folder; returns the card."""
    with LESSONS.open(encoding="utf-8", newline="") as source:
        lessons = [(row["kind"], row["text"]) for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)]
    drawn = sorted(set(messages), key=lambda text: zlib.crc32(text.encode()))[:MESSAGES]
    parts = [part for text in drawn for part in _SENTENCE.split(redact(text[:1500])) if 3 <= len(part.split()) <= 30]
    heard = [[*hear(redact(text))] for _, text in lessons]
    heard += [found for found in ([*hear(part)] for part in parts) if not any(one.told for one in found)]
    texts = [words_of(one) for one in heard]
    rarity = rarity_of(texts)
    matrix = matrix_of(texts, rarity=rarity)
    kinds = np.array([kind for kind, _ in lessons] + [""] * (len(texts) - len(lessons)))
    weights = np.where(np.arange(len(texts)) < len(lessons), 1.0, WEIGHT_OF_OTHERS).astype(np.float32)
    card: dict[str, object] = {"dangers": [*KIND_WORDS], "alarm_from": HELD_FROM, "quiet_below": HELD_FROM}
    columns = [fit(matrix, kinds != "", weights)]
    columns += [fit(matrix[kinds != ""], (kinds == kind)[kinds != ""], weights[kinds != ""]) for kind in KIND_WORDS]
    packed, scale = quantize(np.column_stack([column for column, _ in columns]).astype(np.float32))
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "rarity.npy", rarity.astype(np.float16))
    np.save(out / "weights.npy", packed)
    np.save(out / "scale.npy", scale)
    np.save(out / "intercepts.npy", np.array([intercept for _, intercept in columns], dtype=np.float32))
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return card
