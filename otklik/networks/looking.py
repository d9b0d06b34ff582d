"""The daily look at pages, as far as it is the same for all networks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from otklik.networks.abilities import Look, LooksAtPages
from otklik.networks.connector import Connector, PageAccess
from otklik.networks.errors import AccessLost, ConnectorError, TryLater
from otklik.shared.words import marked as _

MOST_TROUBLES = 3
"""So many requests of one round may fail; then what is left is looked at another time."""
MOST_LOOKS = 50
"""Pages of one round, where the network does not say how many are best."""

OF_FACTS = (
    "badge", "has_avatar", "has_description", "has_cover", "members_count", "are_comments_open", "are_messages_open",
)  # fmt: skip
OF_POSTS = ("posts_in_7_days", "last_post_at")
EVERYTHING = (
    "is_there", "is_blocked", *OF_FACTS, *OF_POSTS, "weekly_reach", "post_reach", "administrators_count",
)  # fmt: skip
"""What may be missing in a look, by the names of a snapshot's fields."""
NO_TOKEN = _("No token of the page is entered: connect the page.")


def most_looks(connector: Connector) -> int:
    """How many pages of the network are best looked at together."""
    return connector.most_looks if isinstance(connector, LooksAtPages) else MOST_LOOKS


def look_at(
    connector: Connector, accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
) -> Sequence[Look | TryLater]:
    """What each page looks like, in the same order. A network that shows facts only is asked for those."""
    if isinstance(connector, LooksAtPages):
        return connector.look_at(accesses, readers=readers, now=now)
    return look_one_by_one(
        accesses, lambda access: Look(facts=connector.read_page(access), is_there=True, is_access_proved=True)
    )


def look_one_by_one(accesses: Sequence[PageAccess], look: Callable[[PageAccess], Look]) -> Sequence[Look | TryLater]:
    """Look at page after page; what a network refuses is missing for that reason."""
    looks: list[Look | TryLater] = []
    troubles: list[TryLater] = []
    for access in accesses:
        if len(troubles) >= MOST_TROUBLES:
            looks.append(troubles[-1])
        elif not access.tokens:
            looks.append(Look(missing=dict.fromkeys(EVERYTHING, NO_TOKEN)))
        else:
            looks.append(_look_or_not(access, look, troubles))
    return looks


def _look_or_not(access: PageAccess, look: Callable[[PageAccess], Look], troubles: list[TryLater]) -> Look | TryLater:
    try:
        return look(access)
    except TryLater as why:
        troubles.append(why)
        return why
    except ConnectorError as why:
        lost = why if isinstance(why, AccessLost) else None
        return Look(access_lost=lost, missing=dict.fromkeys(EVERYTHING, why.reason))
