"""`otklik triage train-kinds --data DIR`: make the table that hears the kind of a message."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from otklik.triage.acts import Out, needing, read_residents
from otklik.triage.kind_table import LEARNT
from otklik.triage.model import load_model

HELP = "make the table of kinds from the made-up lessons and residents' messages (needs scipy)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where the messages are, and where the model goes."""
    parser.add_argument("--data", type=Path, required=True, help="folder with appeals/")
    parser.add_argument("--out", type=Path, default=LEARNT, help="folder for the arrays and the card")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Train and print the card. Raises CommandError without the messages or without scipy."""
    residents = read_residents(options["data"])
    with needing("dev"):
        from otklik.triage.learning_kinds import train

        card = train(residents, load_model(), options["out"])
    out.write(json.dumps(card, ensure_ascii=False))
