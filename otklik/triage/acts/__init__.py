"""The acts of `otklik triage`: one module each."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, Protocol

from django.core.management.base import OutputWrapper


class Act(Protocol):
    """What a module of an act has."""

    HELP: str

    def add_arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, options: Mapping[str, Any], out: OutputWrapper) -> None: ...
