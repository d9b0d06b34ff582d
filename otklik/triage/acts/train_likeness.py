"""`otklik triage train-likeness`: learn anew what tells of the same thing. Needs scipy."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from otklik.triage.acts import Out, needing
from otklik.triage.likeness.meaning import ARTIFACTS

HELP = "learn anew what tells of the same thing (needs scipy)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where residents' messages are, and where the arrays go."""
    parser.add_argument("--data", type=Path, help="folder with appeals/; without it only the weights of signs are made")
    parser.add_argument("--news", type=Path, help="with --data: archive of navec, see the data sheet")
    parser.add_argument("--out", type=Path, default=ARTIFACTS, help="folder for the arrays and the weights")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Write vectors and weights; print how much was learnt from."""
    data, news, folder = options["data"], options["news"], options["out"]
    if data is not None and not (data / "appeals").is_dir():
        raise CommandError(f"There is no folder {data / 'appeals'}.")
    if data is not None and (news is None or not news.is_file()):
        raise CommandError("Vectors need --news too: the archive of navec that lies in the package natasha.")
    with needing("dev"):
        from otklik.triage.fitting import on_one_core
        from otklik.triage.likeness.learning import learn_weights
        from otklik.triage.likeness.learning_vectors import learn_vectors
    with on_one_core():
        words = learn_vectors(data, news, folder) if data is not None else None
        pairs = learn_weights(folder)
    out.write(json.dumps({"words": words, "pairs": pairs}))
