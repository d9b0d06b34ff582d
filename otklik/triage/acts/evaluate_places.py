"""`otklik triage evaluate-places FILE --gazetteer STREETS`: how well streets and houses are found in marked texts."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from otklik.gazetteer.index import NameIndex
from otklik.gazetteer.reading.rows import BadRow
from otklik.triage.acts import Out
from otklik.triage.labelled import read_text
from otklik.triage.places.evaluation import Measured, index_of_file, index_of_streets, measure_places, read_marked
from otklik.triage.places.reading import NO_NAMES

HELP = "measure how places are found: precision, recall and F1 by overlap with what people marked"


def add_arguments(parser: ArgumentParser) -> None:
    """The marked texts, and the names that a gazetteer would hold."""
    parser.add_argument("file", type=Path, help="JSONL: {text, spans: [[start, end, label], …]}; Street, NUM or House…")
    parser.add_argument("--gazetteer", type=Path, help="names of the streets, one a line; or .csv, .osm, .json")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Measure and print. Raises CommandError where a file cannot be read."""
    for path in (options["file"], options["gazetteer"]):
        if path is not None and not path.is_file():
            raise CommandError(f"There is no file {path}.")
    try:
        texts = read_marked(options["file"])
        names = _names_in(options["gazetteer"]) if options["gazetteer"] else NO_NAMES
    except (ValueError, BadRow) as why:
        raise CommandError(str(why)) from why
    figures = measure_places(texts, names)
    if options["json"]:
        plain = {name: asdict(value) if isinstance(value, Measured) else value for name, value in figures.items()}
        out.write(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        if isinstance(value, Measured):
            out.write(f"{name:11} precision {value.precision:.3f}  recall {value.recall:.3f}  F1 {value.f1:.3f}")
        else:
            out.write(f"{name:11} {value}")


def _names_in(path: Path) -> NameIndex:
    """A plain list of streets, or a file that a gazetteer is imported from."""
    if path.suffix.lower() in (".csv", ".osm", ".json", ".geojson"):
        return index_of_file(path.read_bytes())
    return index_of_streets(read_text(path).splitlines())
