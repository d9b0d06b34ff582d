"""How well places are found: precision, recall and F1 against texts that people have marked. A hit is an overlap."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any, Final

from otklik.gazetteer.index import Named, NameIndex, PlaceKind
from otklik.gazetteer.names import split_street
from otklik.gazetteer.reading.files import read_places_file
from otklik.triage.places.reading import read_places
from otklik.triage.places.spans import Label

LABELS: Final[Mapping[str, Label]] = {
    "Street": Label.STREET,
    "NUM": Label.HOUSE,
    "House": Label.HOUSE,
    "Settlement": Label.SETTLEMENT,
    "Landmark": Label.LANDMARK,
}
"""What the marks in a file are called → what it is to us; others are passed over."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one label. Precision: the found spans that overlap a marked one; recall: the marked ones found."""

    marked: int
    found: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its marks: start and end in characters, what it is."""

    text: str
    spans: tuple[tuple[int, int, Label], ...]


def marked_text(told: Mapping[str, Any]) -> MarkedText:
    """One line of such a file, read; labels that are not known are passed over."""
    spans = tuple((int(one[0]), int(one[1]), LABELS[one[2]]) for one in told["spans"] if one[2] in LABELS)
    return MarkedText(str(told["text"]), spans)


def read_marked(path: Path) -> list[MarkedText]:
    """Read a JSONL file with `text` and `spans` of [start, end, label, …]. Raises ValueError naming file and line."""
    texts = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a text may hold other ends of lines
    except UnicodeDecodeError as why:
        raise ValueError(f"{path} is no text in UTF-8: save it as JSONL in UTF-8") from why
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            texts.append(marked_text(json.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError) as why:
            raise ValueError(f"{path}, line {number} is no {{text, spans: [[start, end, label], …]}}") from why
    if not any(text.spans for text in texts):
        raise ValueError(f"No text of {path} is marked as one of {', '.join(LABELS)}")
    return texts


def index_of_streets(lines: Iterable[str]) -> NameIndex:
    """An index of streets of which only the names are known, one a line: «улица Ленина», «Ленина»."""
    names = {split_street(line): None for line in lines if line.strip() and not line.startswith("#")}
    return NameIndex.of(
        Named(number, PlaceKind.STREET, kind, name) for number, (kind, name) in enumerate(names, start=1)
    )


def index_of_file(content: bytes) -> NameIndex:
    """An index of all that a gazetteer's file holds (CSV, .osm, Overpass, GeoJSON). Raises BadRow where it is none."""
    rows = read_places_file(content).rows
    return NameIndex.of(
        Named(number, row.what, row.kind, row.name, row.other_names) for number, row in enumerate(rows, start=1)
    )


def measure_places(texts: Sequence[MarkedText], names: NameIndex) -> dict[str, object]:
    """Figures of each label that the texts are marked with, of all together, and milliseconds of a processor a text."""
    labels = [label for label in Label if any(span[2] is label for text in texts for span in text.spans)]
    counts = dict.fromkeys(labels, (0, 0, 0, 0))
    began = process_time()
    read = [read_places(text.text, names).spans for text in texts]
    took = process_time() - began
    for text, spans in zip(texts, read, strict=True):
        for label in labels:
            found = [(span.start, span.end) for span in spans if span.label is label]
            marked = [(start, end) for start, end, marked_as in text.spans if marked_as is label]
            counts[label] = _plus(counts[label], (len(marked), len(found), _hits(found, marked), _hits(marked, found)))
    total = (0, 0, 0, 0)
    for of_label in counts.values():
        total = _plus(total, of_label)
    return {
        "n": len(texts),
        **{label.value.lower(): _measured(*counts[label]) for label in labels},
        "all": _measured(*total),
        "ms_a_text": round(1000 * took / max(1, len(texts)), 3),
    }


def _hits(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> int:
    return sum(any(start < end_ and start_ < end for start_, end_ in others) for start, end in spans)


def _plus(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])


def _measured(marked: int, found: int, right: int, recalled: int) -> Measured:
    precision = right / found if found else 0.0
    recall = recalled / marked if marked else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Measured(marked, found, round(precision, 4), round(recall, 4), round(f1, 4))
