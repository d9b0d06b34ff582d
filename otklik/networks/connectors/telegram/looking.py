"""Looking at a channel, as far as Telegram shows it to a bot: four requests."""

from dataclasses import replace

from otklik.networks.abilities import Look
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.acts import channel_of
from otklik.networks.connectors.telegram.api import UNREADABLE, read
from otklik.networks.connectors.telegram.bot import name_bot
from otklik.networks.connectors.telegram.facts import count_members, facts_of, read_channel
from otklik.networks.errors import AccessLost, Refused, TryLater
from otklik.networks.objects import as_object, as_objects
from otklik.shared.words import marked as _

_NEVER = {
    "badge": _("Telegram tells bots of no badge: a person confirms it on the page's card."),
    "has_cover": _("Channels of Telegram have no cover."),
    "posts_in_7_days": _(
        "Telegram does not show a bot what stands in the channel, only what is posted while it hears."
    ),
    "last_post_at": _("Telegram does not show a bot what stands in the channel, only what is posted while it hears."),
    "weekly_reach": _("Telegram tells bots of no reach: import it."),
    "post_reach": _("Telegram tells bots of no reach: import it."),
}


def look(access: PageAccess) -> Look:
    """One channel. That it was deleted cannot be told from the bot being put out: both are access lost."""
    channel = read_channel(access)
    administrators, missing = _count_administrators(access)
    facts = facts_of(channel, members_count=count_members(access))
    return Look(
        facts=replace(facts, bot_name=name_bot(access) or None),
        is_there=True,
        is_blocked=False,
        administrators_count=administrators,
        is_access_proved=True,
        missing=_NEVER | missing,
    )


def _count_administrators(access: PageAccess) -> tuple[int | None, dict[str, str]]:
    """People only: Telegram leaves bots out."""
    try:
        told = read(access, "getChatAdministrators", {"chat_id": channel_of(access)})
    except AccessLost:
        raise
    except Refused as why:
        return None, {"administrators_count": why.reason}
    if not isinstance(told, list):
        raise TryLater(UNREADABLE)
    return sum(as_object(one.get("user")).get("is_bot") is not True for one in as_objects(told)), {}
