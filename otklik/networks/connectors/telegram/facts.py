"""What Telegram tells of a channel, and what the bot may do there and in its discussion group."""

from otklik.networks.connector import Badge, PageAccess, PageFacts
from otklik.networks.connectors.telegram.acts import channel_of
from otklik.networks.connectors.telegram.api import read
from otklik.networks.connectors.telegram.ids import SITE
from otklik.networks.connectors.telegram.objects import find_id, read_username
from otklik.networks.errors import Refused
from otklik.networks.objects import Json, as_object, find_whole, read_text, read_title

IN_GROUP = "group:"
READS_ALL = "can_read_all_group_messages"
"""The bot hears every comment: its privacy mode is off. An administrator of the group hears all without it."""
_STRANGER = frozenset({"400", "403"})


def read_page(access: PageAccess) -> PageFacts:
    """The channel's facts. Raises what Telegram says to a token that it does not accept."""
    bot = as_object(read(access, "getMe"))
    channel_id = channel_of(access)
    channel = as_object(read(access, "getChat", {"chat_id": channel_id}))
    group = find_id(channel, "linked_chat_id")
    name = read_username(channel)
    rights = _rights(access, channel_id, bot)
    if group:
        rights += tuple(f"{IN_GROUP}{right}" for right in _rights(access, group, bot))
    if bot.get(READS_ALL) is True:
        rights += (READS_ALL,)
    return PageFacts(
        name=read_title(channel.get("title"), at_most=200),
        url=f"{SITE}/{name}" if name else "",
        # a channel without a description tells none: an empty one was seen
        description=read_text(channel.get("description")),
        members_count=find_whole(read(access, "getChatMemberCount", {"chat_id": channel_id})),
        has_avatar="photo" in channel,
        are_messages_open=True,
        are_comments_open=group is not None,
        badge=Badge.UNKNOWN,
        rights=rights,
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
