"""Count anew, from the files of open data, what the portal and the desk show of each body.

    curl -O https://…/opendata/cases.csv -O https://…/opendata/answer-times.csv
    python3 recompute.py --on 2026-11-28

Plain Python, nothing to install. For each body, a line of tab-separated columns:

    body        its id
    answers     answers of the 90 days that end on the day (portal, «How fast it answers»)
    minutes     median of the body's working minutes to the first answer; «-» with fewer than 10 answers
    counted     messages noticed in those 90 days that had to be answered and were (desk, «Answered»)
    waited      median of their minutes by the clock on the wall (desk, «Median to the first answer»)
    published   published cases, of all time
"""

import argparse
import csv
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

DAYS = 90
ENOUGH = 10


def rows_of(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, whose first three bytes say that it is UTF-8."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def recompute(folder: Path, on: date) -> list[tuple[str, int, int | None, int, int | None, int]]:
    """The figures of each body, by its id: see the columns above."""
    within = range((on - timedelta(days=DAYS - 1)).toordinal(), on.toordinal() + 1)
    minutes: dict[str, list[int]] = defaultdict(list)
    waited: dict[str, list[int]] = defaultdict(list)
    for row in rows_of(folder / "answer-times.csv"):
        if date.fromisoformat(row["answered_on"]).toordinal() in within:
            minutes[row["body"]].append(int(row["minutes"]))
        if row["counts"] == "yes" and date.fromisoformat(row["asked_on"]).toordinal() in within:
            waited[row["body"]].append(int(row["waited_minutes"]))
    published = Counter(row["body"] for row in rows_of(folder / "cases.csv"))
    return [
        (
            body,
            len(minutes[body]),
            round(statistics.median(minutes[body])) if len(minutes[body]) >= ENOUGH else None,
            len(waited[body]),
            round(statistics.median(waited[body])) if waited[body] else None,
            published[body],
        )
        for body in sorted({*minutes, *waited, *published})
    ]


def main() -> None:
    """Read the files and print the figures."""
    today = datetime.now().astimezone().date()
    parser = argparse.ArgumentParser(description="Count anew what the portal and the desk show of each body.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="where the two files lie")
    parser.add_argument("--on", type=date.fromisoformat, default=today, help="the day that is counted to")
    asked = parser.parse_args()
    table = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    table.writerow(("body", "answers", "minutes", "counted", "waited", "published"))
    for figures in recompute(asked.folder, asked.on):
        table.writerow("-" if figure is None else figure for figure in figures)


if __name__ == "__main__":
    main()
