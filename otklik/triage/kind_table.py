"""What a small learnt line says of a message's kind, beside the signs: a few plain arrays, read with numpy.

It sees what the model of groups has counted already (words, their pairs and pieces, what they mean together), the sums
of the signs, and some marks of how a text is written. The lab makes it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log1p, tanh
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.patterns import compile_late
from otklik.triage.features import BUCKETS, Buckets
from otklik.triage.packing import Floats, opened, plain

LEARNT: Final = Path(__file__).parent / "artifacts" / "kinds"
LARGE: Final = 4.0
"""A sum of signs that is sure; more of it counts little more."""
SHARE_OF_SIGNS: Final = 1.0
SHARE_OF_MARKS: Final = 0.6
_LONG: Final = (1, 3, 6, 15, 30, 60)
"""Words of a text that is one word, a shout, a line, a few sentences, a letter, a long one."""
_FACE = compile_late("[\U0001f300-\U0001faff\u2600-\u27bf]")
_CONTACT = compile_late(r"\d{6}|\d-\d{3}|http|t\.me|@")
_DIGIT = compile_late(r"\d")


@dataclass(frozen=True, slots=True)
class KindCard:
    """What the table says of itself."""

    over: str
    """Version of the model whose buckets and meanings it was learnt over."""
    kinds: tuple[str, ...]
    """In the order of its columns."""
    temperature: float
    """Divides the scores before they become shares."""
    asks_from: float
    """From this share of all kinds that ask on, a message is not called one that asks for nothing."""


@dataclass(frozen=True, slots=True)
class KindTable:
    """A card with its arrays."""

    card: KindCard
    buckets: NDArray[np.int32]
    """Which bucket each row of the weights belongs to, in ascending order."""
    weights: NDArray[np.int8]
    """Packed, see `packing`; one column a kind."""
    scale: Floats
    meaning: Floats
    """A row for each number of a vector of meaning."""
    marks: Floats
    """A row for each sum of signs and each mark."""
    intercepts: Floats
    rows: NDArray[np.int32] = field(init=False, repr=False, compare=False)
    """Row of the weights for every bucket there is, less than nought where it has none: no search for each."""

    def __post_init__(self) -> None:
        rows = np.full(BUCKETS, -1, dtype=np.int32)
        rows[self.buckets] = np.arange(len(self.buckets))
        object.__setattr__(self, "rows", rows)

    def scores_of_words(self, buckets: Buckets, values: Floats, meaning: Floats) -> Floats:
        """Scores of kinds by the weighed buckets of a text and its vector of meaning."""
        places = self.rows.take(buckets)
        met = (places >= 0).nonzero()[0]
        rows = opened(plain(self.weights).take(places.take(met), axis=0))
        found: Floats = (values.take(met) @ rows) * self.scale + meaning @ self.meaning + self.intercepts
        return found

    def scores(self, of_words: Sequence[float], told: Sequence[float]) -> Floats:
        """Scores of kinds by all that is told of a text."""
        found: Floats = np.array(of_words, dtype=np.float32) + np.array(told, dtype=np.float32) @ self.marks
        return found

    def has_right_shape(self, *, size: int) -> bool:
        """Whether the arrays belong together; `size`: numbers of a vector of meaning."""
        kinds = len(self.card.kinds)
        of_writing = tell({}, "", certainty=0.0, is_high=False, is_emergency=False)
        return (
            self.weights.shape == (len(self.buckets), kinds)
            and self.meaning.shape == (size, kinds)
            and self.marks.shape == (kinds + len(of_writing), kinds)
            and self.scale.shape == self.intercepts.shape == (kinds,)
        )


@dataclass(frozen=True, slots=True)
class HeardWords:
    """What the words of one text say of its kind, and the table that hears the rest."""

    table: KindTable = field(compare=False)
    scores: tuple[float, ...]
    """One a kind."""


def tell(sums: Mapping[str, float], text: str, *, certainty: float, is_high: bool, is_emergency: bool) -> list[float]:
    """What the table is told beside words: sums of signs, how sure the group is, how urgent, how it is written."""
    plain_text = text.strip()
    words = text.count(" ") + 1
    marks = (
        certainty,
        is_high,
        is_emergency,
        "?" in text,
        plain_text.endswith("?"),
        "!" in text,
        plain_text.endswith("!"),
        plain_text.endswith("."),
        plain_text.endswith(("...", "…")),
        "))" in text or ":)" in text,
        _FACE.search(text) is not None,
        "«" in text,
        "," in text,
        plain_text[:1].islower(),
        _DIGIT.search(text) is not None,
        _CONTACT.search(text) is not None,
        min(log1p(words), 4.0) / 2,
        *(words > many for many in _LONG),
    )
    return [*(SHARE_OF_SIGNS * tanh(one / LARGE) for one in sums.values()), *(SHARE_OF_MARKS * one for one in marks)]


@cache
def read_kinds(folder: Path = LEARNT) -> KindTable | None:
    """Open the table of a folder; its weights stay on the disk until they are read. None where none was made yet."""
    if not (folder / "card.json").is_file():
        return None
    told = json.loads((folder / "card.json").read_text(encoding="utf-8"))["table"]
    return KindTable(
        card=KindCard(**{**told, "kinds": tuple(told["kinds"])}),
        buckets=np.load(folder / "buckets.npy", mmap_mode="r"),
        weights=np.load(folder / "weights.npy", mmap_mode="r"),
        scale=np.load(folder / "scale.npy"),
        meaning=np.load(folder / "meaning.npy"),
        marks=np.load(folder / "marks.npy"),
        intercepts=np.load(folder / "intercepts.npy"),
    )
