"""`otklik triage evaluate-marked`: measure on the sets that were marked by hand, as far as they are here."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from otklik.duplicates.matching.evaluation import measure_duplicates
from otklik.triage.acts import Out
from otklik.triage.marked import MARKED, MEASURES, measure_marked

HELP = "measure on the sets of texts that were marked by hand"


def add_arguments(parser: ArgumentParser) -> None:
    """Where the sets are, and how to print."""
    parser.add_argument("--sets", type=Path, default=MARKED, help="folder with the marked sets")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Print the figures of every set that is there."""
    figures = measure_marked(options["sets"], measures=MEASURES | {"duplicates": measure_duplicates})
    if options["json"]:
        out.write(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, measured in figures.items():
        out.write(f"{name}: " + ", ".join(f"{figure} {value}" for figure, value in measured.items()))
