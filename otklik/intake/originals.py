"""Finds the raw event that brought a message, and the post under which the message stands."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from otklik.intake.merging import event_key
from otklik.intake.models import MessageVersion, RawEvent, ResidentMessage
from otklik.intake.selectors import hide_secrets

LARGEST = 64_000
"""A larger body holds many events, most of them others'; of it the hash is told, not the words."""
_POSITIONS = 20


@dataclass(frozen=True, slots=True)
class Original:
    """What a network sent. `said` is the text as it came, the network's secret hidden; `sha256` is of all its bytes."""

    received_at: datetime
    sha256: str
    said: str


def list_originals(message: ResidentMessage) -> list[Original]:
    """The events that brought the wordings of a message, the oldest first; none where they were only read back."""
    keys = dict(
        MessageVersion.objects.filter(message=message, is_reading=False).values_list("event_key", "received_at")
    )
    raws = RawEvent.objects.filter(page_id=message.page_id or 0, received_at__in=set(keys.values())).order_by("id")
    return [_original(raw) for raw in raws if _brought(raw, keys)]


def find_post_text(message: ResidentMessage) -> str:
    """What the page wrote in the post that the message stands under; empty where we did not hear it."""
    posts = ResidentMessage.objects.filter(page=message.page, is_by_page=True, external_id=message.container_id)
    return posts.values_list("text", flat=True).first() or "" if message.container_id else ""


def _brought(raw: RawEvent, keys: dict[str, datetime]) -> bool:
    body = bytes(raw.body)
    return any(event_key(body, position=position) in keys for position in range(_POSITIONS))


def _original(raw: RawEvent) -> Original:
    body = bytes(raw.body)
    said = hide_secrets(body) if len(body) <= LARGEST else ""
    return Original(raw.received_at, hashlib.sha256(body).hexdigest(), said)
