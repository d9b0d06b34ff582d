"""Official pages and the connections to them."""

from otklik.networks.connector import Badge
from otklik.pages.models.connection import Connection, ConnectionTurn, HearsBy, TakenTurns, TurnKind
from otklik.pages.models.page import Exemption, Page, PageCategory, RequiredNetwork, Source

__all__ = [
    "Badge", "Connection", "ConnectionTurn", "Exemption", "HearsBy", "Page", "PageCategory", "RequiredNetwork",
    "Source", "TakenTurns", "TurnKind",
]  # fmt: skip
