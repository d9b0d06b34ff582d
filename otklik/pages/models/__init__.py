"""Official pages, the connections to them, and what we know of both."""

from otklik.networks.connector import Badge
from otklik.pages.models.address import PageAddress
from otklik.pages.models.alarm import PageAlarm
from otklik.pages.models.connection import Connection, ConnectionTurn, HearsBy, TakenTurns, TurnKind
from otklik.pages.models.fake import AskedAddress, FakeState, FoundBy, Likeness, SuspectedFake
from otklik.pages.models.page import Exemption, Page, PageCategory, RequiredNetwork, Source, Standing
from otklik.pages.models.proof import Proof, ProofKind, ProofState
from otklik.pages.models.score import Methodology, ObjectionState, PageScore, ScoreObjection
from otklik.pages.models.snapshot import PageSnapshot
from otklik.pages.models.widget import Widget, WidgetUse

__all__ = [
    "AskedAddress", "Badge", "Connection", "ConnectionTurn", "Exemption", "FakeState", "FoundBy", "HearsBy",
    "Likeness", "Methodology", "ObjectionState", "Page", "PageAddress", "PageAlarm", "PageCategory", "PageScore",
    "PageSnapshot", "Proof", "ProofKind", "ProofState", "RequiredNetwork", "ScoreObjection", "Source", "Standing",
    "SuspectedFake", "TakenTurns", "TurnKind", "Widget", "WidgetUse",
]  # fmt: skip
