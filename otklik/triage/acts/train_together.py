"""`otklik triage train-together`: make the encoder that reads pairs of messages in doubt."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from otklik.triage.acts import Out, needing
from otklik.triage.likeness.meaning import ARTIFACTS

HELP = "make the encoder that reads two messages together (needs the extras «dev» and «reader», and two hours)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where it is left; what it learns from lies in the repository."""
    parser.add_argument("--out", type=Path, default=ARTIFACTS, help="folder for the encoder and its weights")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Make it; print from how many pairs it could learn."""
    with needing("dev", "reader"):
        from otklik.triage.learning_together.making import make

        pairs = make(options["out"])
    out.write(json.dumps({"pairs": pairs}))
