"""Lessons of what tells of the same, made up for it: places with what happens there, ways to tell, practice pairs."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from otklik_lab.training_data import TRAINING_DATA

TOLD_TWICE: Final = TRAINING_DATA / "paraphrases_at_places.txt"
"""Blocks of one place each, a line for each thing that happens there, told by several people."""
WAYS_TO_TELL: Final = TRAINING_DATA / "paraphrases_of_problems.txt"
"""Blocks of one part of life each, a line for each trouble, told without any place."""
PRACTICE: Final = TRAINING_DATA / "duplicates.jsonl"
OLDER: Final = TRAINING_DATA / "pairs.csv"
PLACES_TOLD: Final = TRAINING_DATA / "pairs_by_place.tsv"
"""Pairs of one trouble: «forms» and «none» of one place, told otherwise or not at all; «number» and «street» of two."""
PAIRS_TOLD: Final = TRAINING_DATA / "pairs_by_town.tsv"
"""Pairs by many hands, a made-up town each: the «same» trouble; another «thing» or «state» of one place; another
«place» of one trouble."""

type Line = Sequence[str]
type Block = Sequence[Line]

_SAME: Final = frozenset({"same", "forms", "none"})


class ToldPair(NamedTuple):
    """Two texts, and whether they tell of one trouble at one place."""

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


def places_told() -> list[ToldPair]:
    """Pairs by which places are told apart."""
    return _told(PLACES_TOLD.read_text(encoding="utf-8"))


def towns_told() -> list[Sequence[ToldPair]]:
    """Pairs by which troubles are told apart, those of each town by themselves."""
    _before, *towns = re.split(r"^# .*\n", PAIRS_TOLD.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_told(town) for town in towns]


def practice_pairs() -> Iterator[PracticePair]:
    """The practice pairs, and the older ones: both are lessons, so figures on them say little of other pairs."""
    for line in PRACTICE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield PracticePair(row["first"], row["second"], float(row["hours_apart"]), is_same=bool(row["same"]))
    with OLDER.open(encoding="utf-8") as source:
        for told in csv.DictReader(source, delimiter="|", quoting=csv.QUOTE_NONE):
            yield PracticePair(told["first"], told["second"], float(told["hours"]), is_same=told["same"] == "1")


def _told(text: str) -> list[ToldPair]:
    rows = (line.split("\t") for line in text.splitlines())
    return [ToldPair(first, second, kind in _SAME) for kind, first, second in rows]


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
