"""Access to a staff bot: its token, its network, and its errors in words."""

from dataclasses import dataclass

from django.conf import settings

from otklik.networks.bots import TalksAsBot
from otklik.networks.connector import PageAccess
from otklik.networks.errors import AccessLost, ConnectorError
from otklik.networks.registry import connector_for
from otklik.notices.models import StaffBot
from otklik.notices.talks import open_token
from otklik.shared.words import marked as _

LONGEST_CALL_SECONDS = 20.0
"""Shorter than a claim lasts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A bot that can be spoken through now."""

    connector: TalksAsBot
    access: PageAccess


def line_of(bot: StaffBot | None) -> Line:
    """Raises AccessLost where there is no such bot, its network is off here, or its token cannot be opened."""
    known = settings.OTKLIK_NETWORKS.get(bot.network) if bot else None
    if bot is None or known is None:
        raise AccessLost(_("This installation has no bot in this network."))
    connector, token = connector_for(bot.network), open_token(bot)
    if not isinstance(connector, TalksAsBot) or not token:
        raise AccessLost(_("The token of the bot cannot be opened: enter it anew."))
    access = PageAccess(
        bot.network,
        external_id="",
        api_url=known.api_url,
        community_token=token,
        proxy=known.proxy,
        ca_bundle=known.ca_bundle,
        timeout_seconds=min(known.timeout_seconds, LONGEST_CALL_SECONDS),
    )
    return Line(connector, access)


def words_of(why: ConnectorError) -> str:
    """As it is kept: marked words, never the token."""
    return why.reason[:300]
