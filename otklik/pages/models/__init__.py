"""Official pages and the connections to them."""

from otklik.networks.connector import Badge
from otklik.pages.models.address import PageAddress
from otklik.pages.models.connection import Connection, ConnectionTurn, HearsBy, TakenTurns, TurnKind
from otklik.pages.models.fake import AskedAddress, FakeState, FoundBy, Likeness, SuspectedFake
from otklik.pages.models.page import Exemption, Page, PageCategory, RequiredNetwork, Source

__all__ = [
    "AskedAddress", "Badge", "Connection", "ConnectionTurn", "Exemption", "FakeState", "FoundBy", "HearsBy", "Likeness",
    "Page", "PageAddress", "PageCategory", "RequiredNetwork", "Source", "SuspectedFake", "TakenTurns", "TurnKind",
]  # fmt: skip
