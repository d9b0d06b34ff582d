"""`otklik migrate`: Django's own, except that an empty database gets all tables from one SQL file."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections, transaction

from otklik.ground.databases import is_empty, role_of
from otklik.ground.program_role import ONE_ROLE, grant_to_program, may_change_tables
from otklik.project.tables import FILE, lay_tables

PARTLY = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "prune", "one_by_one")


class Command(migrate.Command):
    """As Django's, with a short way from nothing to everything."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one", action="store_true", help="apply each migration, even where there are no tables yet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not any(options.get(name) for name in PARTLY) and is_empty(connection):
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                lay_tables(cursor, FILE.read_text(encoding="utf-8"))
                _let_program_in(cursor)  # in one transaction with the tables: it may be running already
        super().handle(*args, **options)
        if not any(options.get(name) for name in ("plan", "check_unapplied")):
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                _let_program_in(cursor)
                if options["verbosity"] and may_change_tables(
                    cursor, role=role_of(settings.OTKLIK_PROGRAM_DATABASE_URL)
                ):
                    self.stdout.write(ONE_ROLE)


def _let_program_in(cursor: Any) -> None:
    """The running program gets its rights to the tables, where its role is another than the one that migrates."""
    program = role_of(settings.OTKLIK_PROGRAM_DATABASE_URL)
    if program != role_of(settings.OTKLIK_OWNER_DATABASE_URL):
        grant_to_program(cursor, program)
