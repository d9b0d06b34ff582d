"""`otklik triage use VERSION`: put a model that was in use before, or the shipped one, in use."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext

from otklik.shared.clock import now
from otklik.shared.errors import OtklikError
from otklik.triage.acts import Out
from otklik.triage.learning.versions import SHIPPED, use_version

HELP = "put a model that was in use before, or the shipped one, in use"


def add_arguments(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("version", help=f"a version that `models` lists, or «{SHIPPED}»")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Put it in use. Raises CommandError where it is not there or broken."""
    try:
        use_version(options["version"], by=None, now=now())
    except OtklikError as why:
        raise CommandError(why.say(gettext)) from why
    out.write(f"{options['version']} is in use; workers take it with the next batch.")
