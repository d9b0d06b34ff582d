"""The case, what happened to it, and who answers what."""

from otklik.appeals.models.appeal import OVER, Appeal, AppealMessage, Note, Transition
from otklik.appeals.models.different import DifferentCases
from otklik.appeals.models.part import CasePart, RelatedCases
from otklik.appeals.models.route import Route, RouteTrouble

__all__ = [
    "OVER",
    "Appeal",
    "AppealMessage",
    "CasePart",
    "DifferentCases",
    "Note",
    "RelatedCases",
    "Route",
    "RouteTrouble",
    "Transition",
]
