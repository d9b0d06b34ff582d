"""`otklik register import | export | undo | list`: bodies and pages as a table."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.integrations.models import ImportState, RegisterImport
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.selectors import (
    ImportRow,
    list_fault_groups,
    list_kept,
    list_not_undone,
    row_of,
    write_refused,
)
from otklik.integrations.services import ask_to_apply, ask_to_undo, bring_register
from otklik.integrations.steps import run_import
from otklik.organizations.rights import Scope
from otklik.shared.clock import now
from otklik.shared.errors import OtklikError

SHOWN = 100
"""So many faults are printed; all refused rows go into the table of `--refused`."""


class Command(BaseCommand):
    """Brings a register in, takes it out, undoes an import."""

    help = (
        "The register of bodies and pages as a table: `import` takes an XLSX or CSV, `export` writes one, `undo` takes "
        "an import back, `list` shows the last ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A table is a file; its ending says whether it is XLSX or CSV when it is written."""
        acts = parser.add_subparsers(dest="act", required=True)
        brought = acts.add_parser("import", help="good rows are taken, bad ones are named with what is wrong")
        brought.add_argument("file", type=Path)
        brought.add_argument("--dry-run", action="store_true", help="only say what it would do")
        brought.add_argument("--refused", type=Path, help="write the refused rows into this table, to be mended")
        written = acts.add_parser("export", help="all bodies and pages; .xlsx or .csv")
        written.add_argument("file", type=Path)
        undone = acts.add_parser("undo", help="as it stood before; what was changed since stays, and is named")
        undone.add_argument("number", type=int)
        acts.add_parser("list", help="the last imports with their numbers")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the four. Words of errors are English."""
        try:
            match options["act"]:
                case "import":
                    self._import(options["file"], is_dry=options["dry_run"], refused=options["refused"])
                case "export":
                    self._export(options["file"])
                case "undo":
                    self._undo(options["number"])
                case _:
                    self._list()
        except (OtklikError, OSError) as why:
            raise CommandError(str(why)) from why

    def _import(self, file: Path, *, is_dry: bool, refused: Path | None) -> None:
        brought = bring_register(file.read_bytes(), file_name=file.name, by=None, now=now())
        row = self._run(brought.id)
        is_applied = not is_dry and row.changes_anything
        if is_applied:
            ask_to_apply(brought.id, by=None, now=now())
            row = self._run(brought.id)
        self._tell(row)
        if refused is not None:
            refused.write_bytes(write_refused(brought.id, as_format=_format_of(refused), say=str))
        if is_dry:
            self.stdout.write("nothing was changed: this was a dry run")
        elif not is_applied:
            self.stdout.write("nothing to change")
        else:
            self.stdout.write(f"import {row.id} is applied; take it back with: otklik register undo {row.id}")

    def _run(self, import_id: int) -> ImportRow:
        """Do at once what the worker would be asked to do; its job then finds nothing to do."""
        run_import(import_id, clock=now)
        row = _row(import_id)
        if row.state == ImportState.FAILED and row.trouble:
            raise row.trouble
        return row

    def _tell(self, row: ImportRow) -> None:
        groups = list_fault_groups(row.id)
        for group in groups[:SHOWN]:
            self.stdout.write(str(group))
        if len(groups) > SHOWN:
            self.stdout.write(f"… and {len(groups) - SHOWN} more; --refused FILE.xlsx writes all rows")
        for kept in list_kept(row.id, at_most=SHOWN):
            self.stdout.write(f"row {kept.row}, «{kept.column}»: stays «{kept.stands}», not «{kept.said}»: {kept.why}")
        if row.unknown_titles:
            self.stdout.write(f"columns left out: {', '.join(row.unknown_titles)}")
        self.stdout.write(
            f"rows: {row.rows_good} taken, {row.rows_refused} refused; "
            f"municipalities: {row.new_towns} new; bodies: {row.new_bodies} new, {row.changed_bodies} changed; "
            f"pages: {row.new_pages} new, {row.changed_pages} changed; "
            f"exemptions: {row.exemptions}"
        )

    def _export(self, file: Path) -> None:
        file.write_bytes(write_register(list_register(Scope(everything=True)), as_format=_format_of(file)))
        self.stdout.write(f"written: {file}")

    def _undo(self, number: int) -> None:
        if not RegisterImport.objects.filter(id=number).exists():
            raise CommandError(f"There is no import {number}; `otklik register list` shows the last ones.")
        ask_to_undo(number, by=None, now=now())
        self._run(number)
        for one in list_not_undone(number):
            self.stdout.write(f"row {one.row}, {one.kind}: left as it is. {one.why}")
        self.stdout.write(f"import {number} is taken back")

    def _list(self) -> None:
        for one in RegisterImport.objects.defer("content").order_by("-id")[:20]:
            self.stdout.write(f"{one.id:6}  {one.at:%Y-%m-%d %H:%M}  {one.state:9}  {one.file_name} ({one.by_name})")


def _row(import_id: int) -> ImportRow:
    return row_of(RegisterImport.objects.get(id=import_id), now=now())


def _format_of(file: Path) -> Format:
    try:
        return Format(file.suffix.lower().removeprefix("."))
    except ValueError:
        sys.exit(f"otklik: {file.name}: a table ends in .xlsx or .csv")
