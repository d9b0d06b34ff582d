"""`otklik triage evaluate`: how good the model is on a labelled file."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from otklik.triage.acts import Out
from otklik.triage.evaluation import evaluate_file
from otklik.triage.labelled import NotReadable, read_labelled
from otklik.triage.model import ARTIFACTS, Model, load_model

HELP: Final = "measure on a labelled CSV file"


def add_arguments(parser: ArgumentParser) -> None:
    """What the act is told."""
    parser.add_argument("file", type=Path, help="CSV with a column text and any of group, topic, executor, kind, toxic")
    parser.add_argument("--crosswalk", type=Path, help="CSV with source, source_group, group (a|b accepts any)")
    parser.add_argument("--source", default="", help="which source of the crosswalk the file comes from")
    parser.add_argument("--model", type=Path, default=ARTIFACTS, help="folder of the model")
    parser.add_argument("--json", action="store_true", help="print JSON; without it a short table")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Measure and print. Raises `NotReadable` with a sentence for the person who gave the files."""
    model = _open(options["model"])
    labelled = read_labelled(options["file"], crosswalk=options["crosswalk"], source=options["source"])
    figures = evaluate_file(labelled, model=model)
    if options["json"]:
        out.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
    else:
        out.write("\n".join(_as_lines(figures)) + "\n")


def _open(folder: Path) -> Model:
    """The model of a folder. Raises `NotReadable` where files are missing, or its card is of another version."""
    try:
        return load_model(folder)
    except FileNotFoundError as missing:
        name = Path(missing.filename).name
        if not (folder / "card.json").is_file():
            raise NotReadable(f"No model in {folder}: {name} is missing.") from missing
        why = f"The model in {folder} was made by an older version, or is not whole: {name} is missing."
        raise NotReadable(f"{why} Train it anew.") from missing
    except TypeError as unlike:
        raise NotReadable(f"The model in {folder} was made by another version: train it anew.") from unlike


def _as_lines(figures: Mapping[str, Any]) -> list[str]:
    lines = []
    for name, value in figures.items():
        inside = value.items() if isinstance(value, dict) else [("", value)]
        lines += [f"{name + '.' + key if key else name:<40}{one}" for key, one in inside]
    return lines
