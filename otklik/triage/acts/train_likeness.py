"""`otklik triage train-likeness`: learn anew what tells of the same thing. Needs scikit-learn."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from otklik.triage.acts import Out
from otklik.triage.likeness.meaning import ARTIFACTS

HELP = "learn anew what tells of the same thing (needs scikit-learn)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where residents' messages are, and where the arrays go."""
    parser.add_argument("--data", type=Path, help="folder with appeals/; without it only the weights of signs are made")
    parser.add_argument("--out", type=Path, default=ARTIFACTS, help="folder for the arrays and the weights")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Write vectors and weights; print how much was learnt from."""
    try:
        from otklik.triage.likeness.learning import learn_vectors, learn_weights
    except ModuleNotFoundError as missing:
        raise CommandError(f"Training needs {missing.name}: install the package with its extra «dev».") from missing
    data, folder = options["data"], options["out"]
    if data is not None and not (data / "appeals").is_dir():
        raise CommandError(f"There is no folder {data / 'appeals'}.")
    words = learn_vectors(data, folder) if data is not None else None
    out.write(json.dumps({"words": words, "pairs": learn_weights(folder)}))
