"""Keeping photos, and letting go of those that nobody uses."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.fields.reverse_related import ForeignObjectRel

from otklik.media.errors import FileRefused
from otklik.media.models import StoredFile
from otklik.media.photos import Photo, make_photo
from otklik.media.taken import Taken
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


def drop_unused(*, now: datetime, among: Collection[int] | None = None) -> int:
    """Delete what nobody points at, all or only `among`; after the transaction that let go. Returns how many."""
    rows = StoredFile.objects.filter(kept_at__lt=now - _MAY_BE_ON_ITS_WAY)
    if among is not None:
        rows = rows.filter(id__in=among)
    for use in _uses():
        rows = rows.filter(~Exists(use.related_model._base_manager.filter(**{use.field.name: OuterRef("pk")})))
    return sum(_drop(file_id) for file_id in list(rows.order_by("id").values_list("id", flat=True)))


def media_storage() -> Storage:
    """Where pictures stand; the setting STORAGES says what it is."""
    return storages["media"]


def _keep(photo: Photo, *, now: datetime) -> int:
    """The row first, so that contents without a row never stay; the row's lock keeps `_drop` away."""
    with transaction.atomic():
        StoredFile.objects.get_or_create(
            content_hash=photo.content_hash,
            defaults={"size": len(photo.content), "width": photo.width, "height": photo.height, "kept_at": now},
        )
    with transaction.atomic():
        row, _made = StoredFile.objects.select_for_update().get_or_create(
            content_hash=photo.content_hash,
            defaults={"size": len(photo.content), "width": photo.width, "height": photo.height, "kept_at": now},
        )
        storage = media_storage()
        for name, content in ((row.name, photo.content), (row.small_name, photo.small)):
            if storage.exists(name) and storage.size(name) != len(content):
                storage.delete(name)  # written in part: the disk was full, or the process was killed
            if not storage.exists(name):
                storage.save(name, ContentFile(content))
        StoredFile.objects.filter(id=row.id).update(kept_at=now)
    return row.id


def _uses() -> list[ForeignObjectRel]:
    """Whatever in any room points at files."""
    return [one for one in StoredFile._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]


def _is_used(file_id: int) -> bool:
    return any(one.related_model._base_manager.filter(**{one.field.name: file_id}).exists() for one in _uses())


def _drop(file_id: int) -> bool:
    """Contents first: whatever breaks between, the row stays and is dropped next time."""
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().filter(id=file_id).first()
        if row is None or _is_used(file_id):
            return False
        storage = media_storage()
        storage.delete(row.name)
        storage.delete(row.small_name)
        row.delete()
    log.info("media: a picture that nobody used is gone")
    return True
