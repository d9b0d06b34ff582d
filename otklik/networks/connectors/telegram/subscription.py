"""How updates come to us: one webhook for a bot, watched and set anew; or on request, where no webhook can reach us."""

import json
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from otklik.networks.abilities import Polled, Subscription
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.api import UNREADABLE, Value, read, write
from otklik.networks.connectors.telegram.update_types import KINDS
from otklik.networks.errors import Refused, TryLater
from otklik.networks.objects import (
    Json,
    as_object,
    as_objects,
    find_time_of_seconds,
    find_whole,
    read_address,
    read_title,
)
from otklik.shared.words import marked as _

WANTED = sorted(KINDS)
"""Only what we handle: the rest would come for nothing."""
MOST_UPDATES = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")


def keep_subscription(access: PageAccess, *, hook_url: str) -> Subscription:
    """Look whether Telegram sends this page's updates to us, and tell it to where it does not."""
    told = _webhook(access)
    if _is_ours(told, hook_url=hook_url):
        return Subscription(
            was_renewed=False,
            waiting=find_whole(told.get("pending_update_count")) or 0,
            failed_at=find_time_of_seconds(told.get("last_error_date")),
            failure=read_title(told.get("last_error_message")),
        )
    if not _SECRET.match(access.webhook_secret):
        raise Refused(
            _("Telegram takes a secret of 1 to 256 letters, digits, _ and - only."),
            next_step=_("Enter another secret in the settings of the page's connection."),
        )
    params: dict[str, Value] = {"url": hook_url, "secret_token": access.webhook_secret, "allowed_updates": WANTED}
    write(access, "setWebhook", params)
    was_at = read_address(told.get("url"))
    return Subscription(was_renewed=True, other_urls=(was_at,) if was_at and was_at != hook_url else ())


def _webhook(access: PageAccess) -> Json:
    """What Telegram tells of the webhook; its address is empty where none stands, but never left out."""
    told = as_object(read(access, "getWebhookInfo"))
    if not isinstance(told.get("url"), str):
        raise TryLater(UNREADABLE)
    return told


def _is_ours(told: Json, *, hook_url: str) -> bool:
    allowed = told.get("allowed_updates")
    return told.get("url") == hook_url and isinstance(allowed, list) and set(WANTED) <= set(map(str, allowed))


def end_subscription(access: PageAccess, *, hook_url: str) -> None:
    """Take our webhook away, so that Telegram hands updates out on request; what waits is kept. Refused for others'."""
    standing = read_address(_webhook(access).get("url"))
    if not standing:
        return
    # the key in the path is ours alone: an old host of ours is ours too
    if urlsplit(standing).path != urlsplit(hook_url).path:
        raise Refused(
            _("Telegram sends the bot's updates to another address, and hands them out in one way only."),
            next_step=_("Give each installation a bot of its own, or take the other webhook away."),
        )
    write(access, "deleteWebhook", {"drop_pending_updates": False})


def poll(access: PageAccess, *, marker: str) -> Polled:
    """The updates since the marker."""
    updates, reached = ask_updates(access, marker=marker, wanted=WANTED)
    bodies = tuple(json.dumps(update, ensure_ascii=True).encode() for update in updates)
    return Polled(bodies=bodies, marker=reached)


def ask_updates(access: PageAccess, *, marker: str, wanted: Sequence[str]) -> tuple[list[Json], str]:
    """The updates since the marker, and the next one. Asking with it makes Telegram forget the ones before it."""
    params: dict[str, Value] = {"limit": MOST_UPDATES, "timeout": 0, "allowed_updates": list(wanted)}
    if marker.isdecimal():
        params["offset"] = int(marker)
    told = read(access, "getUpdates", params)
    if not isinstance(told, list):
        raise TryLater(UNREADABLE)
    updates = as_objects(told)
    numbers = [number for update in updates if (number := find_whole(update.get("update_id"))) is not None]
    return updates, str(max(numbers) + 1) if numbers else marker
