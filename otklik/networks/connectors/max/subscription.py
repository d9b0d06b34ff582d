"""The webhook's subscription, which MAX ends after eight hours of failures, and the long poll beside it."""

import json
import re
from urllib.parse import urlsplit

from otklik.networks.abilities import Polled, Subscription
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.api import UNREADABLE, Value, read, read_list, write
from otklik.networks.connectors.max.budgets import OF_POLLS
from otklik.networks.connectors.max.errors import POLL_WHILE_SUBSCRIBED
from otklik.networks.connectors.max.event_types import SUBSCRIBED
from otklik.networks.connectors.max.reception import is_of_another_channel
from otklik.networks.errors import Refused
from otklik.networks.objects import Json, find_number, find_time_of_milliseconds, listed, read_address
from otklik.shared.words import marked as _

POLL_SIZE = 100

_SECRET = re.compile(r"[A-Za-z0-9_-]{5,256}\Z")


def keep_subscription(access: PageAccess, *, hook_url: str) -> Subscription:
    """Look whether the webhook is still subscribed to all that we handle, and subscribe it where it is not."""
    known = read_list(access, "/subscriptions", "subscriptions")
    ours = next((item for item in known if item.get("url") == hook_url), None)
    others = tuple(filter(None, (read_address(item.get("url")) for item in known if item.get("url") != hook_url)))
    if ours is not None and _is_whole(ours):
        return Subscription(
            was_renewed=False, subscribed_at=find_time_of_milliseconds(ours.get("time")), other_urls=others
        )
    _check_secret(access)
    body = {"url": hook_url, "update_types": list(SUBSCRIBED), "secret": access.webhook_secret}
    write(access, "POST", "/subscriptions", body=body)
    return Subscription(was_renewed=True, other_urls=others)


def _is_whole(subscription: Json) -> bool:
    """No list of types, or an empty one, means all of them."""
    types = subscription.get("update_types")
    return not isinstance(types, list) or not types or set(SUBSCRIBED) <= {str(name) for name in types}


def _check_secret(access: PageAccess) -> None:
    if not _SECRET.match(access.webhook_secret):
        raise Refused(
            _("The webhook's secret is not one that MAX takes."),
            next_step=_("Enter a secret of 5 to 256 latin letters, digits, hyphens and underscores."),
        )


def end_subscription(access: PageAccess, *, hook_url: str) -> None:
    """Take our webhook away, so that MAX hands its updates out on request. Refused while another one stands."""
    known = [read_address(item.get("url")) for item in read_list(access, "/subscriptions", "subscriptions")]
    for url in known:
        # the key in the path is ours alone: an old host of ours is ours too
        if urlsplit(url).path == urlsplit(hook_url).path:
            write(access, "DELETE", "/subscriptions", {"url": url})
    if any(urlsplit(url).path != urlsplit(hook_url).path for url in known):
        raise Refused(
            _("MAX sends the bot's updates to another address, and hands them out in one way only."),
            next_step=_("Give each installation a bot of its own, or take the other webhook away."),
        )


def poll(access: PageAccess, *, marker: str) -> Polled:
    """What happened since the marker, at once: for the time in which no webhook is subscribed.

    MAX keeps events for a day, and to a first poll without a marker it gives the newest only. While a webhook is
    subscribed it refuses to be polled.
    """
    asked: dict[str, Value] = {"limit": POLL_SIZE, "timeout": 0, "types": ",".join(SUBSCRIBED)}
    if marker:
        asked["marker"] = marker
    try:
        answer = read(access, "/updates", asked, pace=OF_POLLS)
    except Refused as why:
        if why.code not in POLL_WHILE_SUBSCRIBED:
            raise
        raise Refused(
            _("MAX does not offer this while a webhook is subscribed."),
            code=why.code,
            next_step=_("If the webhook is ours, we take it away within a minute; else a person has to."),
        ) from None
    updates = listed(answer, "updates", unreadable=UNREADABLE)
    bodies = tuple(
        json.dumps(update, ensure_ascii=False).encode()
        for update in updates
        if not is_of_another_channel(update, page_id=access.external_id)
    )
    next_one = find_number(answer.get("marker"))
    return Polled(bodies, marker if next_one is None else str(next_one))
