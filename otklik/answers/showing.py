"""Photos that a resident may see: chosen by a person, behind a link that stands in the answer.

So every network that takes a text carries them, and what was approved is what is seen: the link stands in the approved
text, and what it shows never grows. A photo that is taken away, or forgotten, is gone from it too.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import ShownPhotos
from otklik.answers.photo_links import link_of, photos_behind, photos_led_to
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.photos import PhotoView, view_of
from otklik.audit.services import record
from otklik.media.selectors import read_stored
from otklik.organizations.invitations import hash_token
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """One photo behind a link. `number`: which one, from 1; neither time nor place."""

    number: int
    stage: str


@dataclass(frozen=True, slots=True)
class PhotosPage:
    """What the holder of a link sees: no question, no resident."""

    body: str
    photos: tuple[ShownPhoto, ...]


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
    token = secrets.token_urlsafe(24)
    shown = ShownPhotos.objects.create(appeal=appeal, token_hash=hash_token(token), by_id=by.staff_id, made_at=now)
    shown.photos.add(*ours)
    record("show_photos", subject=f"appeal:{appeal.number}", by=by, now=now, details={"photos": len(set(photo_ids))})
    with translation.override(settings.LANGUAGE_CODE):
        words = gettext("Photos: %(url)s")
    return words % {"url": link_of(token)}


def list_led_to(case_id: int, text: str) -> list[PhotoView]:
    """What the resident will see by the links in a text, for who was already shown to have access to the case."""
    return [view_of(photo) for photo in photos_led_to(case_id, text)]


def find_shown(token: str) -> PhotosPage | None:
    """What a link leads to; None where it leads nowhere, or nothing is left of it."""
    shown = ShownPhotos.objects.select_related("appeal__body").filter(token_hash=hash_token(token)).first()
    photos = tuple(ShownPhoto(number, photo.stage) for number, photo in enumerate(photos_behind(token), start=1))
    return PhotosPage(shown.appeal.body.name, photos) if shown is not None and photos else None


def read_shown(token: str, number: int, *, is_small: bool) -> bytes | None:
    """One picture behind a link, as JPEG; None where there is none."""
    photos = photos_behind(token)
    if not 1 <= number <= len(photos):
        return None
    return read_stored(photos[number - 1].file_id, is_small=is_small)
