"""Answers as documents, what is typed, who approves, and ready texts."""

from otklik.answers.models.answer import (
    NEVER_LEFT,
    STANDS,
    TO_CHECK,
    UNDECIDED,
    Answer,
    AnswerKind,
    AnswerState,
    CaseResult,
    ResidentVerdict,
    VerdictReason,
)
from otklik.answers.models.bulk import AT_WORK, BulkItem, BulkRun, ItemState, Macro, RunStage
from otklik.answers.models.document import (
    AnswerVersion,
    Approval,
    ApprovalRule,
    Draft,
    Facts,
    Presence,
    ShownFile,
    ShownPhotos,
)
from otklik.answers.models.texts import ReadyFile, ReadyText

__all__ = [
    "AT_WORK", "NEVER_LEFT", "STANDS", "TO_CHECK", "UNDECIDED", "Answer", "AnswerKind", "AnswerState", "AnswerVersion",
    "Approval", "ApprovalRule", "BulkItem", "BulkRun", "CaseResult", "Draft", "Facts", "ItemState", "Macro", "Presence",
    "ReadyFile", "ReadyText", "ResidentVerdict", "RunStage", "ShownFile", "ShownPhotos", "VerdictReason",
]  # fmt: skip
