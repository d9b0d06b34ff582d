"""Links to photos and documents in the text of an answer: how they look, and what stands behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from otklik.answers.models import ShownPhotos
from otklik.appeals.models import Appeal, CasePhoto
from otklik.media.models import FileKind
from otklik.organizations.invitations import hash_token

_TOKEN = re.compile(r"/photos/([\w-]{32})/")


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing behind a link. `number`: which one, from 1, photos of the case first."""

    token: str
    number: int
    case_id: int
    file_id: int
    is_photo: bool = True
    stage: str = ""
    name: str = ""
    """Of what came with a ready text."""


def link_of(token: str) -> str:
    """The address that a token opens."""
    return f"{settings.OTKLIK_SITE_URL.rstrip('/')}/photos/{token}/"


def all_behind(token: str) -> list[Behind]:
    """What a token shows, in its order; nothing where it leads nowhere."""
    shown = ShownPhotos.objects.filter(token_hash=hash_token(token)).first()
    return list(_behind(shown, token)) if shown is not None else []


def led_to(case_id: int, text: str) -> list[Behind]:
    """What of this case a text leads to, each file once, in its order."""
    found = {one.file_id: one for token in _TOKEN.findall(text) for one in all_behind(token) if one.case_id == case_id}
    return list(found.values())


def files_behind(appeal: Appeal, text: str) -> tuple[int, ...]:
    """The files of all photos of this case that a text leads to, each once, in their order."""
    return tuple(one.file_id for one in led_to(appeal.id, text) if one.is_photo)


def _behind(shown: ShownPhotos, token: str) -> Iterator[Behind]:
    photos = list(CasePhoto.objects.filter(id__in=shown.photos.values("id")).order_by("id"))
    for number, photo in enumerate(photos, start=1):
        yield Behind(token, number, photo.appeal_id, photo.file_id, stage=photo.stage)
    files = shown.files.select_related("file").order_by("id")
    for number, one in enumerate(files, start=len(photos) + 1):
        is_photo = one.file.kind == FileKind.PHOTO
        yield Behind(token, number, shown.appeal_id, one.file_id, is_photo=is_photo, name=one.name)
