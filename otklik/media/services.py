"""Stores photos and documents, and deletes those that nobody uses."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, BinaryIO, Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.fields.reverse_related import ForeignObjectRel

from otklik.media.blurring import Area, make_shown
from otklik.media.documents import Document, check_pdf
from otklik.media.errors import FileRefused
from otklik.media.films import want_film
from otklik.media.models import FileKind, StoredFile
from otklik.media.photos import Photo, make_photo
from otklik.media.sniffing import sniff
from otklik.media.taken import Taken
from otklik.media.videos import Video, make_video
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 20
_MAY_BE_ON_ITS_WAY: Final = timedelta(hours=1)
"""A file that was brought so lately may get its use any moment."""


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo in the storage, for the room that will use it."""

    file_id: int
    taken: Taken


def keep_photos(contents: Sequence[bytes], *, zone: tzinfo, now: datetime) -> list[KeptPhoto]:
    """Make these photos anew and keep each once; all or none. Raises FileRefused.

    Before the transaction of whoever uses them: pictures take time, and a lock must not wait for them.
    """
    if len(contents) > MOST_AT_ONCE:
        raise FileRefused(
            _("At most %(most)s photos at once."), mend=_("Choose the clearest."), values={"most": str(MOST_AT_ONCE)}
        )
    photos = [make_photo(content, zone=zone) for content in contents]
    return [KeptPhoto(_keep(photo, now=now), photo.taken) for photo in photos]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A photo or a document in the storage, for the room that will use it, by the name that people see."""

    file_id: int
    name: str
    is_photo: bool


def keep_files(files: Sequence[tuple[str, bytes]], *, now: datetime) -> list[KeptFile]:
    """Keep photos, made anew, and documents, as they are; all or none. Raises FileRefused, which names the file."""
    made = [(name, _made(name, content)) for name, content in files]
    return [KeptFile(_keep(one, now=now), name, isinstance(one, Photo)) for name, one in made]


def _made(name: str, content: bytes) -> Photo | Document:
    try:
        return check_pdf(content) if sniff(content) == "pdf" else make_photo(content, zone=UTC)
    except FileRefused as why:
        why.name = name
        raise


def keep_videos(sources: Sequence[BinaryIO], *, now: datetime) -> list[KeptPhoto]:
    """Make these videos clean and keep each once, beside the photos of a case; films follow. Raises FileRefused."""
    return [_keep_video(source, now=now) for source in sources]


def _keep_video(source: BinaryIO, *, now: datetime) -> KeptPhoto:
    with make_video(source) as video:
        return KeptPhoto(_keep(video, now=now), Taken())


def keep_shown(content: bytes, areas: Sequence[Area], *, now: datetime) -> int:
    """Keep a picture for everybody, made of a kept one with areas blurred. Before the transaction of whoever uses it.

    Returns the file's id. Raises FileRefused where the kept one is broken.
    """
    return _keep(make_shown(content, areas), now=now)


def drop_unused(*, now: datetime, among: Collection[int] | None = None, brought_within: timedelta | None = None) -> int:
    """Delete what nobody points at, all, only `among`, or only what was brought of late. Returns how many.

    After the transaction that let go. Looking at all reads the whole table: once a night.
    """
    rows = StoredFile.objects.filter(kept_at__lt=now - _MAY_BE_ON_ITS_WAY)
    if brought_within is not None:
        rows = rows.filter(kept_at__gt=now - brought_within)
    if among is not None:
        rows = rows.filter(id__in=among)
    for use in uses():
        rows = rows.filter(~Exists(use.related_model._base_manager.filter(**{use.field.name: OuterRef("pk")})))
    return sum(_drop(file_id) for file_id in list(rows.order_by("id").values_list("id", flat=True)))


def media_storage() -> Storage:
    """Where pictures stand; the setting STORAGES says what it is."""
    return storages["media"]


def uses() -> list[ForeignObjectRel]:
    """Whatever in any other room points at files."""
    keys = [one for one in StoredFile._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]
    return [one for one in keys if one.related_model._meta.app_label != StoredFile._meta.app_label]


def _keep(file: Photo | Document | Video, *, now: datetime) -> int:
    """The row first, so that contents without a row never stay; the row's lock keeps `_drop` away."""
    told = {**_row_of(file), "kept_at": now}
    with transaction.atomic():
        StoredFile.objects.get_or_create(content_hash=file.content_hash, defaults=told)
    with transaction.atomic():
        row, _made = StoredFile.objects.select_for_update().get_or_create(content_hash=file.content_hash, defaults=told)
        storage = media_storage()
        for name, content in _contents_of(file, row, storage=storage, now=now).items():
            if storage.exists(name) and storage.size(name) != content.size:
                storage.delete(name)  # written in part: the disk was full, or the process was killed
            if not storage.exists(name):
                storage.save(name, content)
        StoredFile.objects.filter(id=row.id).update(kept_at=now)
    return row.id


def _contents_of(file: Photo | Document | Video, row: StoredFile, *, storage: Storage, now: datetime) -> dict[str, Any]:
    if isinstance(file, Video):
        needs_original = want_film(row, comes_as=file.comes_as, storage=storage, now=now)
        return {row.name: File(file.file)} if needs_original else {}
    small: dict[str, Any] = {row.small_name: ContentFile(file.small)} if isinstance(file, Photo) else {}
    return {row.name: ContentFile(file.content), **small}


def _row_of(file: Photo | Document | Video) -> dict[str, Any]:
    if isinstance(file, Video):
        return {"kind": FileKind.VIDEO, "size": file.size, "width": 0, "height": 0}
    if isinstance(file, Document):
        return {"kind": FileKind.PDF, "size": len(file.content), "width": 0, "height": 0}
    return {"kind": FileKind.PHOTO, "size": len(file.content), "width": file.width, "height": file.height}


def _is_used(file_id: int) -> bool:
    return any(one.related_model._base_manager.filter(**{one.field.name: file_id}).exists() for one in uses())


def _drop(file_id: int) -> bool:
    """Contents first: whatever breaks between, the row stays and is dropped next time."""
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().filter(id=file_id).first()
        if row is None or _is_used(file_id):
            return False
        storage = media_storage()
        for name in row.names:
            storage.delete(name)
        row.delete()
    log.info("media: a file that nobody used is gone")
    return True
