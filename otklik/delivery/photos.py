"""Photos of an answer. A missing photo never delays the text, which links to all of them anyway."""

import logging
from collections.abc import Collection
from typing import Final

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import most_photos
from otklik.media.selectors import read_stored

log = logging.getLogger(__name__)

TRIES_WITH_PHOTOS: Final = 3
"""Uploads go to other hosts than the network's API: where they cannot be reached, the text goes without them."""


def photos_of(act: OutboxAct) -> tuple[bytes, ...]:
    """As many as go beside the text. As the row says now: a photo may have been deleted since the act was claimed."""
    if not act.photo_ids or act.attempts > TRIES_WITH_PHOTOS:
        return ()
    file_ids = OutboxAct.objects.values_list("photo_ids", flat=True).get(id=act.id)
    most = most_photos(act.page, act.message_kind)
    return tuple(content for content in map(_read, file_ids[:most]) if content is not None)


def leave_out_photos(file_ids: Collection[int]) -> None:
    """Whatever is not sent yet goes without these files. In the transaction that lets them go."""
    settled = (OutboxState.SENT, OutboxState.CANCELLED)
    waiting = OutboxAct.objects.exclude(state__in=settled).filter(photo_ids__overlap=list(file_ids))
    for act in waiting.select_for_update(of=("self",)).order_by("id") if file_ids else ():
        act.photo_ids = [one for one in act.photo_ids if one not in file_ids]
        act.save(update_fields=["photo_ids"])


def _read(file_id: int) -> bytes | None:
    try:
        return read_stored(file_id, is_small=False)
    except OSError as trouble:
        log.warning("delivery: a photo cannot be read: %s", type(trouble).__name__)
        return None
