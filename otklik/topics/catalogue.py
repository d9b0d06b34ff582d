"""The default rubricator that we ship: 26 groups and their topics, as data.

The rows stand in `rubricator.csv` beside this file (code, code of the group, name). A code never changes once
released: seeding, routing and the model of triage know a row by it. Names may be mended freely.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic of the default rubricator."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of the default rubricator with its topics, most frequent first."""

    code: str
    name: str
    topics: tuple[TopicName, ...]


def _read_groups() -> tuple[GroupRow, ...]:
    with files("otklik.topics").joinpath("rubricator.csv").open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    return tuple(
        GroupRow(
            code=group["code"],
            name=group["name"],
            topics=tuple(TopicName(row["code"], row["name"]) for row in rows if row["group"] == group["code"]),
        )
        for group in rows
        if not group["group"]
    )


GROUPS = _read_groups()
