"""The webhook of private messages: OK drops it after eight hours of failures, so it is watched and renewed."""

from datetime import datetime

from otklik.networks.abilities import Subscription
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok.api import graph_read, graph_write
from otklik.networks.connectors.ok.objects import find_flag, list_of
from otklik.networks.errors import Refused
from otklik.networks.objects import as_object, find_time_of_milliseconds
from otklik.shared.words import marked as _


def keep_subscription(access: PageAccess, *, hook_url: str) -> Subscription:
    """Look whether our address is subscribed, and subscribe it where it is not."""
    standing = list_of(graph_read(access, "me/subscriptions", {}), "subscriptions")
    times = {
        address: find_time_of_milliseconds(one.get("time"))
        for one in standing
        if isinstance(address := one.get("url"), str)
    }
    others = tuple(sorted(address for address in times if address != hook_url))
    if hook_url in times:
        return Subscription(was_renewed=False, subscribed_at=times[hook_url], other_urls=others)
    return Subscription(was_renewed=True, subscribed_at=_subscribe(access, hook_url), other_urls=others)


def _subscribe(access: PageAccess, hook_url: str) -> datetime | None:
    told = as_object(graph_write(access, "me/subscribe", {"url": hook_url}))
    if find_flag(told.get("success")) is False:
        raise Refused(
            _("OK does not push messages to our address."),
            next_step=_("Look whether OTKLIK_SITE_URL can be reached from outside, with a valid certificate."),
        )
    return find_time_of_milliseconds(told.get("time"))
