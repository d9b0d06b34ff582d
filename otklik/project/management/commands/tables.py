"""`otklik tables`: checks or updates `tables.sql`, the dump of the migrated schema."""

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

from otklik.ground.postgres_place import make_place, programs
from otklik.project.tables import FILE, draw_tables, lay_tables


class Command(BaseCommand):
    """Makes databases of its own both ways, and compares what came of them with the file."""

    help = "Check that tables.sql is what the migrations come to, or draw it anew. For those who change models."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--check", action="store_true", help="fail when the file is another")
        what.add_argument("--update", action="store_true", help="write the file")

    def handle(self, *args: Any, **options: Any) -> None:
        drawn = _draw_laid(_draw_migrated())
        if options["update"]:
            FILE.write_text(drawn, encoding="utf-8")
        kept = FILE.read_text(encoding="utf-8")
        if kept != drawn:
            raise CommandError(f"{FILE.name} is not what the migrations come to; `otklik tables --update` draws it")
        if _draw_laid(kept) != kept:
            raise CommandError(f"a database laid from {FILE.name} is another than the one it was drawn from")


def _draw_migrated() -> str:
    """What the migrations make of an empty database, one by one."""
    with _scratch(settings.OTKLIK_DATABASE_URL) as url:
        command = [sys.executable, "-m", "otklik.project.cli", "migrate", "--verbosity=0", "--one-by-one"]
        told = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "otklik.project.settings"}
        subprocess.run(command, check=True, env=told)
        return _draw(url)


def _draw_laid(statements: str) -> str:
    """The same tables as PostgreSQL writes them once it has read its own writing: it shortens some conditions."""
    with _scratch(settings.OTKLIK_DATABASE_URL) as url:
        with psycopg.connect(url) as database, database.cursor() as cursor:
            lay_tables(cursor, statements)
        return _draw(url)


def _draw(url: str) -> str:
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
