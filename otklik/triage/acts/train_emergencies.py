"""`otklik triage train-emergencies --data DIR`: make the model that stands beside the rules for emergencies."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from otklik.triage.acts import Out, needing, read_residents
from otklik.triage.emergencies.likely import LEARNT

HELP = "make the model of emergencies from the made-up lessons and residents' messages (needs scikit-learn)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where the messages are, and where the model goes."""
    parser.add_argument("--data", type=Path, required=True, help="folder with appeals/")
    parser.add_argument("--out", type=Path, default=LEARNT, help="folder for the arrays and the card")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Train and print the card. Raises CommandError without the messages or without scikit-learn."""
    residents = read_residents(options["data"])
    with needing("dev"):
        from otklik.triage.emergencies.learning import train

        card = train(residents, options["out"])
    out.write(json.dumps(card, ensure_ascii=False))
