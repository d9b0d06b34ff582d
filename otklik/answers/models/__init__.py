"""Answers and drafts."""

from otklik.answers.models.answer import Answer, AnswerKind, AnswerState, Draft
from otklik.answers.models.result import CaseResult, ResidentVerdict, VerdictReason

__all__ = ["Answer", "AnswerKind", "AnswerState", "CaseResult", "Draft", "ResidentVerdict", "VerdictReason"]
