"""Links to photos in the text of an answer: how they look, and what stands behind them."""

import re

from django.conf import settings

from otklik.answers.models import ShownPhotos
from otklik.appeals.models import Appeal, CasePhoto
from otklik.organizations.invitations import hash_token

_TOKEN = re.compile(r"/photos/([\w-]{32})/")


def link_of(token: str) -> str:
    """The address that a token opens."""
    return f"{settings.OTKLIK_SITE_URL.rstrip('/')}/photos/{token}/"


def photos_behind(token: str) -> list[CasePhoto]:
    """What a token shows, in its order."""
    shown = ShownPhotos.objects.filter(token_hash=hash_token(token))
    return list(CasePhoto.objects.filter(id__in=shown.values("photos")).order_by("id"))


def photos_led_to(case_id: int, text: str) -> list[CasePhoto]:
    """All photos of this case that a text leads to, each once, in their order."""
    found = {photo.id: photo for token in _TOKEN.findall(text) for photo in photos_behind(token)}
    return [photo for photo in found.values() if photo.appeal_id == case_id]


def files_behind(appeal: Appeal, text: str) -> tuple[int, ...]:
    """The files of all photos of this case that a text leads to, each once, in their order."""
    return tuple(dict.fromkeys(photo.file_id for photo in photos_led_to(appeal.id, text)))
