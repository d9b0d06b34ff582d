"""Bodies, territories, staff and their appointments, absences, invitations and the door of the desk."""

from otklik.organizations.models.absence import Absence, StaffGap
from otklik.organizations.models.body import Body, BodyAncestry, BodyLevel
from otklik.organizations.models.competence import Competence
from otklik.organizations.models.door import SignInPolicy, StaffSession
from otklik.organizations.models.history import BodyTurn, BodyTurnKind
from otklik.organizations.models.invitation import Invitation, LetterState
from otklik.organizations.models.staff import Appointment, SignInAttempt, Staff
from otklik.organizations.models.territory import Territory, TerritoryLevel

__all__ = [
    "Absence", "Appointment", "Body", "BodyAncestry", "BodyLevel", "BodyTurn", "BodyTurnKind", "Competence",
    "Invitation", "LetterState", "SignInAttempt", "SignInPolicy", "Staff", "StaffGap", "StaffSession", "Territory",
    "TerritoryLevel",
]  # fmt: skip
