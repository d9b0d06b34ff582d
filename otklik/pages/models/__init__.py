"""Official pages and the connections to them."""

from otklik.pages.models.alarm import PageAlarm
from otklik.pages.models.connection import Connection, ConnectionTurn, HearsBy, TakenTurns, TurnKind
from otklik.pages.models.page import Exemption, Page, PageCategory, RequiredNetwork, Source
from otklik.pages.models.snapshot import PageSnapshot

__all__ = [
    "Connection", "ConnectionTurn", "Exemption", "HearsBy", "Page", "PageAlarm", "PageCategory", "PageSnapshot",
    "RequiredNetwork", "Source", "TakenTurns", "TurnKind",
]  # fmt: skip
