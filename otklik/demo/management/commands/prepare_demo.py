"""`otklik prepare_demo`: a step of `otklik demo`, not meant for people: tables, the town, its past month."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from otklik.demo.control import Control
from otklik.demo.entries import fill_entries
from otklik.demo.fakes import seed_fakes
from otklik.demo.folder import EDITION, DemoFolder
from otklik.demo.forms import install_forms
from otklik.demo.history import History
from otklik.demo.register import seed_register
from otklik.demo.scores import seed_scores
from otklik.demo.seed import connect_pages, seed_pages, seed_town
from otklik.demo.snapshots import UNDESCRIBED, plan_past, seed_snapshots
from otklik.demo.staff_bots import seed_staff_bots
from otklik.demo.staffing import let_in_by_password, seed_staffing
from otklik.shared.clock import now as read_clock

DATABASE_SECONDS = 300.0


class Command(BaseCommand):
    """Makes what is missing; started again it changes nothing."""

    help = "A step of `otklik demo`: make the tables, the town and its past month where they are missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the sandbox is."""
        parser.add_argument("--sandbox", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and note in the folder how far it is."""
        if not settings.OTKLIK_IS_DEMO:
            raise CommandError("This is no demo: OTKLIK_IS_DEMO is off. Use `otklik demo`.")
        folder, control, now = DemoFolder(settings.OTKLIK_DATA_DIR), Control(options["sandbox"]), read_clock()
        _await_database()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        if folder.read().can_go_on:
            connect_pages(control, edge_url=settings.OTKLIK_EDGE_URL, is_first=False, now=now)
            install_forms(control, now=now)
            folder.change(edge_url=settings.OTKLIK_EDGE_URL)
            return
        with _careless():
            _seed(folder, control, now=now)
        folder.change(is_seeded=True, edition=EDITION)


def _seed(folder: DemoFolder, control: Control, *, now: datetime) -> None:
    """The town, its pages and what residents find there first; what is learnt of the pages follows."""
    let_in_by_password(now=now)
    seed_town()
    seed_pages(control, now=now)
    seed_staff_bots(control, now=now)
    history = History.plan(now=now)
    history.write_in_network(control)
    connect_pages(control, edge_url=settings.OTKLIK_EDGE_URL, is_first=True, now=now)
    install_forms(control, now=now)
    folder.change(edge_url=settings.OTKLIK_EDGE_URL)
    fill_entries(now=now)
    seed_fakes(now=now)
    seed_register(now=now)
    past = plan_past(now=now)
    seed_scores(past, writer=history.cast.writer(UNDESCRIBED[1]), now=now)
    history.play()
    seed_staffing(now=now)
    seed_snapshots(past, now=now)


@contextmanager
def _careless() -> Iterator[None]:
    """Commits wait for no disk: a demo that loses its last moments begins anew anyway."""
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit to default")


def _await_database() -> None:
    """The database is started beside this process; asked without the pool, which would wait longer and longer."""
    until = time.monotonic() + DATABASE_SECONDS
    while True:
        try:
            psycopg.connect(settings.OTKLIK_DATABASE_URL).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
