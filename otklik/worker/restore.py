"""Putting an archive of `backups.py` into an empty database and the storage; who was erased since is erased again.

The files come last, and only those that the restored tables still name: of whoever was erased none comes back.
"""

import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from django.core.files.base import File
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from otklik.audit.kept_outside import note_restored
from otklik.ground.databases import is_empty
from otklik.media.models import PartedFile, StoredFile
from otklik.media.services import media_storage
from otklik.publication.open_models import OpenFile
from otklik.shared.words import marked as _
from otklik.worker.backups import DUMP, FILES, FORMAT, TOLD, BackupRefused, run_program, secret_mark
from otklik.worker.erased_list import Repeated, repeat_all
from otklik.worker.one_time import end_one_time

_LONGEST_TOLD: Final = 1_000_000
_HOW: Final = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")


@dataclass(frozen=True, slots=True)
class Restored:
    """How many files were put back, and who was erased again, or not."""

    files: int
    again: Repeated


def restore_backup(path: Path, *, now: datetime) -> Restored:
    """Put an archive back with its tables brought up to date, end sessions and one-time links, repeat the erasures.

    Raises BackupRefused: before anything is there, or, in words that say so, when the database is and the rest is not.
    """
    if not is_empty(connection):
        raise BackupRefused(
            _("The database holds tables already."), mend=_("Make an empty one, and name it in DATABASE_URL.")
        )
    with _opened_archive(path) as archive:
        with _reading():
            _check_told(archive)
            _restore_database(archive)
        try:
            call_command("migrate", verbosity=0)
            PartedFile.objects.filter(file_id=None).delete()  # their parts are in no archive
            end_one_time()
            note_restored(now=now)
            again = repeat_all(now=now)
            return Restored(_put_files_back(archive), again)
        except (Exception, KeyboardInterrupt) as error:
            raise BackupRefused(
                _("The database is restored, but then it failed: %(said)s"),
                mend=_("Run `residents repeat` before starting anything, or empty the database and restore again."),
                values={"said": str(error) or type(error).__name__},
            ) from error


@contextmanager
def _opened_archive(path: Path) -> Iterator[tarfile.TarFile]:
    with _reading():
        archive = tarfile.open(path, mode="r:")  # noqa: SIM115 (closed below)
    with archive:
        yield archive


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (OSError, tarfile.TarError) as error:
        raise _no_archive() from error


def _check_told(archive: tarfile.TarFile) -> None:
    """Refuse what is no archive of ours, what a newer program made, and what was made under another secret."""
    with _opened(archive, TOLD) as told_file:
        try:
            told = json.loads(told_file.read(_LONGEST_TOLD))
            made_by, applied, mark = str(told["otklik"]), set(told["migrations"]), str(told["secret"])
            is_ours = told["format"] == FORMAT
        except (ValueError, KeyError, TypeError) as error:
            raise _no_archive() from error
    if not is_ours:
        raise _no_archive()
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if applied - known:
        raise BackupRefused(
            _("The archive was made by a newer program, %(version)s."),
            mend=_("Install that version, then restore."),
            values={"version": made_by},
        )
    if mark != secret_mark():  # no hash on the list of the erased would match: nobody would be erased again
        raise BackupRefused(
            _("The archive was made under another secret."),
            mend=_("Put back OTKLIK_SECRET_KEY, or keys/ of the data directory, as it was, then restore."),
        )


def _restore_database(archive: tarfile.TarFile) -> None:
    with _opened(archive, DUMP) as dump:
        connection.close()
        run_program("pg_restore", [*_HOW, f"--dbname={connection.settings_dict['NAME']}"], feed=dump)


def _opened(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        found = archive.extractfile(name)
    except KeyError as error:
        raise _no_archive() from error
    if found is None:
        raise _no_archive()
    return found


def _no_archive() -> BackupRefused:
    return BackupRefused(_("The file cannot be read as an archive of Otklik."), mend=_("Name another."))


def _put_files_back(archive: tarfile.TarFile) -> int:
    return sum(_put_back(archive, member) for member in archive if member.name.startswith(FILES))


def _put_back(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bool:
    name = member.name.removeprefix(FILES)
    content = archive.extractfile(member) if member.isfile() else None
    if content is None or not _is_known(name):
        return False
    storage = media_storage()
    if storage.exists(name):
        storage.delete(name)  # of a try that was broken off
    storage.save(name, File(content))
    return True


def _is_known(name: str) -> bool:
    """Whether the restored tables name this file: those of the erased are gone from them."""
    if ".." in PurePosixPath(name).parts or name.startswith("/"):
        return False
    content_hash = PurePosixPath(name).name.partition(".")[0]
    row = StoredFile.objects.filter(content_hash=content_hash).first()
    if row is not None and name in row.names:
        return True
    return OpenFile.objects.filter(place__in=(name, name.removesuffix(".gz"))).exists()
