"""`otklik cases import | list`: cases that another system exported."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.integrations.cases.selectors import CaseImportRow, case_row_of, list_case_fault_groups, list_refused_cases
from otklik.integrations.cases.services import ask_to_apply_cases, bring_cases
from otklik.integrations.cases.steps import run_case_import
from otklik.integrations.models import CaseImport, ImportState
from otklik.integrations.register.export import Format
from otklik.integrations.selectors import write_refusals
from otklik.organizations.models import Body
from otklik.shared.clock import now
from otklik.shared.errors import OtklikError

SHOWN = 100
"""So many faults are printed; all refused rows go into the table of `--refused`."""


class Command(BaseCommand):
    """Brings cases of another system in; brought again, they follow it."""

    help = (
        "Cases of another system (ЕЦУР, «Инцидент Менеджмент», ПОС…) as an XLSX or CSV: `import` takes a table, the "
        "same cases again only follow what is new there; `list` shows the last ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which system it is of decides how the table is read, and what a number means."""
        acts = parser.add_subparsers(dest="act", required=True)
        brought = acts.add_parser("import", help="good rows are taken, bad ones are named with what is wrong")
        brought.add_argument("file", type=Path)
        brought.add_argument("--system", required=True, help="its name; how its tables are read is saved under it")
        brought.add_argument("--body", default="", help="slug of the body that gets cases of unknown executors")
        brought.add_argument("--dry-run", action="store_true", help="only say what it would do")
        brought.add_argument("--refused", type=Path, help="write the refused rows into this table, to be mended")
        acts.add_parser("list", help="the last imports with their numbers")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the two. Words of errors are English."""
        try:
            if options["act"] == "import":
                self._import(options)
            else:
                self._list()
        except (OtklikError, OSError) as why:
            raise CommandError(str(why)) from why

    def _import(self, options: dict[str, Any]) -> None:
        file, slug = options["file"], options["body"]
        body = Body.objects.filter(slug=slug, is_active=True).first() if slug else None
        if slug and body is None:
            raise CommandError(f"there is no body {slug}")
        content, system = file.read_bytes(), options["system"]
        fallback_id = body.id if body else None
        brought = bring_cases(content, file_name=file.name, system=system, fallback_id=fallback_id, by=None, now=now())
        row = self._run(brought.pk)
        if not options["dry_run"] and row.changes_anything:
            ask_to_apply_cases(brought.pk, by=None, now=now())
            row = self._run(brought.pk)
        self._tell(row)
        if refused := options["refused"]:
            titles = CaseImport.objects.values_list("titles", flat=True).get(pk=brought.pk)
            refusals = list_refused_cases(brought.pk)
            refused.write_bytes(write_refusals(titles, refusals, as_format=_format_of(refused), say=str))
        if options["dry_run"]:
            self.stdout.write("nothing was changed: this was a dry run")

    def _run(self, import_id: int) -> CaseImportRow:
        """Do at once what the worker would be asked to do; its job then finds nothing to do."""
        run_case_import(import_id, clock=now)
        row = case_row_of(CaseImport.objects.select_related("mapping").get(pk=import_id), now=now())
        if row.state == ImportState.FAILED and row.trouble:
            raise row.trouble
        return row

    def _tell(self, row: CaseImportRow) -> None:
        groups = list_case_fault_groups(row.id)
        for group in groups[:SHOWN]:
            self.stdout.write(str(group))
        if len(groups) > SHOWN:
            self.stdout.write(f"… and {len(groups) - SHOWN} more; --refused FILE.xlsx writes all rows")
        if row.unknown_titles:
            self.stdout.write(f"columns left out: {', '.join(row.unknown_titles)}")
        self.stdout.write(
            f"rows: {row.rows_good} taken, {row.rows_refused} refused; cases: {row.new_cases} new, "
            f"{row.changed_cases} went on, {row.same_cases} as before, {row.kept_cases} further here and left, "
            f"{row.linked_cases} here already by their message; "
            f"{row.to_fallback} with an unknown executor, {row.without_date} deferred without a date"
        )

    def _list(self) -> None:
        for one in CaseImport.objects.select_related("mapping").defer("content").order_by("-id")[:20]:
            told = f"{one.mapping.name}: {one.file_name} ({one.by_name})"
            self.stdout.write(f"{one.pk:6}  {one.at:%Y-%m-%d %H:%M}  {one.state:9}  {told}")


def _format_of(file: Path) -> Format:
    try:
        return Format(file.suffix.lower().removeprefix("."))
    except ValueError:
        sys.exit(f"otklik: {file.name}: a table ends in .xlsx or .csv")
