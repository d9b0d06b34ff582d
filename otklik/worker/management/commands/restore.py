"""`otklik restore FILE`: an archive of `otklik backup` into an empty database; who was erased since, again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from otklik.worker.backups import BackupRefused, restore_backup
from otklik.worker.erased_list import file_of_erased


class Command(BaseCommand):
    """Puts everything back, then repeats the erasures by the list in the data directory."""

    help = "Put an archive of `backup` into an empty database, and erase again whoever was erased since it was made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = restore_backup(options["file"])
        except BackupRefused as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"Restored: the database and {count} files.")
        if not file_of_erased().is_file():
            self.stdout.write(
                f"There is no {file_of_erased()}: if anybody was ever erased, put it there and run `residents repeat`."
            )
        call_command("residents", "repeat", stdout=self.stdout)
