"""There and back: an archive of everything, put into another database; who was erased since is not in it."""

import errno
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql
from pytest_django import Settings

from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.photos import Shown, add_photos
from otklik.ground.postgres import PROGRAM_ROLE
from otklik.ground.postgres_place import PostgresFailed, make_place, programs
from otklik.media.models import StoredFile
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.publication.open_models import OpenFile
from otklik.residents.erasing import Person
from otklik.residents.models import NetworkAccount
from otklik.shared.clock import now
from otklik.worker import restore
from otklik.worker.backups import BackupRefused, make_backup, run_program, secret_mark
from otklik.worker.erased_list import Repeated, note_erased
from otklik.worker.erasing import find_person
from otklik.worker.restore import restore_backup
from otklik.worker.tests.dumping import dump, found_in
from otklik.worker.tests.letting_in import LETS_IN, OPENS, let_in, words_of
from tests.flow import run_flow
from tests.town import arrive, build_town, comment, push

NUMBER, OTHER = 500_777_31, 500_777_32
NAME = "Зинаида Ковригина-Пятницкая"
SAID = "Сугроб у второй школы закрыл пешеходный переход, водители не видят"
STAYS = "Автобус номер пять третий день не приходит вовремя"
OWN = ("зинаид", "ковригин", "пятницк", str(NUMBER), "сугроб", "пешеходн")


@contextmanager
def another_database() -> Iterator[str]:
    """An empty one beside ours; its address."""
    name = f"otklik_restored_{os.getpid()}"
    url = urlsplit(django_settings.OTKLIK_DATABASE_URL)
    with psycopg.connect(url.geturl(), autocommit=True) as ours:
        ours.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield url._replace(path=f"/{name}").geturl()
        finally:
            # not by force: that ends no autovacuum, which an owner may not end, while a plain drop waits for it
            ours.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def as_program(url: str) -> str:
    """The address by which the running program reaches that database."""
    return url.replace(f"//{urlsplit(url).username}", f"//{PROGRAM_ROLE}", 1)


def otklik(*words: str, data: Path, database: str) -> str:
    """Run a command as an operator does, beside that database and that data directory."""
    tools = programs(make_place(django_settings.OTKLIK_DATA_DIR))
    told = {
        **os.environ, "DATABASE_URL": as_program(database), "OTKLIK_MIGRATE_DATABASE_URL": database,
        "OTKLIK_DATA_DIR": str(data), "PATH": f"{tools}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings", "OTKLIK_SECRET_KEY": django_settings.SECRET_KEY,
    }  # fmt: skip
    command = [sys.executable, "-m", "otklik.project.cli", *words]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.django_db(transaction=True)
def test_who_was_erased_after_a_backup_is_not_in_what_is_restored(settings: Settings, tmp_path: Path) -> None:
    here, there, archive = tmp_path / "here", tmp_path / "there", tmp_path / "otklik.backup"
    media = {**settings.STORAGES["media"], "BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "media": {**media, "OPTIONS": {"location": here / "media"}}}
    settings.OTKLIK_DATA_DIR, own_data = here, settings.OTKLIK_DATA_DIR
    town = build_town()
    arrive(town.page, push("wall_reply_new", comment(9, SAID, author=NUMBER)))
    arrive(town.page, push("wall_reply_new", comment(10, STAYS, author=OTHER)))
    run_flow()
    NetworkAccount.objects.filter(external_id=str(NUMBER)).update(name=NAME)
    for case, colour in zip(Appeal.objects.order_by("id"), ("navy", "red"), strict=True):
        add_photos(case, keep_photos([jpeg(colour=colour)], zone=UTC, now=now()), Shown(PhotoOf.RESIDENT), now=now())
    StoredFile.objects.update(kept_at=now() - timedelta(hours=2))
    of_other = CasePhoto.objects.get(appeal__messages__message__text=STAYS).file
    (here / "media" / "stray.jpg").write_bytes(b"of nobody")
    settings.OTKLIK_DATA_DIR = own_data
    let_in(town)
    assert found_in(dump(), LETS_IN)
    call_command("backup", str(archive), stdout=StringIO())
    assert found_in(words_of(archive), OPENS) == []
    assert archive.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        call_command("backup", str(archive))
    settings.OTKLIK_DATA_DIR = here
    call_command("residents", "erase", "vk", str(NUMBER), "--because", "письмо № 7", "--yes", stdout=StringIO())

    there.mkdir()
    with another_database() as url:
        assert "--nobody-was-erased" in otklik("restore", str(archive), data=there, database=url)
        (here / "erased.txt").rename(there / "erased.txt")
        assert "Erased again: 1." in otklik("restore", str(archive), data=there, database=url)
        assert "not whole" not in otklik("audit", "verify", data=there, database=url).lower()
        otklik("backup", str(tmp_path / "again.tar"), data=there, database=url)
        with psycopg.connect(as_program(url)) as restored:
            everything = dump(there, database=restored)
            may = restored.execute("select has_table_privilege('audit_auditrecord', 'truncate')").fetchone()
        assert may == (False,)
        assert found_in(words_of(tmp_path / "again.tar"), (STAYS,))
        assert found_in(everything, OWN) == []
        assert found_in(everything, LETS_IN) == []
        assert found_in(everything, (STAYS,))
        files = {path for path in (there / "media").rglob("*") if path.is_file()}
        assert files == {there / "media" / name for name in (of_other.name, of_other.small_name)}


def archive_of(path: Path, **entries: bytes) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in entries.items():
            entry = tarfile.TarInfo(name.replace("_dot_", "."))
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ({}, "cannot be read"),
        ({"otklik_dot_json": b"[]"}, "cannot be read"),
        ({"otklik_dot_json": b'{"format": 9, "otklik": "1", "migrations": []}'}, "cannot be read"),
        (
            {"otklik_dot_json": b'{"format": 1, "otklik": "9.0", "migrations": ["appeals.9999_x"], "secret": ""}'},
            "newer program, 9.0",
        ),
        ({"otklik_dot_json": b'{"format": 1, "otklik": "9.0", "migrations": [], "secret": "x"}'}, "OTKLIK_SECRET_KEY"),
    ],
    ids=["no tar", "empty", "no words of itself", "another format", "of a newer program", "under another secret"],
)
def test_what_is_no_archive_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: dict[str, bytes] | None, words: str
) -> None:
    monkeypatch.setattr("otklik.worker.restore.is_empty", lambda _connection: True)
    path = tmp_path / "x"
    path.write_bytes(b"words") if content is None else archive_of(path, **content)
    with pytest.raises(BackupRefused, match=words):
        restore_backup(path, now=now())


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "x", otklik_dot_json=json.dumps({"format": 1}).encode())
    with pytest.raises(BackupRefused, match="tables already"):
        restore_backup(path, now=now())
    assert connection.introspection.table_names()


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An archive with a file of nobody, and a database into which it fits, without PostgreSQL's programs."""
    monkeypatch.setattr(restore, "is_empty", lambda _connection: True)
    monkeypatch.setattr(connection, "close", lambda: None)
    told = {"format": 1, "otklik": "1", "migrations": [], "secret": secret_mark()}
    return archive_of(
        tmp_path / "x",
        **{"otklik_dot_json": json.dumps(told).encode(), "database_dot_dump": b"", "media/ab/of-nobody_dot_jpg": b"x"},
    )


@pytest.mark.django_db
def test_the_database_is_first_then_its_tables_then_erasing_and_the_files_are_last(
    monkeypatch: pytest.MonkeyPatch, whole: Path
) -> None:
    order: list[str] = []
    again = Repeated(1, 0, ())

    def repeat(**_: object) -> Repeated:
        order.append("erasing")
        return again

    def unknown(_name: str) -> bool:
        order.append("files")
        return False

    monkeypatch.setattr(restore, "run_program", lambda program, *_, **__: order.append(program))
    monkeypatch.setattr(restore, "call_command", lambda name, **_: order.append(name))
    monkeypatch.setattr(restore, "repeat_all", repeat)
    monkeypatch.setattr(restore, "_is_known", unknown)
    assert restore_backup(whole, now=now()) == restore.Restored(0, again)
    assert order == ["pg_restore", "migrate", "erasing", "files"]


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["call_command", "repeat_all", "_put_files_back"])
def test_what_breaks_after_the_database_is_there_says_to_erase_before_starting(
    monkeypatch: pytest.MonkeyPatch, whole: Path, step: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no space")

    for name in ("run_program", "call_command"):
        monkeypatch.setattr(restore, name, lambda *_, **__: None)
    monkeypatch.setattr(restore, step, broken)
    with pytest.raises(BackupRefused, match=r"no space Run `residents repeat` before starting"):
        restore_backup(whole, now=now())


@pytest.mark.django_db
def test_only_files_that_the_tables_name_are_known() -> None:
    row = StoredFile.objects.create(content_hash="ab" * 32, size=1, width=1, height=1, kept_at=now())
    day = now().date()
    OpenFile.objects.create(
        name="cases.csv", place="opendata/17/cases.csv", made_on=day, made_at=now(), row_count=1, size=1, packed_size=1
    )
    for name in (row.name, row.small_name, "opendata/17/cases.csv", "opendata/17/cases.csv.gz"):
        assert restore._is_known(name), name
    for name in (f"cd/{row.content_hash}.jpg", f"../{row.name}", f"/{row.name}", "opendata/18/cases.csv", "x"):
        assert not restore._is_known(name), name


@pytest.mark.django_db
def test_who_cannot_be_erased_again_is_named_and_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.OTKLIK_DATA_DIR = tmp_path
    for number in (NUMBER, OTHER):
        NetworkAccount.objects.create(network="vk", external_id=str(number), first_seen_at=now() - timedelta(days=1))
        note_erased("vk", str(number), now=now())

    def find(network: str, number: str) -> Person:
        if number == str(NUMBER):
            raise ValueError(SAID)
        return find_person(network, number)

    monkeypatch.setattr("otklik.worker.erased_list.find_person", find)
    told = StringIO()
    with pytest.raises(CommandError, match=f"Not erased: vk {NUMBER}: ValueError") as why:
        call_command("residents", "repeat", stdout=told)
    assert "Erased again: 1." in told.getvalue()
    assert SAID not in str(why.value)
    assert [one.external_id for one in NetworkAccount.objects.all()] == [str(NUMBER)]


def test_a_database_without_tables_is_not_taken_for_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("otklik.worker.backups.is_empty", lambda _connection: True)
    with pytest.raises(BackupRefused, match="no tables"):
        make_backup(tmp_path / "otklik.tar", now=now())
    assert not list(tmp_path.iterdir())


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    def nowhere(*_: object) -> None:
        raise PostgresFailed("no package")

    settings.OTKLIK_EMBEDDED_POSTGRES = False
    monkeypatch.setattr("otklik.worker.backups.shutil.which", lambda _program: None)
    monkeypatch.setattr("otklik.worker.backups.make_place", nowhere)
    with pytest.raises(BackupRefused, match="pg_dump is not installed"):
        run_program("pg_dump", [])
    monkeypatch.setattr("otklik.worker.backups.shutil.which", lambda _program: str(tmp_path / "gone"))
    with pytest.raises(BackupRefused, match="pg_restore is not installed"):
        run_program("pg_restore", [])


@pytest.mark.django_db
def test_a_full_disk_and_a_draft_that_was_left_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("otklik.worker.backups._write", full)
    path = tmp_path / "x.tar"
    with pytest.raises(BackupRefused, match="No space left"):
        make_backup(path, now=now())
    assert list(tmp_path.iterdir()) == []
    draft = tmp_path / "x.tar.draft"
    draft.touch()
    with pytest.raises(BackupRefused, match=re.escape(str(draft))):
        make_backup(path, now=now())


def test_a_dump_that_breaks_off_is_not_taken_for_the_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done = tmp_path / "done"
    program = tmp_path / "pg_restore"
    program.write_text(f"#!/bin/sh\ncat >/dev/null\ntouch {done}\n")
    program.chmod(0o700)
    monkeypatch.setattr("otklik.worker.backups._find", lambda _program: str(program))

    class Breaks(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            if self.tell():
                raise tarfile.ReadError("unexpected end of data")
            return super().read(9)

    with pytest.raises(tarfile.ReadError):
        run_program("pg_restore", [], feed=Breaks(b"a dump that is longer"))
    assert not done.exists()
    run_program("pg_restore", [], feed=io.BytesIO(b"whole"))
    assert done.exists()
    program.write_text("#!/bin/sh\necho out of order >&2\nexit 1\n")
    with pytest.raises(BackupRefused, match="pg_restore failed: out of order"):
        run_program("pg_restore", [], feed=io.BytesIO(bytes(5_000_000)))
