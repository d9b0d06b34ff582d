"""`otklik bench register`: how long a region's register takes out and in again, and taking it back."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from otklik.bench.place import BenchFailed
from otklik.bench.region import build_region
from otklik.bench.report import Goal, Report
from otklik.integrations.models import ImportState, RegisterImport
from otklik.integrations.register.columns import Column
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.services import ask_to_apply, ask_to_undo, bring_register
from otklik.integrations.steps import run_import
from otklik.organizations.rights import Scope
from otklik.shared.clock import now


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """What was measured, in seconds."""

    pages: int
    refused: int
    export_seconds: float
    check_seconds: float
    apply_seconds: float
    """Every page changes."""
    undo_seconds: float


def measure_register(*, pages: int) -> Report:
    """Take the register of a made-up region out, change a figure of every page, bring it and take it back."""
    build_region(pages=pages, staff=0)
    everything = Scope(everything=True)
    export_seconds = _timed(lambda: write_register(list_register(everything), as_format=Format.XLSX))
    changed = [row | {Column.MEMBERS: number} for number, row in enumerate(list_register(everything))]
    content = write_register(changed, as_format=Format.XLSX)
    brought = bring_register(content, file_name="bench.xlsx", by=None, now=now())
    check_seconds = _timed(lambda: run_import(brought.id, clock=now))
    ask_to_apply(brought.id, by=None, now=now())
    apply_seconds = _timed(lambda: run_import(brought.id, clock=now))
    applied = RegisterImport.objects.get(id=brought.id)
    ask_to_undo(brought.id, by=None, now=now())
    undo_seconds = _timed(lambda: run_import(brought.id, clock=now))
    if RegisterImport.objects.get(id=brought.id).state != ImportState.UNDONE:
        raise BenchFailed("the import was not taken back")
    figures = RegisterFigures(
        pages=applied.changed_pages,
        refused=applied.rows_refused,
        export_seconds=export_seconds,
        check_seconds=check_seconds,
        apply_seconds=apply_seconds,
        undo_seconds=undo_seconds,
    )
    goals = (
        Goal("refused", figures.refused, at_most=0),
        Goal("export_seconds", export_seconds, at_most=10.0),
        Goal("check_seconds", check_seconds, at_most=20.0),
        Goal("apply_seconds", apply_seconds, at_most=30.0),
        Goal("undo_seconds", undo_seconds, at_most=10.0),
    )
    return Report("register", figures, goals)


def _timed(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return round(time.monotonic() - start, 2)
