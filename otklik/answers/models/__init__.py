"""Answers and drafts."""

from otklik.answers.models.answer import Answer, AnswerKind, AnswerState, Draft

__all__ = ["Answer", "AnswerKind", "AnswerState", "Draft"]
