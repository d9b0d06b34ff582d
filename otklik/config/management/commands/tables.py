"""`otklik tables`: keep the file of all tables true to the migrations."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from psycopg import sql

from otklik.config.postgres_place import make_place, programs
from otklik.config.tables import FILE, draw_tables


class Command(BaseCommand):
    """Makes databases of its own both ways, and compares what came of them with the file."""

    help = "Check that tables.sql is what the migrations come to, or draw it anew. For those who change models."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--check", action="store_true", help="fail when the file is another")
        what.add_argument("--update", action="store_true", help="write the file")

    def handle(self, *args: Any, **options: Any) -> None:
        by_migrations = _draw_made("--one-by-one")
        if options["update"]:
            FILE.write_text(by_migrations, encoding="utf-8")
        if FILE.read_text(encoding="utf-8") != by_migrations:
            raise CommandError(f"{FILE.name} is not what the migrations come to; `otklik tables --update` draws it")
        if _draw_made() != by_migrations:
            raise CommandError(f"a database laid from {FILE.name} is another than one made migration by migration")


def _draw_made(*how: str) -> str:
    """What `otklik migrate` makes of an empty database."""
    with _scratch(settings.OTKLIK_DATABASE_URL) as url:
        command = [sys.executable, "-m", "otklik.config.cli", "migrate", "--verbosity=0", *how]
        told = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "otklik.config.settings"}
        subprocess.run(command, check=True, env=told)
        return draw_tables(url, pg_dump=programs(make_place(settings.OTKLIK_DATA_DIR)) / "pg_dump")


@contextmanager
def _scratch(url: str) -> Iterator[str]:
    """A database beside ours, empty, gone afterwards; its address."""
    name = f"otklik_tables_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as ours:
        ours.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            ours.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))
