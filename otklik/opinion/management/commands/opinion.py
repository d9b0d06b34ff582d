"""`otklik opinion evaluate SAMPLE.csv --population POP.csv`: weighted shares of answers, with their errors."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.opinion.samples import Sample, read_margins, read_sample
from otklik.opinion.weighting import CannotWeight, NotConverged, Weighted, share_of, weigh
from otklik.triage.labelled import NotReadable


class Command(BaseCommand):
    """Weighs a survey to the population and prints shares with 95 % intervals."""

    help = "Weigh a survey to the population: shares of answers with 95 %% intervals, design effect, effective n."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One act: evaluate."""
        acts = parser.add_subparsers(dest="act", required=True)
        one = acts.add_parser("evaluate", help="exit 2: the files do not fit or cannot be read; 3: raking ends nowhere")
        one.add_argument(
            "sample", type=Path, help="CSV: sex, age_group, municipality, mode, answer; a respondent a row"
        )
        one.add_argument("--population", type=Path, required=True, help="CSV: margin, level, count")
        one.add_argument("--mode", help="only rows of this mode; a self-selected mode has no error in truth")
        one.add_argument("--trim", type=_trim, metavar="K", help="cut weights above K × mean and rake again")
        one.add_argument("--json", action="store_true", help="print JSON; without it a table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Weigh and print."""
        try:
            sample = read_sample(options["sample"], mode=options["mode"])
            margins = read_margins(options["population"], sample)
            weighted = weigh(margins, n=len(sample.rows), trim=options["trim"])
        except (NotReadable, CannotWeight) as why:
            raise CommandError(str(why), returncode=2) from why
        except NotConverged as why:
            raise CommandError(str(why), returncode=3) from why
        figures = evaluate(sample, weighted)
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2))
            return
        for answer, one in figures.pop("answers").items():
            interval = "" if one["low"] is None else f"95 %: {one['low']:.1%} – {one['high']:.1%}; "
            self.stdout.write(f"{answer}: {one['share']:.1%} ({interval}unweighted {one['share_unweighted']:.1%})")
        self.stdout.write(", ".join(f"{name} {value:.6g}" for name, value in figures.items()))


def evaluate(sample: Sample, weighted: Weighted) -> dict[str, Any]:
    """Figures of a weighted sample, as they are printed."""
    answers = np.array(sample.answers)
    return {
        "answers": {str(one): asdict(share_of(answers == one, weighted)) for one in np.unique(answers)},
        "n": len(answers),
        "n_effective": weighted.n_effective,
        "deff": weighted.design_effect,
        "iterations": weighted.iterations,
        "trimmed": weighted.trimmed,
        "left_out": sample.left_out,
    }


def _trim(text: str) -> float:
    """Argument: how many times the mean a weight may be. Below 1 no weights exist."""
    times = float(text)
    if not 1 < times < float("inf"):
        raise ArgumentTypeError(f"{text}: give a number above 1")
    return times
