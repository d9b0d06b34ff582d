"""`otklik triage …`: measure the model, ask it, make one's own of what people corrected.

It stands above all rooms, because `explain` also says by which clause a text may be hidden, and who would answer it.
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from itertools import batched
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.duplicates import evaluate_marked
from otklik.triage.acts import (
    Act,
    evaluate,
    evaluate_places,
    false_hides,
    models,
    train_own,
    use,
)
from otklik.triage.labelled import NotReadable, read_table
from otklik.triage.learning.versions import model_at_hand
from otklik.triage.propose import propose_all
from otklik.worker import explaining

BATCH = 200
ACTS: dict[str, Act] = {
    "evaluate": evaluate,
    "evaluate-places": evaluate_places,
    "evaluate-marked": evaluate_marked,
    "false-hides": false_hides,
    "explain": explaining,
    "models": models,
    "use": use,
}
"""Acts that have a module of their own, in `triage/acts` or here."""


class Command(BaseCommand):
    """Trains, measures and asks the model of triage."""

    help = "Train, measure and ask the model of triage."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("train", help="make a model of what people corrected here")
        ask = acts.add_parser("classify", help="print what is proposed about each text, one JSON object a line")
        ask.add_argument("texts", nargs="*", help="texts")
        ask.add_argument("--feed", type=Path, help="a CSV file with a column «text»")
        for name, act in ACTS.items():
            act.add_arguments(acts.add_parser(name, help=act.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            match options["act"]:
                case "train":
                    train_own.run(options, self.stdout)
                case "classify":
                    self._classify(options["texts"] or _read_feed(options["feed"]))
                case name:
                    ACTS[name].run(options, self.stdout)
        except NotReadable as problem:
            raise CommandError(str(problem)) from problem

    def _classify(self, texts: Sequence[str]) -> None:
        model = model_at_hand()
        for batch in batched(texts, BATCH):
            for text, proposal in zip(batch, propose_all(batch, model=model), strict=True):
                self.stdout.write(json.dumps({"text": text, **asdict(proposal)}, ensure_ascii=False))


def _read_feed(path: Path | None) -> list[str]:
    if path is None:
        raise CommandError("Give texts, or --feed with a CSV file that has a column «text».")
    header, rows = read_table(path)
    if "text" not in header:
        raise CommandError(f"{path} has no column «text»; it has: {', '.join(header) or 'none'}.")
    return [row["text"] for row in rows]
