"""One archive of all that is kept, and putting it back: the database, the files, and what they were made by.

A tar of `otklik.json` (which program, which migrations, when), `database.dump` (`pg_dump`, custom format) and
`media/…`. Neither the key ring nor the list of the erased is in it: who has the archive has no tokens, and who was
erased since it was made is erased again.
"""

import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.base import File
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from otklik.config.postgres_place import make_place, programs
from otklik.config.tables import is_empty
from otklik.media.models import PartedFile
from otklik.media.services import media_storage
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

FORMAT: Final = 1
_TOLD, _DUMP, _FILES = "otklik.json", "database.dump", "media/"
_LONGEST_TOLD: Final = 1_000_000
_PARTS: Final = "parts"
"""Folder of files that are still coming: `PartedFile`."""


class BackupRefused(OtklikError):
    """An archive that cannot be made or put back, and why."""


def make_backup(path: Path, *, now: datetime) -> int:
    """Write everything into a new file that only its owner reads. Returns how many files of the storage are in it.

    The database first: what it names stands in the storage already, and contents never change. Raises BackupRefused.
    """
    draft = path.with_name(f"{path.name}.draft")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupRefused(_("The file cannot be written."), mend=_("Name another place.")) from error
    try:
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            _add(archive, _TOLD, io.BytesIO(json.dumps(_told_of_self(now)).encode()))
            with tempfile.TemporaryFile(dir=path.parent) as dump:
                _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges"], stdout=dump)
                _add(archive, _DUMP, dump)
            count = _add_files(archive)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


def restore_backup(path: Path) -> int:
    """Put an archive into an empty database and the storage. Returns how many files were put back.

    Tables of an older version are brought up to date. Whoever calls it repeats the erasures. Raises BackupRefused.
    """
    if not is_empty(connection):
        raise BackupRefused(
            _("The database holds tables already."), mend=_("Make an empty one, and name it in DATABASE_URL.")
        )
    try:
        with tarfile.open(path, mode="r:") as archive:
            _check_told(archive)
            with _opened(archive, _DUMP) as dump, tempfile.TemporaryFile() as plain:
                shutil.copyfileobj(dump, plain)
                plain.seek(0)
                connection.close()
                how = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
                _run("pg_restore", [*how, f"--dbname={connection.settings_dict['NAME']}"], stdin=plain)
            count = sum(_put_back(archive, member) for member in archive if member.name.startswith(_FILES))
    except (OSError, tarfile.TarError) as error:
        raise BackupRefused(_("The file cannot be read as an archive of Otklik."), mend=_("Name another.")) from error
    call_command("migrate", verbosity=0)
    PartedFile.objects.filter(file_id=None).delete()  # their parts are in no archive
    return count


def _told_of_self(now: datetime) -> dict[str, Any]:
    applied = sorted(MigrationLoader(connection).applied_migrations)
    return {
        "format": FORMAT,
        "otklik": metadata.version("otklik"),
        "made_at": now.isoformat(),
        "migrations": [f"{app}.{name}" for app, name in applied],
    }


def _check_told(archive: tarfile.TarFile) -> None:
    """Refuse what is no archive of ours, and what a newer program made: nobody knows its tables here."""
    with _opened(archive, _TOLD) as told_file:
        try:
            told = json.loads(told_file.read(_LONGEST_TOLD))
            made_by, applied = str(told["otklik"]), set(told["migrations"])
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


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.seek(0, io.SEEK_END), 0o600
    content.seek(0)
    archive.addfile(entry, content)


def _add_files(archive: tarfile.TarFile) -> int:
    storage, count = media_storage(), 0
    for name in _names_in(""):
        try:
            with storage.open(name) as file:
                entry = tarfile.TarInfo(f"{_FILES}{name}")
                entry.size, entry.mode = file.size, 0o600
                archive.addfile(entry, file)
        except FileNotFoundError:
            continue  # let go of meanwhile
        count += 1
    return count


def _names_in(folder: str) -> Iterator[str]:
    """Every kept file, but those that are still coming."""
    try:
        folders, files = media_storage().listdir(folder)
    except FileNotFoundError:
        return
    yield from sorted(f"{folder}/{name}".lstrip("/") for name in files)
    for inner in sorted(folders):
        if folder or inner != _PARTS:
            yield from _names_in(f"{folder}/{inner}".lstrip("/"))


def _put_back(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bool:
    name = PurePosixPath(member.name.removeprefix(_FILES))
    content = archive.extractfile(member) if member.isfile() else None
    if content is None or name.is_absolute() or ".." in name.parts:
        raise _no_archive()
    storage = media_storage()
    if storage.exists(str(name)):
        storage.delete(str(name))  # of a try that was broken off
    storage.save(str(name), File(content))
    return True


def _run(program: str, options: list[str], *, stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None) -> None:
    """Run a program of PostgreSQL on our database; the password goes by the environment, where nobody reads it."""
    at = connection.settings_dict
    told = {
        "PGHOST": at["HOST"], "PGPORT": str(at["PORT"]), "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"],
        "PGDATABASE": at["NAME"], "PGSSLMODE": at["OPTIONS"].get("sslmode", ""),
        "PGSSLROOTCERT": at["OPTIONS"].get("sslrootcert", ""),
    }  # fmt: skip
    environment = {**os.environ, **{name: value for name, value in told.items() if value}}
    command = [_find(program), "--no-password", *options]
    done = subprocess.run(
        command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, check=False
    )  # fmt: skip
    if done.returncode:
        raise BackupRefused(
            _("%(program)s failed: %(said)s"),
            values={"program": program, "said": done.stderr.decode(errors="replace").strip()[-500:]},
        )


def _find(program: str) -> str:
    """Beside a server of one's own stands its program, which knows its version; else the embedded one's."""
    found = None if settings.OTKLIK_EMBEDDED_POSTGRES else shutil.which(program)
    return found or str(programs(make_place(settings.OTKLIK_DATA_DIR)) / program)
