"""Resumable uploads in parts, so that a phone may lose its connection and go on where it was.

Whoever begins one gets a secret address for it; parts are put down one after the other, each at the offset that the one
before has reached, and stand in the storage until the whole is there. Then it is a photo or a video like any other.
What does not go on for two hours is forgotten. Whole files count for their sender until a form takes them.
"""

import hashlib
import hmac
import secrets
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import QuerySet, Sum

from otklik.ground.advisory_lock import try_advisory_lock
from otklik.media.errors import FileRefused
from otklik.media.models import PartedFile
from otklik.media.services import media_storage
from otklik.media.videos import check_video_size
from otklik.shared.words import marked as _

MOST_PART: Final = 4 * 1024 * 1024
LEAST_PART: Final = 64 * 1024
"""Bytes; the last part may be smaller: what is cut into crumbs would be thousands of files."""
MOST_OF_ONE_FORM: Final = 10
MOST_WAITING: Final = 4 * 1024 * 1024 * 1024
"""Bytes that all unfinished files together may become."""
MOST_OF_ONE_SENDER: Final = MOST_WAITING // 4
"""Bytes that one sender may have under way, or whole and in no form: an office shares it, nobody takes all."""
_LASTS: Final = timedelta(hours=2)

type Keep = Callable[[BinaryIO], int]
"""Makes a kept file of the whole and returns its id. Raises FileRefused."""


class WrongOffset(Exception):
    """A part does not go on where the last one ended; the argument says where that is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a file is there."""

    offset: int
    size: int
    file_id: int | None
    """The kept file, once all is there."""


def begin_file(size: int, *, form: str, sender: str = "", now: datetime) -> str:
    """A new file of so many bytes, for a form by its stamp. Returns the secret of its address. Raises FileRefused.

    `sender`: the network that it comes from; only a keyed hash of it is kept.
    """
    if size < 1:
        raise FileRefused(_("The file is empty."), mend=_("Choose it again."))
    check_video_size(size)
    secret, form_hash, sender_hash = secrets.token_urlsafe(24), _hash(form), _keyed(sender) if sender else ""
    with transaction.atomic():
        with connection.cursor() as cursor:  # of those who begin at one moment each counts the others
            cursor.execute("select pg_advisory_xact_lock(hashtextextended('otklik parts', 7))")
        if not _has_room(size, form_hash=form_hash, sender_hash=sender_hash):
            raise FileRefused(
                _("Too many files are on their way just now."), mend=_("Wait a few minutes and choose the file again.")
            )
        PartedFile.objects.create(
            secret_hash=_hash(secret), form_hash=form_hash, sender_hash=sender_hash, size=size, touched_at=now
        )
    return secret


def _has_room(size: int, *, form_hash: str, sender_hash: str) -> bool:
    rows = PartedFile.objects.all()
    if rows.filter(form_hash=form_hash).count() >= MOST_OF_ONE_FORM:
        return False
    if sender_hash and _bytes_of(rows.filter(sender_hash=sender_hash)) + size > MOST_OF_ONE_SENDER:
        return False
    return _bytes_of(rows.filter(file_id=None)) + size <= MOST_WAITING


def _bytes_of(rows: QuerySet[PartedFile]) -> int:
    return rows.aggregate(all=Sum("size"))["all"] or 0


def find_standing(secret: str) -> Standing | None:
    """How much of a file is there; None for an address that leads nowhere (any more)."""
    row = PartedFile.objects.filter(secret_hash=_hash(secret)).first()
    return _standing_of(row) if row else None


def put_part(secret: str, content: bytes, *, offset: int, keep: Keep, now: datetime) -> Standing | None:
    """Put down one part; with the last one the file is kept by `keep`. None for an address that leads nowhere.

    Raises WrongOffset; FileRefused for a part or a whole that is not taken, which ends it.
    """
    with transaction.atomic():
        row = PartedFile.objects.select_for_update().filter(secret_hash=_hash(secret)).first()
        if row is None:
            return None
        if offset != row.offset:
            raise WrongOffset(row.offset)
        if row.file_id is not None:  # our answer was lost on its way
            return _standing_of(row)
        reached = offset + len(content)
        if len(content) > MOST_PART or reached > row.size or (len(content) < LEAST_PART and reached < row.size):
            raise FileRefused(_("The part has a wrong length."), mend=_("Choose the file again."))
        if content:  # nothing: all came before, and its keeping was broken off
            media_storage().delete(row.part_name(offset))  # of a try that was broken off
            media_storage().save(row.part_name(offset), ContentFile(content))
            row.parts, row.offset, row.touched_at = [*row.parts, offset], reached, now
            row.save(update_fields=["parts", "offset", "touched_at"])
    return _finish(row.id, keep=keep) if reached == row.size else _standing_of(row)


def forget_parts(*, now: datetime) -> int:
    """Files that did not go on, and what is left of those that are whole. Returns how many went."""
    stale = list(PartedFile.objects.filter(touched_at__lt=now - _LASTS).values_list("id", flat=True))
    return sum(_forget(id_) for id_ in stale)


def forget_whole(file_ids: Sequence[int], *, sender: str) -> None:
    """A form of this sender has taken these kept files: they count for it no more, as `begin_file` had counted them.

    The same contents are one file, whoever brought them: for others they count on.
    """
    PartedFile.objects.filter(file_id__in=file_ids, sender_hash=_keyed(sender) if sender else "").delete()


def _finish(row_id: int, *, keep: Keep) -> Standing | None:
    """The whole is there: it is kept outside any transaction, since making pictures anew takes its time.

    While another request does so, this one tells how it stands and does not wait.
    """
    with try_advisory_lock("otklik whole file", row_id) as is_locked:
        row = PartedFile.objects.filter(id=row_id).first()
        if row is None or row.file_id is not None or not is_locked:
            return _standing_of(row) if row else None
        try:
            file_id = _kept(row, keep)
        except FileRefused:
            _forget(row_id)
            raise
        PartedFile.objects.filter(id=row_id).update(file_id=file_id)
        _drop_parts(row)
    return Standing(row.offset, row.size, file_id)


def _kept(row: PartedFile, keep: Keep) -> int:
    with tempfile.TemporaryFile() as whole:
        for part in row.parts:
            with media_storage().open(row.part_name(part)) as piece:
                whole.write(piece.read())
        return keep(whole)


@transaction.atomic
def _forget(row_id: int) -> bool:
    row = PartedFile.objects.select_for_update().filter(id=row_id).first()
    if row is None:
        return False
    _drop_parts(row)
    row.delete()
    return True


def _drop_parts(row: PartedFile) -> None:
    for part in row.parts:
        media_storage().delete(row.part_name(part))


def _standing_of(row: PartedFile) -> Standing:
    return Standing(row.offset, row.size, row.file_id)


def _keyed(sender: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"parts {sender}".encode(), hashlib.sha256).hexdigest()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
