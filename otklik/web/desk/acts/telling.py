"""What was done, told with photos: from the page of a case, or from the list of tasks on a phone."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_default_timezone, is_naive

from otklik.answers.facts import Told, tell_facts
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.selectors import find_version
from otklik.media.services import KeptPhoto, keep_photos
from otklik.media.taken import Taken, is_point
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest
from otklik.web.uploads import read_photos

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLOCKS_DIFFER = timedelta(days=1)


def tell_with_photos(request: DeskRequest, number: int) -> None:
    """Keep the photos, then say what was done. Raises NoSuchCase, FileRefused, UnfitValue, AnswerRefused."""
    if find_version(request.viewer, number) is None:
        raise NoSuchCase
    values = request.POST
    key = values.get("key", "") or _key_of_form(values)
    if key and not _KEY.fullmatch(key):
        raise UnfitValue(_("The phone sent something that makes no sense."), field="key", mend=_("Reload the page."))
    kept = keep_photos(read_photos(request), zone=get_default_timezone(), now=request.now)
    by_phone = _by_phone(request, values)
    photos = [_with(one, by_phone) for one in kept]
    told = Told(values.get("text", ""), photos, stage=values.get("stage", "") if photos else "", key=key)
    tell_facts(number, told, by=request.viewer, now=request.now)


def _key_of_form(values: Mapping[str, str]) -> str:
    """Of a form that a browser sends by itself: sent twice it is one. Other words in it are another thing to tell."""
    form = values.get("form", "")
    return str(uuid.uuid5(uuid.UUID(form), values.get("text", ""))) if _KEY.fullmatch(form) else ""


def _with(kept: KeptPhoto, by_phone: Taken) -> KeptPhoto:
    """What the camera wrote counts; what it did not, the phone knows: browsers often take it out of a photo."""
    taken = Taken(at=kept.taken.at or by_phone.at, point=kept.taken.point or by_phone.point)
    return replace(kept, taken=taken)


def _by_phone(request: DeskRequest, values: Mapping[str, str]) -> Taken:
    """When and where by the phone; nonsense counts as not said."""
    at = _moment_in(values.get("taken_at", ""))
    if at is not None and at > request.now + _CLOCKS_DIFFER:
        at = None
    try:
        latitude, longitude = float(values.get("latitude", "")), float(values.get("longitude", ""))
    except ValueError:
        return Taken(at=at)
    point = (latitude, longitude) if is_point(latitude, longitude) else None
    return Taken(at=at, point=point)


def _moment_in(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
        return None if at is None or is_naive(at) else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
