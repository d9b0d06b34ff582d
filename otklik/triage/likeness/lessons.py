"""Lessons of what tells of the same, made up for it: places with what happens there, ways to tell, practice pairs."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from otklik.triage.examples import LESSONS

TOLD_TWICE: Final = LESSONS / "told_twice.txt"
"""Blocks of one place each, a line for each thing that happens there, told by several people."""
WAYS_TO_TELL: Final = LESSONS / "ways_to_tell.txt"
"""Blocks of one part of life each, a line for each trouble, told without any place."""
PRACTICE: Final = LESSONS / "duplicates.jsonl"
OLDER: Final = LESSONS / "pairs.csv"
PLACES_TOLD: Final = LESSONS / "places_told.tsv"
"""Pairs of one trouble: «forms» and «none» of one place, told otherwise or not at all; «number» and «street» of two."""

type Line = Sequence[str]
type Block = Sequence[Line]


_OF_ONE_PLACE: Final = frozenset({"forms", "none"})


class PairOfPlaces(NamedTuple):
    """Two texts of one trouble, and whether they tell of one place."""

    first: str
    second: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class PracticePair:
    """Two texts, how far apart they were said, and whether people say that they are one."""

    first: str
    second: str
    hours_apart: float
    is_same: bool


def told_twice() -> list[Block]:
    """Places; the texts of a line tell of the same."""
    return [*_blocks(TOLD_TWICE.read_text(encoding="utf-8"))]


def ways_to_tell() -> list[Block]:
    """Parts of life; the texts of a line tell of one trouble."""
    return [*_blocks(WAYS_TO_TELL.read_text(encoding="utf-8"))]


def places_told() -> Iterator[PairOfPlaces]:
    """Pairs by which places are told apart."""
    for line in PLACES_TOLD.read_text(encoding="utf-8").splitlines():
        kind, first, second = line.split("\t")
        yield PairOfPlaces(first, second, kind in _OF_ONE_PLACE)


def practice_pairs() -> Iterator[PracticePair]:
    """The practice pairs, and the older ones: both are lessons, so figures on them say little of other pairs."""
    for line in PRACTICE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield PracticePair(row["first"], row["second"], float(row["hours_apart"]), is_same=bool(row["same"]))
    with OLDER.open(encoding="utf-8") as source:
        for told in csv.DictReader(source, delimiter="|", quoting=csv.QUOTE_NONE):
            yield PracticePair(told["first"], told["second"], float(told["hours"]), is_same=told["same"] == "1")


def _blocks(text: str) -> Iterator[Block]:
    block: list[Line] = []
    for line in text.splitlines():
        if line.startswith("#"):
            if block:
                yield block
            block = []
        elif line.strip():
            block.append([one.strip() for one in line.split(" | ")])
    if block:
        yield block
