"""What the encoder is taught: residents' messages with all that two systems knew of them, and messages made up for it.

Beside our group and topic a message has an executor, a group and a topic of the system that it came through. They are
named while it learns, for what people did with a message tells what it is about; only our groups are kept.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from otklik.triage.packing import Floats
from otklik_lab.groups import GROUP_CODES, TOPIC_CODES, allowed_groups, columns_of_topics
from otklik_lab.linear import Integers
from otklik_lab.training_data import (
    Example,
    made_up_letters,
    made_up_messages,
    made_up_phrases,
    names_of_topics,
    part_of,
    read_appeals,
)

SOURCES: Final = ("perm", "kursk")
WEIGHT_OF_MADE_UP: Final = 0.5
"""Beside a resident's message; names and phrases count as much as one."""
OF_NO_PART: Final = -1


@dataclass(frozen=True, slots=True)
class Taught:
    """One row for each text."""

    texts: tuple[str, ...]
    allowed: Floats
    """1 for each group that is right."""
    others: tuple[Integers, ...]
    """What else is known, each with its own columns; -1: not known."""
    columns: tuple[int, ...]
    """How many columns the groups have, then each of the others."""
    weights: Floats
    parts: Integers
    """Which of three parts a message is of; -1: made up."""


def read_taught(data: Path) -> Taught:
    """All that there is to learn from, of a folder of labelled texts and of our own."""
    said = [(one, told) for source in SOURCES for one, told in _told(data, source)]
    made_up = [
        *((one, 1.0) for one in (*names_of_topics(), *made_up_phrases())),
        *((one, WEIGHT_OF_MADE_UP) for one in (*made_up_messages(), *made_up_letters())),
    ]
    examples = [*(one for one, _ in said), *(one for one, _ in made_up)]
    theirs = [told for _, told in said] + [("", "", "")] * len(made_up)
    others = [_numbered([told[place] for told in theirs]) for place in range(3)]
    return Taught(
        texts=tuple(one.text for one in examples),
        allowed=allowed_groups(examples),
        others=(columns_of_topics(examples), *(numbers for numbers, _ in others)),
        columns=(len(GROUP_CODES), len(TOPIC_CODES), *(count for _, count in others)),
        weights=np.array([1.0] * len(said) + [weight for _, weight in made_up], dtype=np.float32),
        parts=np.array([part_of(one.text) for one, _ in said] + [OF_NO_PART] * len(made_up)),
    )


def _told(data: Path, source: str) -> list[tuple[Example, tuple[str, str, str]]]:
    """Messages with their executor, group and topic in the system that they came through."""
    with (data / "appeals" / f"{source}_train.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["text"]: row for row in csv.DictReader(file)}
    found = []
    for one in read_appeals(data, source):
        row = rows[one.text]
        found.append((one, (row["executor"], _of(source, row["group"]), _of(source, row["topic"]))))
    return found


def _of(source: str, name: str) -> str:
    return name and f"{source}: {name}"


def _numbered(names: Sequence[str]) -> tuple[Integers, int]:
    """Names as numbers in their order; -1 for none."""
    places = {name: place for place, name in enumerate(sorted({*names} - {""}))}
    return np.array([places.get(name, -1) for name in names]), len(places)
