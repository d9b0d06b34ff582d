"""Official pages and the connections to them."""

from otklik.pages.models.connection import Connection, ConnectionTurn, HearsBy, TakenTurns, TurnKind
from otklik.pages.models.page import Exemption, Page, PageCategory, RequiredNetwork, Source
from otklik.pages.models.score import Methodology, ObjectionState, PageScore, ScoreObjection

__all__ = [
    "Connection", "ConnectionTurn", "Exemption", "HearsBy", "Methodology", "ObjectionState", "Page", "PageCategory",
    "PageScore", "RequiredNetwork", "ScoreObjection", "Source", "TakenTurns", "TurnKind",
]  # fmt: skip
