"""`otklik triage models`: the models that were made here, newest first, and which one is in use."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from otklik.triage.acts import Out
from otklik.triage.learning.versions import SHIPPED, model_in_use
from otklik.triage.learning.words import line_of_curve, lines_of
from otklik.triage.model import load_model
from otklik.triage.models import OwnCurve, OwnModel

HELP = "list the models that were made here, and which one is in use"


def add_arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Mapping[str, Any], out: Out) -> None:  # noqa: ARG001 (all acts are run alike)
    """Print a line or two a model."""
    shipped, used = load_model().card.version, model_in_use().card.version
    out.write(f"{SHIPPED}  {shipped}{'  ← in use' if used == shipped else ''}")
    for row in OwnModel.objects.order_by("-number"):
        out.write(f"{row.version}  {row.state}{'  ← in use' if used == row.version else ''}")
        for line in lines_of(row)[1:]:
            out.write(f"    {line}")
    for curve in OwnCurve.objects.order_by("part", "about"):
        out.write(line_of_curve(curve))
