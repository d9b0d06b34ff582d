"""Reads a file. The caller has checked the permission: this room knows no people."""

from collections.abc import Collection

from django.core.files.base import File

from otklik.media.films import shown_name
from otklik.media.models import FileKind, StoredFile
from otklik.media.services import media_storage


def read_stored(file_id: int, *, is_small: bool) -> bytes | None:
    """The picture as JPEG, or the small one; None where it is not there any more, or is no picture."""
    row = StoredFile.objects.filter(id=file_id, kind=FileKind.PHOTO).first()
    return _read(row.small_name if is_small else row.name) if row is not None else None


def read_by_hash(content_hash: str, *, is_small: bool) -> bytes | None:
    """The picture whose content has this hash, or the small one; None where it is not there any more."""
    named = StoredFile(content_hash=content_hash, kind=FileKind.PHOTO)  # no row is read: the hash is the name
    return _read(named.small_name if is_small else named.name)


def read_document(file_id: int) -> bytes | None:
    """The document as it came; None where it is not there any more, or is none."""
    row = StoredFile.objects.filter(id=file_id, kind=FileKind.PDF).first()
    return _read(row.name) if row is not None else None


def open_video(file_id: int) -> "File[bytes] | None":
    """What there is to watch of a video, open at its beginning, to be closed; None where there is nothing (yet)."""
    row = StoredFile.objects.filter(id=file_id, kind=FileKind.VIDEO).select_related("film").first()
    name = shown_name(row) if row is not None else None
    try:
        return media_storage().open(name) if name is not None else None
    except FileNotFoundError:
        return None


def kinds_of(file_ids: Collection[int]) -> dict[int, FileKind]:
    """What these files are; those that are gone are left out."""
    return {id_: FileKind(kind) for id_, kind in StoredFile.objects.filter(id__in=file_ids).values_list("id", "kind")}


def _read(name: str) -> bytes | None:
    try:
        with media_storage().open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
