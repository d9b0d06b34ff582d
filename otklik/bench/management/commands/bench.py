"""`otklik bench <name>`: measure, and print one JSON object. See docs/how-to/benchmark.md."""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from importlib import import_module
from inspect import signature
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError

from otklik.bench.place import COMMAND, BenchFailed, place_with_database
from otklik.bench.report import Report

HERE = "OTKLIK_BENCH_IS_HERE"
"""Set for the process that works in the benchmark's own database."""
NETWORKS = ("vk", "ok", "max", "telegram")
MODULES = {"kills": "kills.trial", "staff": "staff.trial"}
"""Benchmarks whose module is not called as they are."""
NEED_OWN_DATABASE = (
    "directory", "ingest", "inbox", "kills", "readers", "recompute", "register", "reports", "snapshots", "staff",
    "verify",
)  # fmt: skip


class Command(BaseCommand):
    """Measures how fast Otklik is."""

    help = "Measure how fast Otklik is on this machine; prints one JSON object. Touches no real data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The benchmarks and their numbers."""
        names = parser.add_subparsers(dest="name", required=True)
        ingest = names.add_parser("ingest", help="webhooks durably kept a second, beside PostgreSQL's own commits")
        ingest.add_argument("--clients", type=int, default=32)
        ingest.add_argument("--seconds", type=float, default=5.0, help="of one round (5)")
        ingest.add_argument("--rounds", type=int, default=3)
        ingest.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="processes of the edge (a core each)"
        )
        pipeline = names.add_parser("pipeline", help="from a comment in the network to a routed case in the desk")
        pipeline.add_argument("--network", choices=("vk", "ok", "max", "telegram"), default="vk")
        pipeline.add_argument("--per-second", type=float, default=50.0)
        pipeline.add_argument("--seconds", type=float, default=20.0)
        triage = names.add_parser("triage", help="texts judged a second")
        triage.add_argument("--texts", type=int, default=3_000)
        kills = names.add_parser("kills", help="what is lost or said twice while parts are killed all the time")
        kills.add_argument("--kills", type=int, default=120)
        kills.add_argument("--answers", type=int, default=200, help="in each network (200)")
        kills.add_argument("--network", choices=[*NETWORKS, "all"], default="vk", help="or all at once (vk)")
        kills.add_argument("--seed", type=int, default=1)
        inbox = names.add_parser("inbox", help="pages of the desk with few and with many cases")
        inbox.add_argument("--few", type=int, default=50_000)
        inbox.add_argument("--many", type=int, default=1_000_000, help="takes some gigabytes (1000000)")
        inbox.add_argument("--requests", type=int, default=60, help="of each page by each person (60)")
        directory = names.add_parser("directory", help="search and pages of the public directory")
        directory.add_argument("--bodies", type=int, default=7_000)
        directory.add_argument("--requests", type=int, default=400, help="of the search (400)")
        register = names.add_parser("register", help="a region's register out as a table, in again and taken back")
        register.add_argument("--pages", type=int, default=7_000)
        verify = names.add_parser("verify", help="is this page official? asked over HTTP in a whole region")
        verify.add_argument("--pages", type=int, default=7_000)
        verify.add_argument("--addresses", type=int, default=300)
        verify.add_argument("--rounds", type=int, default=3)
        snapshots = names.add_parser("snapshots", help="pages looked at a second, at VK's own pace")
        snapshots.add_argument("--pages", type=int, default=1_000)
        snapshots.add_argument("--administrators", type=int, default=1, help="different administrators' tokens (1)")
        recompute = names.add_parser("recompute", help="deadlines of open cases anew after the terms changed")
        recompute.add_argument("--cases", type=int, default=100_000)
        staff = names.add_parser("staff", help="what is lost or done twice while many people work on the same cases")
        staff.add_argument("--people", type=int, default=20)
        staff.add_argument("--cases", type=int, default=200)
        staff.add_argument("--seconds", type=float, default=60.0)
        names.add_parser("start", help="from `otklik demo` to the first page served")
        _add_those_of_residents(names)

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print; the exit code is 0 whether goals are met or not."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # clears up before it ends
        try:
            if options["name"] in NEED_OWN_DATABASE and HERE not in os.environ:
                _measure_in_own_database()
            else:
                self.stdout.write(_measure(options).as_json())
        except BenchFailed as failed:
            raise CommandError(str(failed)) from failed


def _add_those_of_residents(names: "_SubParsersAction[Any]") -> None:
    reports = names.add_parser("reports", help="reports that residents send by our own page")
    reports.add_argument("--per-second", type=float, default=50.0)
    reports.add_argument("--seconds", type=float, default=60.0)
    reports.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that serve pages")
    readers = names.add_parser("readers", help="published cases and public pages read over HTTP")
    readers.add_argument("--cases", type=int, default=2_000)
    readers.add_argument("--per-second", type=float, default=200.0)
    readers.add_argument("--seconds", type=float, default=30.0)
    readers.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that serve pages")


def _measure_in_own_database() -> None:
    with place_with_database() as place:
        words = [*COMMAND, *sys.argv[1:]]
        told = {f"OTKLIK_{network.upper()}_ON": "yes" for network in NETWORKS}
        process = subprocess.Popen(words, env=dict(place.environment) | told | {HERE: "1"})
        try:
            code = process.wait()
        finally:
            process.terminate()  # it ends what it started, then itself
            process.wait()
    if code != 0:
        raise BenchFailed("the benchmark ended early; see above")


def _measure(options: dict[str, Any]) -> Report:
    """Call `measure_<name>` of the module <name> with those of the options that it takes."""
    name = options["name"]
    options["networks"] = NETWORKS if options.get("network") == "all" else (options.get("network"),)
    measure = getattr(import_module(f"otklik.bench.{MODULES.get(name, name)}"), f"measure_{name}")
    return cast("Report", measure(**{option: options[option] for option in signature(measure).parameters}))
