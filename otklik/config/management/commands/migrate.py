"""`otklik migrate`: Django's own, which lays the tables of an empty database at once."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections, transaction

from otklik.config.tables import FILE, is_empty, lay_tables

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
        super().handle(*args, **options)
