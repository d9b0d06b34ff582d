"""What Telegram tells of a channel, and what the bot may do there and in its discussion group."""

import re
from dataclasses import replace

from otklik.networks.abilities import LookedUp
from otklik.networks.connector import Badge, PageAccess, PageFacts
from otklik.networks.connectors.telegram.acts import channel_of
from otklik.networks.connectors.telegram.api import fetch_file, read
from otklik.networks.connectors.telegram.ids import SITE
from otklik.networks.connectors.telegram.objects import find_id, read_username
from otklik.networks.errors import Refused
from otklik.networks.objects import Json, as_object, find_whole, read_text, read_title

IN_GROUP = "group:"
READS_ALL = "can_read_all_group_messages"
"""The bot hears every comment: its privacy mode is off. An administrator of the group hears all without it."""
_KEY = re.compile(r"-[0-9]{1,19}\Z|[a-z][a-z0-9_]{2,31}\Z")
_STRANGER = frozenset({"400", "403"})


def read_page(access: PageAccess) -> PageFacts:
    """The channel's facts. Raises what Telegram says to a token that it does not accept."""
    bot = as_object(read(access, "getMe"))
    channel_id, channel = channel_of(access), read_channel(access)
    group = find_id(channel, "linked_chat_id")
    rights = _rights(access, channel_id, bot)
    if group:
        rights += tuple(f"{IN_GROUP}{right}" for right in _rights(access, group, bot))
    if bot.get(READS_ALL) is True:
        rights += (READS_ALL,)
    facts = facts_of(channel, members_count=count_members(access))
    return replace(facts, rights=rights, bot_name=read_username(bot) or None)


def read_channel(access: PageAccess) -> Json:
    """The channel as Telegram shows it to the bot."""
    return as_object(read(access, "getChat", {"chat_id": channel_of(access)}))


def count_members(access: PageAccess) -> int | None:
    """How many people follow the channel."""
    return find_whole(read(access, "getChatMemberCount", {"chat_id": channel_of(access)}))


def look_up(access: PageAccess, *, key: str) -> LookedUp | None:
    """A public channel of whomever by its name, or one of the bot's own by its number; of people nothing is told."""
    if not _KEY.match(key):
        return None
    try:
        chat = as_object(read(access, "getChat", {"chat_id": int(key) if key.startswith("-") else f"@{key}"}))
    except Refused as why:
        if why.code not in _STRANGER:
            raise
        return None
    file_id = read_title(as_object(chat.get("photo")).get("big_file_id"), at_most=300)
    return LookedUp(read_title(chat.get("title"), at_most=200), fetch_file(access, file_id) if file_id else b"")


def facts_of(channel: Json, *, members_count: int | None) -> PageFacts:
    """What Telegram tells of a channel."""
    name = read_username(channel)
    return PageFacts(
        name=read_title(channel.get("title"), at_most=200),
        url=f"{SITE}/{name}" if name else "",
        # a channel without a description tells none: an empty one was seen
        description=read_text(channel.get("description")),
        members_count=members_count,
        has_avatar="photo" in channel,
        are_messages_open=True,
        are_comments_open=find_id(channel, "linked_chat_id") is not None,
        badge=Badge.UNKNOWN,
    )


def _rights(access: PageAccess, chat: int, bot: Json) -> tuple[str, ...]:
    """What the bot may do in a chat, in Telegram's words; its place there first."""
    number = find_id(bot, "id")
    if number is None:
        return ()
    try:
        member = as_object(read(access, "getChatMember", {"chat_id": chat, "user_id": number}))
    except Refused as why:
        if why.code not in _STRANGER:
            raise
        return ()
    allowed = sorted(right for right, is_given in member.items() if right.startswith("can_") and is_given is True)
    return (read_title(member.get("status"), at_most=40), *allowed)
