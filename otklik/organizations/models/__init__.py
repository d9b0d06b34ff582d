"""Bodies, territories, staff and their appointments."""

from otklik.organizations.models.body import Body, BodyAncestry, BodyLevel
from otklik.organizations.models.staff import Appointment, SignInAttempt, Staff
from otklik.organizations.models.territory import Territory, TerritoryLevel

__all__ = ["Appointment", "Body", "BodyAncestry", "BodyLevel", "SignInAttempt", "Staff", "Territory", "TerritoryLevel"]
