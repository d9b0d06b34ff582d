"""The case, what happened to it, and who answers what."""

from otklik.appeals.models.appeal import IS_OPEN, UNCOUNTED, Appeal, AppealMessage, Note, Transition
from otklik.appeals.models.call_back import CallBack
from otklik.appeals.models.different import DifferentCases
from otklik.appeals.models.part import CasePart, RelatedCases
from otklik.appeals.models.photo import CasePhoto, PhotoOf, PhotoStage
from otklik.appeals.models.policy import DeadlinePolicy
from otklik.appeals.models.route import Route, RouteTrouble
from otklik.appeals.models.saved_view import DefaultView, SavedView
from otklik.appeals.models.warning import Emergency, Extension, WarningPolicy
from otklik.appeals.states import OVER

__all__ = [
    "IS_OPEN",
    "OVER",
    "UNCOUNTED",
    "Appeal",
    "AppealMessage",
    "CallBack",
    "CasePart",
    "CasePhoto",
    "DeadlinePolicy",
    "DefaultView",
    "DifferentCases",
    "Emergency",
    "Extension",
    "Note",
    "PhotoOf",
    "PhotoStage",
    "RelatedCases",
    "Route",
    "RouteTrouble",
    "SavedView",
    "Transition",
    "WarningPolicy",
]  # fmt: skip
