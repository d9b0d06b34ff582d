"""Published cases that seem to tell of the same, and «the same with me»: a voice counted instead of a new case."""

import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, radians
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from otklik.publication.models import PublishedCase, SameVoice
from otklik.publication.published.titles import title_of

MOST: Final = 3
LOOKED_AT: Final = 200
"""The newest of a matter and a place: what is older is hardly the same."""
_NEAR: Final = 0.0045
"""Degrees of latitude, some 500 metres: what lies there may be the same."""
_ALONG_A_STREET: Final = 0.05
"""Of one name: published points are those of whole streets, and another town has a street of that name too."""
VOICES_ARE_TOLD_APART: Final = timedelta(days=30)
_ALIKE_FROM: Final = 0.34
_WORD: Final = re.compile(r"[а-яёa-z0-9]{4,}")
_BEGINNING: Final = 5
"""Letters by which two forms of a Russian word are taken for one."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Where it is, in degrees of WGS 84, and in which street, as a gazetteer calls it."""

    latitude: float
    longitude: float
    street: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """A published case that may be the same."""

    number: str
    title: str
    state: str
    wrote_on: date
    voices: int


def list_similar(text: str, *, topics: Collection[str], near: Nearby | None, at_most: int = MOST) -> list[Similar]:
    """Published cases of these matters near by whose words are like these, the likest first; nothing without a place.

    One indexed query a matter.
    """
    words = _words(text)
    if not words or not topics or near is None:
        return []
    close = _around(near, _NEAR) | (_around(near, _ALONG_A_STREET) & Q(street=near.street) & ~Q(street=""))
    recent = [
        case
        for topic in topics
        for case in PublishedCase.objects.filter(close, topic=topic).order_by("-id")[:LOOKED_AT]
    ]
    marked = [(_likeness(words, _words(case.text)), case) for case in recent]
    alike = sorted((one for one in marked if one[0] >= _ALIKE_FROM), key=lambda one: (-one[0], -one[1].id))
    return [Similar(one.number, title_of(one), one.state, one.wrote_on, one.voices) for _, one in alike[:at_most]]


def _around(near: Nearby, high: float) -> Q:
    wide = high / max(cos(radians(near.latitude)), 0.1)
    return Q(
        latitude__range=(near.latitude - high, near.latitude + high),
        longitude__range=(near.longitude - wide, near.longitude + wide),
    )


def add_voice(number: str, *, sender: str, now: datetime) -> bool:
    """Count «the same with me» for a published case; the same sender counts once. False where it is not published.

    `sender`: what tells senders apart; only a keyed hash of it is kept, for 30 days.
    """
    who = hmac.new(settings.SECRET_KEY.encode(), f"{number} {sender}".encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        if not PublishedCase.objects.select_for_update().filter(number=number).exists():
            return False
        defaults = {"on": timezone.localdate(now)}
        _voice, is_new = SameVoice.objects.get_or_create(number=number, who=who, defaults=defaults)
        if is_new:
            PublishedCase.objects.filter(number=number).update(voices=F("voices") + 1)
    return True


def forget_voices(*, now: datetime) -> int:
    """Who said it is forgotten; the count stays. Returns how many."""
    return SameVoice.objects.filter(on__lt=timezone.localdate(now) - VOICES_ARE_TOLD_APART).delete()[0]


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in _WORD.findall(text.lower().replace("ё", "е")))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words in the shorter text, which must not be too short to tell."""
    least = min(len(one), len(other))
    return len(one & other) / max(least, 4)
