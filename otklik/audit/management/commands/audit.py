"""`otklik audit verify`: whether the audit log and the evidence are whole. For an operator, a lawyer, a monitor."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.audit.chain import FAULTS, BadPlace, ChainReport, list_chains, stands, verify_chain


class Command(BaseCommand):
    """Looks for the first place where a chain was altered."""

    help = "Verify that no row of the audit log and of the evidence was altered, removed or moved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        verify = acts.add_parser("verify", help="look at every chain; ends with 1 where one does not hold")
        verify.add_argument("--since", metavar="DAY", help="from this day on (2026-11-25); without it from the start")
        verify.add_argument("--kept", metavar="SEAL", help="a last seal that was noted down earlier: does it stand?")
        verify.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        since = _read_day(options["since"])
        reports = [verify_chain(model, since=since) for model in list_chains()]
        is_kept = stands(options["kept"]) if options["kept"] else None
        if options["json"]:
            told = {
                "whole": _are_whole(reports, is_kept=is_kept),
                "kept": is_kept,
                "chains": [asdict(r) for r in reports],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, default=str))
        else:
            self._tell(reports, is_kept=is_kept)
        if not _are_whole(reports, is_kept=is_kept):
            sys.exit(1)

    def _tell(self, reports: Sequence[ChainReport], *, is_kept: bool | None) -> None:
        for report in reports:
            self.stdout.write(_tell_of(report))
        if is_kept is not None:
            self.stdout.write("The seal that was noted down stands." if is_kept else "THE SEAL NOTED DOWN IS GONE.")


def _are_whole(reports: Sequence[ChainReport], *, is_kept: bool | None) -> bool:
    return is_kept is not False and not any(report.bad for report in reports)


def _tell_of(report: ChainReport) -> str:
    told = f"{report.chain}: {report.checked} rows checked, {report.unsealed} not sealed yet"
    if report.bad is None:
        return f"{told}; whole. Last seal: {report.number} {report.seal or '-'}"
    bad = report.bad
    return f"{told}. NOT WHOLE at {_where(bad)}: {FAULTS[bad.fault]}."


def _where(bad: BadPlace) -> str:
    if bad.at is None:
        return bad.subject or f"place {bad.number}"
    where = f"place {bad.number}" if bad.number is not None else "a row without a place"
    return f"{where}, row {bad.row_id} of {bad.at:%Y-%m-%d %H:%M:%S %Z} about {bad.subject}"


def _read_day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        day = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--since takes a day such as 2026-11-25, not «{text}».") from error
    return day if day.tzinfo else day.replace(tzinfo=UTC)
