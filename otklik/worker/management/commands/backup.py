"""`otklik backup FILE`: everything in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.shared.clock import now
from otklik.worker.backups import BackupRefused, make_backup


class Command(BaseCommand):
    """Writes the archive; nothing has to stop for it."""

    help = "Write the database and all files into one archive. The key ring and the list of the erased are not in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; only its owner will be able to read it")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.exists():
            raise CommandError(f"{path} is there already. Name another file.")
        try:
            count = make_backup(path, now=now())
        except BackupRefused as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{path}: the database and {count} files, {path.stat().st_size:,} bytes.")
