"""The bot behind a token, a page's or the staff's: https://dev.max.ru/docs/chatbots/bots-coding/prepare."""

import re

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.api import read
from otklik.networks.objects import read_title

_NAME = re.compile(r"[A-Za-z0-9_]{1,64}\Z")


def name_bot(access: PageAccess) -> str:
    """The bot's username."""
    name = read_title(read(access, "/me").get("username"), at_most=64)
    return name if _NAME.match(name) else ""


def link_to_bot(name: str, code: str) -> str:
    """Opening the bot behind this address tells it the code with `bot_started`."""
    return f"https://max.ru/{name}?start={code}" if name else ""
