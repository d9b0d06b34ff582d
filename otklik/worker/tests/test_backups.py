"""There and back: an archive of everything, put into another database; who was erased since is not in it."""

import io
import json
import os
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
from otklik.config.postgres_place import make_place, programs
from otklik.media.models import StoredFile
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.residents.models import NetworkAccount
from otklik.shared.clock import now
from otklik.worker.backups import BackupRefused, restore_backup
from otklik.worker.tests.dumping import dump, found_in
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
            ours.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def otklik(*words: str, data: Path, database: str) -> str:
    """Run a command as an operator does, beside that database and that data directory."""
    tools = programs(make_place(django_settings.OTKLIK_DATA_DIR))
    told = {
        **os.environ, "DATABASE_URL": database, "OTKLIK_DATA_DIR": str(data), "PATH": f"{tools}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "otklik.config.settings", "OTKLIK_SECRET_KEY": django_settings.SECRET_KEY,
    }  # fmt: skip
    command = [sys.executable, "-m", "otklik.config.cli", *words]
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
    settings.OTKLIK_DATA_DIR = own_data
    call_command("backup", str(archive), stdout=StringIO())
    assert archive.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        call_command("backup", str(archive))
    settings.OTKLIK_DATA_DIR = here
    call_command("residents", "erase", "vk", str(NUMBER), "--because", "письмо № 7", "--yes", stdout=StringIO())

    there.mkdir()
    (here / "erased.txt").rename(there / "erased.txt")
    with another_database() as url:
        assert "Erased again: 1." in otklik("restore", str(archive), data=there, database=url)
        with psycopg.connect(url) as restored:
            everything = dump(there, database=restored)
        assert found_in(everything, OWN) == []
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
            {"otklik_dot_json": b'{"format": 1, "otklik": "9.0", "migrations": ["appeals.9999_x"]}'},
            "newer program, 9.0",
        ),
    ],
    ids=["no tar", "empty", "no words of itself", "another format", "of a newer program"],
)
def test_what_is_no_archive_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: dict[str, bytes] | None, words: str
) -> None:
    monkeypatch.setattr("otklik.worker.backups.is_empty", lambda _connection: True)
    path = tmp_path / "x"
    path.write_bytes(b"words") if content is None else archive_of(path, **content)
    with pytest.raises(BackupRefused, match=words):
        restore_backup(path)


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "x", otklik_dot_json=json.dumps({"format": 1}).encode())
    with pytest.raises(BackupRefused, match="tables already"):
        restore_backup(path)
    assert connection.introspection.table_names()
