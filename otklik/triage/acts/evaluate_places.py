"""`otklik triage evaluate-places FILE --gazetteer STREETS`: how well streets and houses are found in marked texts."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from otklik.triage.places.evaluation import Measured, index_of_streets, measure_places, read_marked

HELP = "measure how places are found: precision, recall and F1 by overlap with what people marked"


def add_arguments(parser: ArgumentParser) -> None:
    """The marked texts, and the names that a gazetteer would hold."""
    parser.add_argument("file", type=Path, help="JSONL: {text, spans: [[start, end, label], …]}; Street, NUM or House…")
    parser.add_argument("--gazetteer", type=Path, help="names of the streets of the territory, one a line")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(options: dict[str, Any], out: OutputWrapper) -> None:
    """Measure and print. Raises CommandError where a file cannot be read."""
    for path in (options["file"], options["gazetteer"]):
        if path is not None and not path.is_file():
            raise CommandError(f"There is no file {path}.")
    try:
        texts = read_marked(options["file"])
        lines = options["gazetteer"].read_text(encoding="utf-8-sig").splitlines() if options["gazetteer"] else []
    except ValueError as why:
        raise CommandError(f"{options['file']}: {why}.") from why
    figures = measure_places(texts, index_of_streets(lines))
    if options["json"]:
        plain = {name: asdict(value) if isinstance(value, Measured) else value for name, value in figures.items()}
        out.write(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        if isinstance(value, Measured):
            out.write(f"{name:11} precision {value.precision:.3f}  recall {value.recall:.3f}  F1 {value.f1:.3f}")
        else:
            out.write(f"{name:11} {value}")
