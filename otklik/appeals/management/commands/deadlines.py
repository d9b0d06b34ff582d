"""`otklik deadlines evaluate FILE.csv`: when each row of a table is due, and why."""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from otklik.appeals.deadline_table import COLUMNS, BadCell, Evaluated, evaluate_row


class Command(BaseCommand):
    """Counts the deadlines of a table."""

    help = "Count the deadlines of a table, to compare them with those that somebody worked out by hand."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The table."""
        acts = parser.add_subparsers(dest="act", required=True)
        evaluate: ArgumentParser = acts.add_parser("evaluate", help=f"a CSV file with the columns {', '.join(COLUMNS)}")
        evaluate.add_argument("file", type=Path)
        evaluate.add_argument("--json", action="store_true", help='one object a row: {"due": …, "why": […]}')

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for every row, also for one that is wrong; at the end which were."""
        wrong = []
        for number, row in enumerate(_rows(options["file"]), start=1):
            try:
                told = _told(evaluate_row(row))
            except BadCell as bad:
                wrong.append(f"row {number}, column «{bad.column}»: {bad}")
                told = {"due": None, "why": None, "row": number, "column": bad.column, "error": wrong[-1]}
            self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _in_words(told))
        if wrong:
            raise CommandError("\n".join(wrong))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            rows = csv.DictReader(source)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
            if missing:
                raise CommandError(f"{path} lacks the columns: {', '.join(missing)}.")
            yield from rows
    except (UnicodeDecodeError, csv.Error) as problem:
        raise CommandError(f"{path} is no CSV file in UTF-8: {problem}.") from problem


def _told(evaluated: Evaluated) -> dict[str, Any]:
    return {"due": evaluated.due_at.isoformat(), "why": [line.say(gettext) for line in evaluated.why]}


def _in_words(told: dict[str, Any]) -> str:
    return str(told["error"]) if told["due"] is None else f"{told['due']}  {' '.join(told['why'])}"
