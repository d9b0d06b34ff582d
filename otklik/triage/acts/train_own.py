"""`otklik triage train`: make a model of what people corrected here, and say how it came out."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext

from otklik.shared.clock import now
from otklik.shared.errors import OtklikError
from otklik.triage.acts import Out
from otklik.triage.learning.making import make_at_once
from otklik.triage.learning.words import line_of_curve, lines_of
from otklik.triage.models import OwnCurve


def run(options: Mapping[str, Any], out: Out) -> None:  # noqa: ARG001 (all acts are run alike)
    """Make it, put it in use if it is better, and say why in plain words. Raises CommandError."""
    try:
        row = make_at_once(by=None, now=now())
    except OtklikError as why:
        raise CommandError(why.say(gettext)) from why
    for line in lines_of(row):
        out.write(line)
    for curve in OwnCurve.objects.order_by("part", "about"):
        out.write(line_of_curve(curve))
