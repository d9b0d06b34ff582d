"""In which network something is said: on one of the pages of the body, as far as the network lets it be said."""

import random

from otklik.demo.content.cards import PageCard, list_pages_of
from otklik.demo.content.talk import Said

WEIGHTS = {"vk": 4, "ok": 4, "max": 3, "telegram": 4}
"""How much is written in each network where a body has pages in all of them."""


def choose_page(said: Said, dice: random.Random) -> PageCard:
    """The page on which it is said."""
    pages = [page for page in list_pages_of(said.body) if _fits(said, page.network)]
    return dice.choices(pages, weights=[WEIGHTS[page.network] for page in pages])[0]


def _fits(said: Said, network: str) -> bool:
    """What a network could not show, or would not tell us of, is said in another one."""
    if said.network:
        return network == said.network
    if said.attachments:
        return network == "vk"
    if said.is_deleted:
        return network in ("vk", "max")
    if said.fate == "outside":
        return network in ("vk", "ok")
    return not said.edit or network != "ok"
