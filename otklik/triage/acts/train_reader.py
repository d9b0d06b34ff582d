"""`otklik triage train-reader`: make the encoder that reads messages in doubt a second time."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from otklik.triage.acts import Out
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
    try:
        from otklik.triage.learning_reader.making import make

        card = make(options["data"], options["out"])
    except ModuleNotFoundError as missing:
        raise CommandError(
            f"This needs {missing.name}: install the package with its extras «dev» and «reader»."
        ) from missing
    out.write(json.dumps(asdict(card) | {"groups": len(card.groups)}, ensure_ascii=False))
