"""An archive holds the films of videos, also one that took its original's place meanwhile; restoring knows both."""

import tarfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from otklik.media.models import FileKind, StoredFile
from otklik.media.services import media_storage
from otklik.shared.clock import now
from otklik.worker import backups, restore

HASH = "cd" * 32


def test_a_video_whose_film_is_made_meanwhile_is_in_the_archive(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = StoredFile(content_hash=HASH, kind=FileKind.VIDEO)
    media_storage().save(row.made_name, ContentFile(b"the film"))
    monkeypatch.setattr(backups, "_names_in", lambda _: iter([row.name, "ab/gone.jpg"]))  # as they were listed before
    with tarfile.open(tmp_path / "x", "w") as archive:
        assert backups._add_files(archive) == 1
        assert archive.getnames() == [f"media/{row.made_name}"]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "is_made"), [(FileKind.VIDEO, True), (FileKind.PHOTO, False)])
def test_restoring_knows_the_video_and_its_film(kind: FileKind, *, is_made: bool) -> None:
    row = StoredFile.objects.create(content_hash=HASH, kind=kind, size=1, width=0, height=0, kept_at=now())
    assert (restore._is_known(row.name), restore._is_known(row.made_name)) == (True, is_made)
    assert restore._is_known(row.small_name) is not is_made


def test_a_film_that_is_in_already_is_not_taken_for_its_original_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = StoredFile(content_hash=HASH, kind=FileKind.VIDEO)
    for name in row.names:
        media_storage().save(name, ContentFile(b"a film"))
    listed = list(backups._names_in(""))
    assert set(row.names) <= set(listed)
    media_storage().delete(row.name)  # the original goes while the archive is written
    monkeypatch.setattr(backups, "_names_in", lambda _: iter([name for name in listed if name in row.names]))
    with tarfile.open(tmp_path / "x", "w") as archive:
        assert backups._add_files(archive) == 1
        assert archive.getnames() == [f"media/{row.made_name}"]
