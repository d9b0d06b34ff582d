"""The case, what happened to it, and who answers what."""

from otklik.appeals.models.appeal import IS_OPEN, UNCOUNTED, Appeal, AppealMessage, Note, Transition
from otklik.appeals.models.call_back import CallBack
from otklik.appeals.models.different import DifferentCases
from otklik.appeals.models.part import CasePart, RelatedCases
from otklik.appeals.models.photo import CasePhoto, PhotoOf, PhotoStage
from otklik.appeals.models.policy import DeadlinePolicy
from otklik.appeals.models.route import Route, RouteTrouble
from otklik.appeals.models.saved_view import DefaultView, SavedView
from otklik.appeals.models.tag import LONGEST_TAG, TAG_KEY, CaseTag, Tag
from otklik.appeals.models.warning import Emergency, Extension, WarningPolicy
from otklik.appeals.states import OVER

__all__ = [
    "IS_OPEN",
    "LONGEST_TAG",
    "OVER",
    "TAG_KEY",
    "UNCOUNTED",
    "Appeal",
    "AppealMessage",
    "CallBack",
    "CasePart",
    "CasePhoto",
    "CaseTag",
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
    "Tag",
    "Transition",
    "WarningPolicy",
]  # fmt: skip
