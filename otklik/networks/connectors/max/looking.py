"""Looking at a channel of MAX: four requests."""

from dataclasses import replace
from datetime import datetime, timedelta

from otklik.networks.abilities import Look
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.acts import channel_of
from otklik.networks.connectors.max.api import Value, read_list
from otklik.networks.connectors.max.bot import name_bot
from otklik.networks.connectors.max.facts import facts_of, read_channel
from otklik.networks.errors import AccessLost, Refused
from otklik.networks.looking import OF_POSTS
from otklik.networks.objects import Json, as_object, find_number, find_time_of_milliseconds, milliseconds_of
from otklik.shared.words import marked as _

WEEK = timedelta(days=7)
LOOKED_BACK = timedelta(days=90)
POSTS_READ = 100
_NEVER = {
    "badge": _("MAX tells bots of no badge: a person confirms it on the page's card."),
    "has_cover": _("Channels of MAX have no cover."),
    "are_comments_open": _("MAX does not tell whether comments are open."),
    "weekly_reach": _("MAX tells of no reach of a channel: import it."),
}
_NO_POSTS = _("Nothing was posted in seven days.")
_NO_VIEWS = _("MAX did not tell how many saw the posts.")


def look(access: PageAccess, *, now: datetime) -> Look:
    """One channel."""
    chat = read_channel(access)
    status = chat.get("status")
    if status in ("removed", "left"):
        raise AccessLost(
            _("The bot is no longer in the channel."),
            next_step=_("Make the bot an administrator of the channel again."),
        )
    if status == "closed":
        return Look(is_there=False, is_access_proved=True)
    missing = dict(_NEVER)
    posts = _read_posts(access, missing, now=now)
    times = [at for at in (find_time_of_milliseconds(post.get("timestamp")) for post in posts or ()) if at]
    return Look(
        facts=replace(facts_of(chat), bot_name=name_bot(access) or None),
        is_there=True,
        is_blocked=False,
        posts_in_7_days=None if posts is None else sum(now - WEEK <= at <= now for at in times),
        last_post_at=max(times, default=None),
        post_reach=_mean_views(posts, missing, now=now),
        administrators_count=_count_administrators(access, missing),
        is_access_proved=True,
        missing=missing,
    )


def _read_posts(access: PageAccess, missing: dict[str, str], *, now: datetime) -> list[Json] | None:
    # `to` is the oldest moment: MAX counts backwards
    asked: dict[str, Value] = {
        "chat_id": channel_of(access), "to": milliseconds_of(now - LOOKED_BACK), "count": POSTS_READ,
    }  # fmt: skip
    try:
        return read_list(access, "/messages", "messages", asked)
    except AccessLost:
        raise
    except Refused as why:
        missing |= dict.fromkeys((*OF_POSTS, "post_reach"), why.reason)
        return None


def _mean_views(posts: list[Json] | None, missing: dict[str, str], *, now: datetime) -> int | None:
    """How many people saw a post of the last seven days, on average: MAX counts each person once."""
    if posts is None:
        return None
    fresh = [
        post for post in posts if (at := find_time_of_milliseconds(post.get("timestamp"))) and now - WEEK <= at <= now
    ]
    views = [
        seen for seen in (find_number(as_object(post.get("stat")).get("views")) for post in fresh) if seen is not None
    ]
    if not views:
        missing["post_reach"] = _NO_VIEWS if fresh else _NO_POSTS
        return None
    return round(sum(views) / len(views))


def _count_administrators(access: PageAccess, missing: dict[str, str]) -> int | None:
    """People only."""
    try:
        told = read_list(access, f"/chats/{channel_of(access)}/members/admins", "members")
    except AccessLost:
        raise
    except Refused as why:
        missing["administrators_count"] = why.reason
        return None
    return sum(one.get("is_bot") is not True for one in told)
