"""Backup: one archive with the database, the files and the version; `restore.py` restores it.

A tar of `otklik.json` (which program, which migrations, when, a mark of the secret), `database.dump` (`pg_dump`,
custom format) and `media/…`. Neither the key ring, nor own models, nor the list of the erased is in it: who has the
archive has no tokens, and who was erased since it was made is erased again. Sessions, invitations and codes stay out
of it (`one_time.py`).
"""

import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from otklik.ground.databases import is_empty
from otklik.ground.postgres_place import PostgresFailed, make_place, programs
from otklik.media.models import film_name
from otklik.media.services import media_storage
from otklik.residents.erasing import erased_name
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.worker import one_time

FORMAT: Final = 1
TOLD, DUMP, FILES = "otklik.json", "database.dump", "media/"
_AT_ONCE: Final = 1024 * 1024
"""Bytes."""
_PARTS: Final = "parts"
"""Folder of files that are still coming: `PartedFile`."""


class BackupRefused(OtklikError):
    """An archive that cannot be made or put back, and why."""


def make_backup(path: Path, *, now: datetime) -> int:
    """Write everything into a new file that only its owner reads. Returns how many files of the storage are in it.

    The database first: what it names stands in the storage already, and contents never change. Raises BackupRefused.
    """
    if is_empty(connection):  # of another data directory: an archive of nothing would be taken for one of all
        raise BackupRefused(
            _("The database holds no tables: there is nothing to keep."),
            mend=_("Name yours in OTKLIK_DATA_DIR or DATABASE_URL."),
        )
    draft = path.with_name(f"{path.name}.draft")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BackupRefused(
            _("%(draft)s is there already: another backup is being made, or one was broken off."),
            mend=_("If none is being made, delete that file."),
            values={"draft": str(draft)},
        ) from error
    except OSError as error:
        raise _not_written(error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            count = _write(file, beside=path.parent, now=now)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError as error:
        raise _not_written(error) from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def secret_mark() -> str:
    """By which a secret is known again without being told: under another one nobody of the erased is found."""
    return erased_name("otklik backup")[:24]


def _not_written(error: OSError) -> BackupRefused:
    return BackupRefused(
        _("The archive cannot be written: %(said)s."),
        mend=_("Name another place."),
        values={"said": error.strerror or type(error).__name__},
    )


def _write(file: IO[bytes], *, beside: Path, now: datetime) -> int:
    with tarfile.open(fileobj=file, mode="w") as archive:
        _add(archive, TOLD, io.BytesIO(json.dumps(_told_of_self(now)).encode()))
        with tempfile.TemporaryFile(dir=beside) as dump:
            without = [f"--exclude-table-data=public.{table}" for table in one_time.TABLES]
            run_program("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", *without], stdout=dump)
            _add(archive, DUMP, dump)
        return _add_files(archive)


def _told_of_self(now: datetime) -> dict[str, Any]:
    applied = sorted(MigrationLoader(connection).applied_migrations)
    return {
        "format": FORMAT,
        "otklik": metadata.version("otklik"),
        "made_at": now.isoformat(),
        "secret": secret_mark(),
        "migrations": [f"{app}.{name}" for app, name in applied],
    }


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.seek(0, io.SEEK_END), 0o600
    content.seek(0)
    archive.addfile(entry, content)


def _add_files(archive: tarfile.TarFile) -> int:
    count, last = 0, ""
    for name in _names_in(""):
        made = film_name(name)
        # what is not there any more was let go of meanwhile, or a film has just taken its place; by name the film
        # stands right before its original, so it may be in already
        count += _add_file(archive, name) or (made != last and _add_file(archive, made))
        last = name
    return count


def _add_file(archive: tarfile.TarFile, name: str) -> bool:
    try:
        with media_storage().open(name) as file:
            entry = tarfile.TarInfo(f"{FILES}{name}")
            entry.size, entry.mode = file.size, 0o600
            archive.addfile(entry, file)
    except FileNotFoundError:
        return False
    return True


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


def run_program(
    program: str, options: list[str], *, feed: IO[bytes] | None = None, stdout: IO[bytes] | None = None
) -> None:
    """Run a program of PostgreSQL on our database, `feed` piped into it. Raises BackupRefused, and what `feed` raises.

    The password goes by the environment, where nobody reads it.
    """
    at = connection.settings_dict
    told = {
        "PGHOST": at["HOST"], "PGPORT": str(at["PORT"]), "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"],
        "PGDATABASE": at["NAME"], "PGSSLMODE": at["OPTIONS"].get("sslmode", ""),
        "PGSSLROOTCERT": at["OPTIONS"].get("sslrootcert", ""),
    }  # fmt: skip
    environment = {**os.environ, **{name: value for name, value in told.items() if value}}
    command = [_find(program), "--no-password", *options]
    try:
        running = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE
        )  # fmt: skip
    except OSError as error:
        raise _not_installed(program) from error
    with running, ThreadPoolExecutor(1) as reader:
        said = reader.submit(running.stderr.read if running.stderr else bytes)
        try:
            _feed(running, feed)
        except BaseException:
            running.kill()  # before its input ends: what it has read in part must not count as the whole
            _end(running)
            raise
        if running.wait():
            raise BackupRefused(
                _("%(program)s failed: %(said)s"),
                values={"program": program, "said": said.result().decode(errors="replace").strip()[-500:]},
            )


def _feed(running: "subprocess.Popen[bytes]", feed: IO[bytes] | None) -> None:
    """Who reads no further says why when it ends."""
    if running.stdin is None:
        return
    while content := feed.read(_AT_ONCE) if feed else b"":
        try:
            running.stdin.write(content)
        except BrokenPipeError:
            break
    _end(running)


def _end(running: "subprocess.Popen[bytes]") -> None:
    if running.stdin is not None:
        with suppress(BrokenPipeError):
            running.stdin.close()


def _find(program: str) -> str:
    """Beside a server of one's own stands its program, which knows its version; else the embedded one's."""
    found = None if settings.OTKLIK_EMBEDDED_POSTGRES else shutil.which(program)
    try:
        return found or str(programs(make_place(settings.OTKLIK_DATA_DIR)) / program)
    except (PostgresFailed, OSError) as error:
        raise _not_installed(program) from error


def _not_installed(program: str) -> BackupRefused:
    return BackupRefused(
        _("%(program)s is not installed."),
        mend=_("Install the programs of PostgreSQL, of the version of the server."),
        values={"program": program},
    )
