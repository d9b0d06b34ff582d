"""`otklik audit verify`: whether the audit log and the evidence are whole. For an operator, a lawyer, a monitor."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from otklik.audit.chain import FAULTS, BadPlace, ChainReport, list_chains, stands, verify_chain
from otklik.audit.kept_outside import find_gone, list_restored
from otklik.audit.models import ChainedRecord
from otklik.ground.program_role import ONE_ROLE, may_change_tables


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
        reports = [_verify(model, since=since) for model in list_chains()]
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
        count = sum(find_gone(model)[0] for model in list_chains())
        self.stdout.write(f"{count} seals kept in {settings.OTKLIK_SEALS_DIR} were looked for.")
        for at in list_restored():
            self.stdout.write(
                f"A backup was restored on {at:%Y-%m-%d %H:%M %Z}: what was sealed after it was made is gone."
            )
        with connection.cursor() as cursor:
            if may_change_tables(cursor):
                self.stdout.write(ONE_ROLE)
        if is_kept is not None:
            self.stdout.write("The seal that was noted down stands." if is_kept else "THE SEAL NOTED DOWN IS GONE.")


def _verify(model: type[ChainedRecord], *, since: datetime | None) -> ChainReport:
    report = verify_chain(model, since=since)
    return report if report.bad else replace(report, bad=find_gone(model)[1])


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
