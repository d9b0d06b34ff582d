"""How good triage is on texts that were made up and marked by hand, by others than those who wrote the code.

Each set of `tests/marked` has a measure here. Who writes the code does not read the sets: only these figures.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from otklik.personal_data.finders import FINDERS, find_personal_data
from otklik.triage.importance import EMERGENCY, guess_importance
from otklik.triage.missing import WHAT, WHERE
from otklik.triage.places.evaluation import Measured, index_of_file, marked_text, measure_places
from otklik.triage.propose import propose_all

MARKED: Final = Path(__file__).parent / "tests" / "marked"

GAZETTEER: Final = Path(__file__).parents[1] / "demo" / "content" / "gazetteer.csv"
"""Of the town that the marked texts tell of."""

type Row = Mapping[str, Any]
type Measure = Callable[[Sequence[Row]], dict[str, float]]


def measure_personal_data(rows: Sequence[Row]) -> dict[str, float]:
    """Precision and recall of spans, and recall of each kind; a hit is an overlap of the same kind."""
    hits = found_hits = wanted = found = 0
    of_kind: dict[str, list[bool]] = {kind: [] for kind in FINDERS}
    for row in rows:
        spans = [(int(start), int(end), str(kind)) for start, end, kind in row["spans"]]
        places = [(one.start, one.end, one.kind) for one in find_personal_data(row["text"])]
        seen = [_is_among(span, places) for span in spans]
        for (_start, _end, kind), is_seen in zip(spans, seen, strict=True):
            of_kind[kind].append(is_seen)
        hits, wanted = hits + sum(seen), wanted + len(spans)
        found_hits, found = found_hits + sum(_is_among(place, spans) for place in places), found + len(places)
    by_kind = {f"recall of {kind}": _share(sum(seen), len(seen)) for kind, seen in of_kind.items()}
    return {"precision": _share(found_hits, found), "recall": _share(hits, wanted), **by_kind}


def measure_emergencies(rows: Sequence[Row]) -> dict[str, float]:
    """Precision and recall of emergencies, and recall of each danger."""
    said = [guess_importance(row["text"]).importance == EMERGENCY for row in rows]
    true = [bool(row["emergency"]) for row in rows]
    both = sum(one and other for one, other in zip(said, true, strict=True))
    figures = {"precision": _share(both, sum(said)), "recall": _share(both, sum(true))}
    for about in sorted({row["about"] for row in rows if row["emergency"]}):
        seen = [one for one, row in zip(said, rows, strict=True) if row["emergency"] and row["about"] == about]
        figures[f"recall of {about}"] = _share(sum(seen), len(seen))
    return figures


def measure_missing(rows: Sequence[Row]) -> dict[str, float]:
    """F1 of what is missing over all messages, and of «what» and «where» apart, with the demo's gazetteer."""
    names = index_of_file(GAZETTEER.read_bytes())
    proposals = propose_all([row["text"] for row in rows], names=[names] * len(rows))
    said = [set(proposal.missing) for proposal in proposals]
    true = [set(row["missing"]) for row in rows]
    figures = {"f1": _f1(said, true)}
    for part in (WHAT, WHERE):
        figures[f"f1 of {part}"] = _f1([one & {part} for one in said], [one & {part} for one in true])
    return figures


def measure_places_marked(rows: Sequence[Row]) -> dict[str, float]:
    """Precision, recall and F1 of places by kind and of all, with the demo's gazetteer."""
    figures = measure_places([marked_text(row) for row in rows], index_of_file(GAZETTEER.read_bytes()))
    return {
        f"{figure} of {name}": value
        for name, measured in figures.items()
        if isinstance(measured, Measured)
        for figure, value in (("precision", measured.precision), ("recall", measured.recall), ("f1", measured.f1))
    }


MEASURES: Final[dict[str, Measure]] = {
    "personal_data": measure_personal_data,
    "emergencies": measure_emergencies,
    "missing": measure_missing,
    "places": measure_places_marked,
}
"""Name of the set (a file of `tests/marked`) and what measures it."""


def measure_marked(folder: Path = MARKED, *, measures: Mapping[str, Measure] = MEASURES) -> dict[str, dict[str, float]]:
    """The figures of every set that is there; `n` is how many texts it has."""
    return {
        name: {"n": len(rows), **measure(rows)}
        for name, measure in measures.items()
        if (rows := read_set(folder / f"{name}.jsonl"))
    }


def read_set(path: Path) -> list[Row]:
    """The rows of a set; none where it is not there."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _is_among(span: tuple[int, int, str], others: Iterable[tuple[int, int, str]]) -> bool:
    return any(kind == span[2] and start < span[1] and span[0] < end for start, end, kind in others)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _f1(said: Sequence[set[str]], true: Sequence[set[str]]) -> float:
    both = sum(len(one & other) for one, other in zip(said, true, strict=True))
    return _share(2 * both, sum(map(len, said)) + sum(map(len, true)))
