"""What the public side knows of networks that open our forms within their own programs."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from otklik.networks.abilities import OpensForms
from otklik.networks.errors import NotProven
from otklik.networks.registry import connector_for
from otklik.pages.public_widgets import PublicWidget, find_widget_of_page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Launched:
    """The forms were opened by a network."""

    widget: PublicWidget | None
    """Those of the page that they were opened from; None: those of the installation."""
    language: str
    """Of the network's program, as two letters; may be empty."""


def sites_of_forms(network: str) -> tuple[str, ...]:
    """The sites that may show what this network opens; none: it opens nothing here."""
    way = settings.OTKLIK_NETWORKS.get(network)
    sites: tuple[str, ...] = way.sites_of_forms if way and way.application_secret else ()
    return sites


def prove_launch(network: str, query: Sequence[tuple[str, str]], *, now: datetime) -> Launched | None:
    """What the address of a launch tells; None where the network did not sign it for us, or long ago."""
    opener = connector_for(network) if sites_of_forms(network) else None
    if opener is None or not isinstance(opener, OpensForms):
        return None
    try:
        told = opener.read_launch(query, secret=settings.OTKLIK_NETWORKS[network].application_secret, now=now)
    except NotProven as why:
        # a wrong key or clock looks like silence to whoever sets it up; the address itself tells of a person
        log.warning("pages: a launch by %s is refused: %s", network, why.reason)
        return None
    return Launched(find_widget_of_page(network, told.page_id) if told.page_id else None, told.language)
