"""`otklik triage train-pieces --data DIR`: make the pieces of words that learning rudeness begins with."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from otklik.triage.acts import Out, needing
from otklik.triage.acts.evaluate import refuse_missing
from otklik.triage.pieces import PIECES

HELP = "make the pieces of words that learning rudeness begins with (needs the extras «dev» and «reader»)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where the comments are, and where the pieces go."""
    parser.add_argument("--data", type=Path, required=True, help="folder with appeals/ and moderation/")
    parser.add_argument("--out", type=Path, default=PIECES, help="folder for the pieces and their vectors")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Make them and print how many there are."""
    refuse_missing(options["data"])
    with needing("dev", "reader"):
        from otklik.triage.learning_reader.beginning import make_pieces

        count = make_pieces(options["data"], options["out"])
    out.write(json.dumps({"pieces": count}))
