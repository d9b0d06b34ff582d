"""The bot behind a token, a page's or the staff's: https://core.telegram.org/bots/features#deep-linking."""

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.api import read
from otklik.networks.connectors.telegram.ids import SITE
from otklik.networks.connectors.telegram.objects import read_username
from otklik.networks.objects import as_object


def name_bot(access: PageAccess) -> str:
    """The bot's username."""
    return read_username(as_object(read(access, "getMe")))


def link_to_bot(name: str, code: str) -> str:
    """Pressing «Start» behind this address sends `/start` with the code."""
    return f"{SITE}/{name}?start={code}" if name else ""
