"""Labelled texts to learn from and to measure on: read from a folder that stays outside the project.

Labels of other systems are read through `crosswalk.csv` of that folder (source, their group, our group by name; `a|b`
accepts any of them, empty leaves out) and the product's `topics_of_others.csv` (their topic, code of ours). The split
is by the text itself: copies of one text stand on one side of it.
"""

import csv
import zlib
from pathlib import Path
from typing import Final

from otklik.topics.catalogue import GROUPS
from otklik.triage.evaluation import Example, RudeExample
from otklik.triage.labelled import topics_of_others

TRAINING_DATA: Final = Path(__file__).parents[1] / "training_data"

HELD_BACK_SHARE = 10
"""One text of so many is kept back from learning, to measure on."""
PARTS: Final = 3


def read_appeals(folder: Path, source: str) -> list[Example]:
    """Messages of one source (`perm`, `kursk`) whose group is known."""
    known = _read_crosswalk(folder, source)
    topics = topics_of_others(source)
    rows = _rows(folder / "appeals" / f"{source}_train.csv")
    examples = [
        Example(row["text"], known.get(row["group"], ()), topics.get(row.get("topic") or "", "")) for row in rows
    ]
    return [example for example in examples if example.groups and example.text.strip()]


def read_comments(folder: Path) -> list[RudeExample]:
    """Comments marked as rude or not."""
    return [RudeExample(row["text"], row["toxic"] == "1") for row in _rows(folder / "moderation" / "toxic_train.csv")]


def is_held_back(text: str) -> bool:
    """Whether a text is one of those never learnt from."""
    return _lot(text, salt="otklik") % HELD_BACK_SHARE == 0


def part_of(text: str) -> int:
    """Which of three parts a text is of: what is tuned is tuned on each by what was learnt from the others."""
    return _lot(text, salt="probe") % PARTS


def _lot(text: str, *, salt: str) -> int:
    """A number drawn by the words of a text alone, so that copies of it go together."""
    return zlib.crc32(f"{salt}{' '.join(text.lower().split())}".encode())


def names_of_topics() -> list[Example]:
    """The rubricator itself as examples: rare groups have few messages, but their topics have names."""
    topics = [(topic, group.code) for group in GROUPS for topic in group.topics if "прочее" not in topic.name]
    return [
        *(Example(topic.name, (group,), topic.code) for topic, group in topics),
        *(Example(group.name, (group.code,)) for group in GROUPS),
    ]


def made_up_phrases() -> list[Example]:
    """A few short complaints for each topic, made up for this: how residents say what the rubricator names."""
    groups = {topic.code: group.code for group in GROUPS for topic in group.topics}
    rows = _rows(TRAINING_DATA / "phrases.csv")
    return [Example(row["text"], (groups[row["topic"]],), row["topic"]) for row in rows]


def made_up_messages() -> list[Example]:
    """Whole messages as residents of any region might write them, made up for this and filed by the rubricator."""
    return _filed("messages.csv")


def made_up_letters() -> list[Example]:
    """Longer ones, of 2024–2026 and by other hands: the encoder learns from them, too."""
    return _filed("letters.csv")


def _filed(name: str) -> list[Example]:
    """Texts with the code of their topic, or of their group where no topic fits."""
    groups = {topic.code: group.code for group in GROUPS for topic in group.topics}
    said = [(row["text"], row["about"]) for row in _rows(TRAINING_DATA / name)]
    return [Example(text, (groups.get(about, about),), about if about in groups else "") for text, about in said]


def _read_crosswalk(folder: Path, source: str) -> dict[str, tuple[str, ...]]:
    codes = {group.name: group.code for group in GROUPS}
    rows = [row for row in _rows(folder / "appeals" / "crosswalk.csv") if row["source"] == source and row["group"]]
    return {row["source_group"]: tuple(codes[name] for name in row["group"].split("|")) for row in rows}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def read_residents(data: Path) -> list[str]:
    """Texts of residents of both regions."""
    return [one.text for source in ("perm", "kursk") for one in read_appeals(data, source)]
