"""Tables to weigh: a sample of answers, and the margins of a population; read from CSV and checked."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from otklik.opinion.weighting import Margin
from otklik.triage.labelled import NotReadable, read_table

MARGINS: Final = ("sex", "age_group", "municipality")
_SAMPLE: Final = (*MARGINS, "mode", "answer")
_POPULATION: Final = ("margin", "level", "count")


@dataclass(frozen=True, slots=True)
class Sample:
    """Those who answered."""

    rows: Sequence[Mapping[str, str]]
    left_out: int
    """Rows without an answer."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The answer of each row."""
        return tuple(row["answer"] for row in self.rows)


def read_sample(path: Path, *, mode: str | None = None) -> Sample:
    """Rows with an answer; of one mode of asking, where one is named. Raises `NotReadable`."""
    rows = _read(path, columns=_SAMPLE)
    if mode is not None:
        modes = sorted({row["mode"] for row in rows})
        rows = [row for row in rows if row["mode"] == mode]
        if not rows:
            raise NotReadable(f"{path} has no row of mode «{mode}»; it has: {', '.join(modes)}.")
    answered = [row for row in rows if row["answer"]]
    if not answered:
        raise NotReadable(f"{path}: no row has an answer.")
    return Sample(rows=answered, left_out=len(rows) - len(answered))


def read_margins(path: Path, sample: Sample) -> list[Margin]:
    """Margins of the population in the order of the file, with the levels of the sample. Raises `NotReadable`."""
    population: dict[str, dict[str, float]] = {}
    for number, row in enumerate(_read(path, columns=_POPULATION), 2):
        where = f"{path}, row {number}"
        if row["margin"] not in MARGINS:
            raise NotReadable(f"{where}: margin «{row['margin']}» is none of {', '.join(MARGINS)}.")
        levels = population.setdefault(row["margin"], {})
        if row["level"] in levels:
            raise NotReadable(f"{where}: level «{row['level']}» of {row['margin']} stands twice.")
        levels[row["level"]] = _count(row["count"], where=where)
    for name, levels in population.items():
        if sum(levels.values()) == 0:
            raise NotReadable(f"{path}: nobody lives there by the margin {name}.")
    return [Margin(name, levels, [row[name] for row in sample.rows]) for name, levels in population.items()]


def _count(text: str, *, where: str) -> float:
    try:
        count = float(text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    except ValueError:
        count = math.nan
    if not (math.isfinite(count) and count >= 0):
        raise NotReadable(f"{where}: count «{text}» is no number of people.")
    return count


def _read(path: Path, *, columns: Sequence[str]) -> list[dict[str, str]]:
    header, rows = read_table(path)
    if missing := [name for name in columns if name not in header]:
        raise NotReadable(f"{path} has no column {', '.join(missing)}; it has: {', '.join(header) or 'none'}.")
    if not rows:
        raise NotReadable(f"{path} has no row below its heads.")
    return [{name: (row[name] or "").strip() for name in columns} for row in rows]
