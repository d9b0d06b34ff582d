"""`otklik triage train-reader`: make the encoder that reads messages in doubt a second time."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from otklik.triage.acts import Out, needing
from otklik.triage.acts.evaluate import refuse_missing
from otklik.triage.second_reading import ARTIFACTS

HELP = "make the encoder that reads messages in doubt (needs the extras «dev» and «reader», and more than an hour)"


def add_arguments(parser: ArgumentParser) -> None:
    """What it is told."""
    parser.add_argument("--data", type=Path, required=True, help="folder with appeals/ and moderation/")
    parser.add_argument("--out", type=Path, default=ARTIFACTS, help="folder for what it makes")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Make it and print its card."""
    refuse_missing(options["data"])
    with needing("dev", "reader"):
        from otklik.triage.learning_reader.making import make

        card = make(options["data"], options["out"])
    out.write(json.dumps(asdict(card) | {"groups": len(card.groups)}, ensure_ascii=False))
