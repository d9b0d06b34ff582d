"""Official pages, the connections to them, and the proofs whose they are."""

from otklik.pages.models.connection import Connection, ConnectionTurn, HearsBy, TakenTurns, TurnKind
from otklik.pages.models.page import Exemption, Page, PageCategory, RequiredNetwork, Source, Standing
from otklik.pages.models.proof import Proof, ProofKind, ProofState

__all__ = [
    "Connection", "ConnectionTurn", "Exemption", "HearsBy", "Page", "PageCategory", "Proof", "ProofKind", "ProofState",
    "RequiredNetwork", "Source", "Standing", "TakenTurns", "TurnKind",
]  # fmt: skip
