"""What MAX tells of a channel, and what the bot may do there."""

from dataclasses import replace

from otklik.networks.connector import PageAccess, PageFacts
from otklik.networks.connectors.max.acts import channel_of, check_membership
from otklik.networks.connectors.max.api import UNREADABLE, read
from otklik.networks.connectors.max.bot import name_bot
from otklik.networks.connectors.max.errors import NOT_FOUND
from otklik.networks.errors import AccessLost, Refused, TryLater
from otklik.networks.objects import Json, find_number, read_address, read_text, read_title
from otklik.shared.words import marked as _

_OTHER_NAMES = {"edit_message": "edit", "delete_message": "delete", "post_edit_delete_message": "write"}
"""Old names of rights that MAX still answers with."""


def read_page(access: PageAccess) -> PageFacts:
    """The page's facts. Raises what MAX says to a token that it does not accept.

    MAX tells nothing of badges, of a cover, or whether comments are open; a talk with the bot is always open.
    """
    bot_name = name_bot(access) or None
    return replace(facts_of(read_channel(access), rights=_rights(access)), bot_name=bot_name)


def facts_of(chat: Json, *, rights: tuple[str, ...] = ()) -> PageFacts:
    """What MAX tells of a channel."""
    return PageFacts(
        name=read_title(chat.get("title")),
        url=read_address(chat.get("link"), at_most=300),
        description=read_text(chat["description"]) if "description" in chat else None,
        members_count=find_number(chat.get("participants_count")),
        has_avatar=bool(chat["icon"]) if "icon" in chat else None,
        are_messages_open=True,
        rights=rights,
    )


def read_channel(access: PageAccess) -> Json:
    """The channel. Raises AccessLost where MAX does not show it to the bot, Refused where it is none."""
    try:
        chat = read(access, f"/chats/{channel_of(access)}")
    except Refused as why:
        if why.code not in NOT_FOUND | {"chat.not.found"}:
            raise
        raise AccessLost(
            _("MAX does not show this channel to the bot."),
            code=why.code,
            next_step=_("Make the bot an administrator of the channel, or correct the page's id in the register."),
        ) from None
    if not isinstance(chat.get("type"), str):
        raise TryLater(UNREADABLE)
    if chat["type"] != "channel":
        raise Refused(_("This is no channel of MAX."), next_step=_("Correct the page's id in the register."))
    return chat


def _rights(access: PageAccess) -> tuple[str, ...]:
    told = check_membership(access).get("permissions")
    names = [read_title(name, at_most=60) for name in told] if isinstance(told, list) else []
    return tuple(sorted({_OTHER_NAMES.get(name, name) for name in names if name}))
