"""The acts of `otklik triage`: one module each."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, Protocol


class Out(Protocol):
    """Where an act writes."""

    def write(self, text: str, /) -> object: ...


class Act(Protocol):
    """What the module of an act has."""

    HELP: str

    def add_arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, options: Mapping[str, Any], out: Out) -> None: ...
