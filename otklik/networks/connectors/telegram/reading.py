"""What can be read in Telegram: names of accounts. Messages cannot: a bot sees each once, when it is told of it."""

from collections.abc import Mapping, Sequence
from typing import Never

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.api import read
from otklik.networks.connectors.telegram.authors import name_of
from otklik.networks.errors import Refused
from otklik.networks.objects import as_object
from otklik.shared.words import marked as _

MOST_NAMES = 50
"""Names asked for in one go: Telegram gives them one by one."""
_UNKNOWN = "400"


def refuse_reading() -> Never:
    """Telegram lets no bot read a message again, or look whether its own stands there."""
    raise Refused(
        _("Telegram lets no bot read messages again."),
        next_step=_("Look at the conversation in Telegram itself."),
    )


def fetch_names(access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
    """Names of people and channels that the bot has met; those that Telegram does not know are left out."""
    names: dict[str, str] = {}
    for external_id in list(dict.fromkeys(filter(_is_id, external_ids)))[:MOST_NAMES]:
        try:
            chat = as_object(read(access, "getChat", {"chat_id": int(external_id)}))
        except Refused as why:
            if why.code != _UNKNOWN:
                raise
            continue
        if name := name_of(chat):
            names[external_id] = name
    return names


def _is_id(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < 19
