"""The case, what happened to it, and who answers what."""

from otklik.appeals.models.appeal import IS_OPEN, OVER, Appeal, AppealMessage, Note, Transition
from otklik.appeals.models.call_back import CallBack
from otklik.appeals.models.different import DifferentCases
from otklik.appeals.models.part import CasePart, RelatedCases
from otklik.appeals.models.photo import CasePhoto, PhotoOf, PhotoStage
from otklik.appeals.models.policy import DeadlinePolicy
from otklik.appeals.models.route import Route, RouteTrouble

__all__ = [
    "IS_OPEN",
    "OVER",
    "Appeal",
    "AppealMessage",
    "CallBack",
    "CasePart",
    "CasePhoto",
    "DeadlinePolicy",
    "DifferentCases",
    "Note",
    "PhotoOf",
    "PhotoStage",
    "RelatedCases",
    "Route",
    "RouteTrouble",
    "Transition",
]  # fmt: skip
