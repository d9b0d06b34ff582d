"""Formulas and snapshots in JSON files: those that are shipped, and others to try; no network and no database."""

import json
from pathlib import Path

from otklik.pages.checks.reading import read_seen
from otklik.pages.checks.seen import Seen
from otklik.pages.errors import UnreadableFile
from otklik.pages.formula import Formula, read_formula
from otklik.shared.words import marked as _

FORMULAS = Path(__file__).parent / "formulas"
SHIPPED = {"traffic-light": _("Traffic light"), "three-blocks": _("Three blocks")}
BLOCKS = (_("Design and running"), _("Reach of the page"), _("Reach of posts"))
"""How the shipped formulas call their parts."""


def path_of(formula: str) -> Path:
    """The file of a shipped formula, or the path itself."""
    return FORMULAS / f"{formula}.json" if formula in SHIPPED else Path(formula)


def load_formula(path: Path) -> Formula:
    """The formula in a file. Raises UnreadableFile, or UnfitFormula naming the place."""
    return read_formula(load_json(path))


def load_snapshots(path: Path) -> list[Seen]:
    """The snapshots in a file: one object, or a list. Raises UnreadableFile, or UnfitSeen naming number and field."""
    raw = load_json(path)
    rows = raw if isinstance(raw, list) else [raw]
    return [read_seen(row, at=f"[{number}]") for number, row in enumerate(rows)]


def load_json(path: Path) -> object:
    """Whatever JSON a file holds. Raises UnreadableFile."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise UnreadableFile(str(path), because=str(wrong)) from wrong
