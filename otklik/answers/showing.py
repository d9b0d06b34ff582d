"""Photos and documents that a resident may see: chosen by a person, behind a link that stands in the answer.

So every network that takes a text carries them, and what was approved is what is seen: the link stands in the approved
text, and what it shows never grows. A photo that is taken away, or forgotten, is gone from it too.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import ReadyFile, ShownFile, ShownPhotos
from otklik.answers.photo_links import Behind, all_behind, link_of
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.audit.services import record
from otklik.media.models import FileKind
from otklik.media.selectors import read_document, read_stored
from otklik.organizations.invitations import hash_token
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PhotosPage:
    """What the holder of a link sees: no question, no resident; neither time nor place of a photo."""

    body: str
    photos: tuple[Behind, ...]
    documents: tuple[Behind, ...] = ()


def show_photos(appeal: Appeal, photo_ids: Collection[int], *, by: Viewer, now: datetime) -> str:
    """Let these photos of a locked case be seen by a link; returns the line for the answer. Raises AnswerRefused.

    What residents sent stays inside.
    """
    if len(photo_ids) > MOST_SHOWN:
        raise AnswerRefused(
            _("A link shows at most %(most)s photos."), mend=_("Choose the clearest."), values={"most": str(MOST_SHOWN)}
        )
    ours = CasePhoto.objects.filter(appeal=appeal, id__in=photo_ids).exclude(of=PhotoOf.RESIDENT)
    if not photo_ids or ours.count() != len(set(photo_ids)):
        raise AnswerRefused(_("There are no such photos in this case."), mend=_("Tick photos, then press again."))
    shown, link = _open_link(appeal, by=by, now=now, details={"photos": len(set(photo_ids))})
    shown.photos.add(*ours)
    return _line(link, has_documents=False)


def show_files(appeal: Appeal, files: Sequence[ReadyFile], *, by: Viewer, now: datetime) -> str:
    """Let these files of a ready text be seen by a link of a locked case; returns the line for the answer."""
    shown, link = _open_link(appeal, by=by, now=now, details={"files": len(files)})
    ShownFile.objects.bulk_create([ShownFile(shown=shown, file_id=one.file_id, name=one.name) for one in files])
    return _line(link, has_documents=any(one.file.kind != FileKind.PHOTO for one in files))


def _open_link(appeal: Appeal, *, by: Viewer, now: datetime, details: dict[str, int]) -> tuple[ShownPhotos, str]:
    token = secrets.token_urlsafe(24)
    shown = ShownPhotos.objects.create(appeal=appeal, token_hash=hash_token(token), by_id=by.staff_id, made_at=now)
    record("show_photos", subject=f"appeal:{appeal.number}", by=by, now=now, details=details)
    return shown, link_of(token)


def _line(link: str, *, has_documents: bool) -> str:
    """In the language of the installation: residents read it."""
    with translation.override(settings.LANGUAGE_CODE):
        words = gettext("Documents: %(url)s") if has_documents else gettext("Photos: %(url)s")
    return words % {"url": link}


def find_shown(token: str) -> PhotosPage | None:
    """What a link leads to; None where it leads nowhere, or nothing is left of it."""
    shown = ShownPhotos.objects.select_related("appeal__body").filter(token_hash=hash_token(token)).first()
    things = all_behind(token)
    if shown is None or not things:
        return None
    photos, documents = (tuple(one for one in things if one.is_photo is wanted) for wanted in (True, False))
    return PhotosPage(shown.appeal.body.name, photos, documents)


def read_shown(token: str, number: int, *, is_small: bool) -> bytes | None:
    """One picture behind a link, as JPEG; None where there is none."""
    found = _find(token, number)
    return read_stored(found.file_id, is_small=is_small) if found is not None and found.is_photo else None


def read_shown_document(token: str, number: int) -> tuple[str, bytes] | None:
    """One document behind a link, with its name; None where there is none."""
    found = _find(token, number)
    content = read_document(found.file_id) if found is not None and not found.is_photo else None
    return (found.name, content) if found is not None and content is not None else None


def _find(token: str, number: int) -> Behind | None:
    return next((one for one in all_behind(token) if one.number == number), None)
