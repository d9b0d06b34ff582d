"""The acts of `otklik triage`: one module each."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import CommandError

from otklik.triage.examples import read_appeals


class Out(Protocol):
    """Where an act writes."""

    def write(self, text: str, /) -> object: ...


class Act(Protocol):
    """What the module of an act has."""

    HELP: str

    def add_arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, options: Mapping[str, Any], out: Out) -> None: ...


@contextmanager
def needing(*extras: str) -> Iterator[None]:
    """What is imported meanwhile comes with these extras of the package. Raises CommandError where it is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        named = " and ".join(f"«{extra}»" for extra in extras)
        of_them = "extra" if len(extras) == 1 else "extras"
        raise CommandError(f"This needs {missing.name}: install the package with its {of_them} {named}.") from missing


def read_residents(data: Path) -> list[str]:
    """Texts of residents of both regions. Raises CommandError where a file of them is missing."""
    try:
        return [one.text for source in ("perm", "kursk") for one in read_appeals(data, source)]
    except FileNotFoundError as missing:
        raise CommandError(f"There is no file {missing.filename}.") from missing
