"""Count the figures of each body from the files of open data: what the portal and the desk show.

    curl -O https://…/opendata/cases.csv -O https://…/opendata/answer-times.csv -O https://…/opendata/recompute.py
    python3 recompute.py --on 2026-11-28

Plain Python, nothing to install; Otklik counts its own pages with this very code. For each body, a line of
tab-separated columns:

    body        its id
    days        of how many days: 90, or 180 where the deadlines of fewer than 10 messages came in 90
    cases       messages of these days that had to be answered
    answered    of them those with a first answer, in full or for now
    interim     of the answered those whose first answer was for now: an answer in full was promised
    due         of the messages those that were answered, or whose deadline is over
    in_time     of those that were due: answered by the deadline
    minutes     median of the body's working minutes to the first answer, of those that were due: what is not answered
                waits longer than all that is; «-» with fewer than 10, «>» where half or more wait still
    waited      the same by the clock on the wall, however few there are
    said        residents who said whether it is solved
    solved      of them those who said that it is
    waiting     messages that wait for an answer, of all time
    overdue     of them those whose deadline is over
    extended    messages of these days whose deadline a person moved; in time is told by the moved one
    published   published cases, of all time
"""

import argparse
import csv
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

DAYS, MORE_DAYS = 90, 180
ENOUGH = 10
FOREVER = 10**9
"""Minutes: longer than anybody waits."""
TRUTH = {"yes": True, "no": False, "": None}


@dataclass
class Figures:
    """The figures of a body; a median is None where none is told, FOREVER where half or more wait still."""

    days: int
    cases: int = 0
    answered: int = 0
    interim: int = 0
    due: int = 0
    in_time: int = 0
    minutes: int | None = None
    waited: int | None = None
    said: int = 0
    solved: int = 0
    waiting: int = 0
    overdue: int = 0
    extended: int = 0
    published: int = 0


COLUMNS = tuple(one.name for one in fields(Figures))


class Counting:
    """What is counted while the rows of answer-times pass by; `on`: the day that is counted to."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._figures: dict[str, tuple[Figures, Figures]] = {}
        self._times: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)

    def add(self, row: Mapping[str, Any]) -> None:
        """Count a row; its values are days, whole numbers, True, False and None."""
        body = row["body"]
        if body not in self._figures:
            self._figures[body] = Figures(DAYS), Figures(MORE_DAYS)
        for figures in self._figures[body]:
            figures.waiting += row["waiting"]
            figures.overdue += row["overdue"]
            if row["asked_on"] > self.on - timedelta(days=figures.days):
                self._add_recent(figures, row)

    def _add_recent(self, figures: Figures, row: Mapping[str, Any]) -> None:
        is_answered, is_due = row["answered_on"] is not None, row["in_time"] is not None
        figures.cases += 1
        figures.answered += is_answered
        figures.interim += is_answered and row["interim"]
        figures.due += is_due
        figures.in_time += row["in_time"] is True
        figures.said += row["is_solved"] is not None
        figures.solved += row["is_solved"] is True
        figures.extended += row["extended"]
        if is_due:
            times = (row["minutes"], row["waited_minutes"]) if is_answered else (FOREVER, FOREVER)
            self._times[row["body"], figures.days].append(times)

    def result(self) -> dict[str, Figures]:
        """The figures of each body, by its id."""
        told = {}
        for body, (few, many) in self._figures.items():
            figures = few if few.due >= ENOUGH else many
            times = self._times[body, figures.days]
            if len(times) >= ENOUGH:
                figures.minutes = _median(minutes for minutes, _waited in times)
            if times:
                figures.waited = _median(waited for _minutes, waited in times)
            told[body] = figures
        return told


def _median(minutes: Iterable[int]) -> int:
    middle = statistics.median(minutes)
    return FOREVER if middle >= FOREVER / 2 else round(middle)


def rows_of(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, whose first three bytes say that it is UTF-8."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def typed(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of answer-times with its days, numbers and truths."""
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("asked_on", "answered_on")}
    numbers = {name: int(row[name]) if row[name] else None for name in ("minutes", "waited_minutes")}
    truths = {name: TRUTH[row[name]] for name in ("interim", "in_time", "is_solved", "extended", "waiting", "overdue")}
    return {"body": row["body"], **days, **numbers, **truths}


def recompute(folder: Path, on: date) -> dict[str, Figures]:
    """The figures of each body from the two files of a folder."""
    counting = Counting(on)
    for row in rows_of(folder / "answer-times.csv"):
        counting.add(typed(row))
    result = counting.result()
    for body, published in Counter(row["body"] for row in rows_of(folder / "cases.csv")).items():
        result.setdefault(body, Figures(MORE_DAYS)).published = published
    return result


def main() -> None:
    """Read the files and print the figures."""
    today = datetime.now().astimezone().date()
    parser = argparse.ArgumentParser(description="Count anew what the portal and the desk show of each body.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="where the two files lie")
    parser.add_argument("--on", type=date.fromisoformat, default=today, help="the day that the page tells")
    asked = parser.parse_args()
    table = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    table.writerow(("body", *COLUMNS))
    for body, figures in sorted(recompute(asked.folder, asked.on).items()):
        values = (getattr(figures, name) for name in COLUMNS)
        table.writerow((body, *({None: "-", FOREVER: ">"}.get(value, value) for value in values)))


if __name__ == "__main__":
    main()
