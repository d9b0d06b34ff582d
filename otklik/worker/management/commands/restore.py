"""`otklik restore FILE`: an archive of `otklik backup` into an empty database; who was erased since, again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.shared.clock import now
from otklik.worker.backups import BackupRefused
from otklik.worker.erased_list import file_of_erased
from otklik.worker.restore import restore_backup


class Command(BaseCommand):
    """Puts everything back, then repeats the erasures by the list in the data directory."""

    help = "Put an archive of `backup` into an empty database, and erase again whoever was erased since it was made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")

        parser.add_argument(
            "--nobody-was-erased", action="store_true", help="restore without the list of the erased: nobody ever was"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["nobody_was_erased"] and not file_of_erased().is_file():
            raise CommandError(
                f"There is no {file_of_erased()}: whoever was erased would come back. Put the newest one there; "
                "if nobody was ever erased, say --nobody-was-erased."
            )
        try:
            done = restore_backup(options["file"], now=now())
        except BackupRefused as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"Restored: the database and {done.files} files.")
        self.stdout.write(done.again.words)
        if done.again.failed:
            raise CommandError(done.again.failures)
