"""Bodies, territories, staff and their appointments."""

from otklik.organizations.models.body import Body, BodyAncestry, BodyLevel
from otklik.organizations.models.competence import Competence
from otklik.organizations.models.history import BodyTurn, BodyTurnKind
from otklik.organizations.models.staff import Appointment, SignInAttempt, Staff
from otklik.organizations.models.territory import Territory, TerritoryLevel

__all__ = [
    "Appointment", "Body", "BodyAncestry", "BodyLevel", "BodyTurn", "BodyTurnKind", "Competence", "SignInAttempt",
    "Staff", "Territory", "TerritoryLevel",
]  # fmt: skip
