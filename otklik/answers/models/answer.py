"""Answers."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.appeals.models import Appeal, CasePhoto
from otklik.delivery.models import OutboxAct
from otklik.organizations.models import Staff


class AnswerKind(models.TextChoices):
    FINAL = "final"
    INTERIM = "interim"
    QUESTION = "question"
    """Asks the author what or where."""


class AnswerState(models.TextChoices):
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    SENDING = "sending"
    """Approved; delivery has it."""
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXTERNAL = "external"
    """Typed in the network itself, or given by hand with a link."""


STANDS = (AnswerState.SENT, AnswerState.EXTERNAL)
"""The answer stands before the resident."""

UNDECIDED = (AnswerState.SUBMITTED, AnswerState.FAILED)
"""An approver decides on it: it waits for a word, or its sending failed after the approval."""

NEVER_LEFT = (AnswerState.SUBMITTED, AnswerState.SENT_BACK, AnswerState.FAILED)

TO_CHECK = Q(is_urgent=True, checked_at=None) & ~Q(state__in=NEVER_LEFT)
"""Sent before anybody approved it, and nobody has looked since; what came back or never left is no matter of this."""


class Answer(models.Model):
    """One reply to a resident."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=10, choices=AnswerKind)
    state = models.CharField(max_length=10, choices=AnswerState)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    """SHA-256 of the text that was submitted or approved: delivery sends only what matches."""
    promised_on = models.DateField(null=True)
    """Interim: until when the resident was promised more."""
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    """Who put it together last; all its editors stand in `versions`. None when it was typed in the network."""
    written_at = models.DateTimeField()
    steps = models.JSONField(default=list, db_default=[])
    """Roles whose word it needs, in their order, as the rule said when it was submitted."""
    step_terms = models.JSONField(default=list, db_default=[])
    """Working minutes for each of `steps`, as the rule said then; 0: no term."""
    step_due_at = models.DateTimeField(null=True)
    """Until when the next word is to be given; None where nothing waits for one."""
    step_remind_at = models.DateTimeField(null=True)
    """When somebody is next reminded of the step that waits; None where nobody is, or nothing waits."""
    is_urgent = models.BooleanField(default=False, db_default=False)
    """Sent before anybody approved it: an approver checks after."""
    checked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    check_says = models.TextField(blank=True, db_default="")
    """What whoever checked an urgent answer found; empty: all is well."""
    approved_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_back_because = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    act = models.OneToOneField(OutboxAct, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=300, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    awaits_publication = models.BooleanField(default=False)
    """It stands in the network, and nobody has decided yet what the public may see of it."""
    officials = ArrayField(models.CharField(max_length=200), null=True)
    """Whose names stay in its published copy, as decided first; None: nobody has decided yet."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(state__in=["submitted", "sending", "unknown"]),
                name="one_answer_under_way",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["appeal", "id"], name="answer_case"),
            models.Index(fields=["id"], condition=Q(awaits_publication=True), name="answer_to_publish"),
            models.Index(fields=["id"], condition=Q(is_urgent=True, checked_at=None), name="answer_to_check"),
            models.Index(
                fields=["step_remind_at"],
                condition=Q(state=AnswerState.SUBMITTED, step_remind_at__isnull=False),
                name="step_to_remind",
            ),
        ]


class CaseResult(models.Model):
    """What the last final answer of a case holds in substance, and whether somebody looked at a formal one."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, primary_key=True, related_name="result")
    outcome = models.CharField(max_length=20)
    """As the words of the answer have it; how the case closed stands in the case."""
    has_evidence = models.BooleanField()
    has_date = models.BooleanField()
    has_action = models.BooleanField()
    is_formal = models.BooleanField()
    """Neither evidence nor a date nor anything done."""
    read_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    was_formal = models.BooleanField(null=True)
    """What the person found who looked."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-read_at"], condition=Q(is_formal=True, checked_at=None), name="formal_to_check")
        ]


class VerdictReason(models.TextChoices):
    """Why a resident is not satisfied, or is."""

    NOT_DONE = "not_done"
    DONE_BADLY = "done_badly"
    UNCLEAR = "unclear"
    FORMAL = "formal"
    LATE = "late"
    RUDE = "rude"
    FAST = "fast"
    CLEAR = "clear"
    KIND = "kind"


class ResidentVerdict(models.Model):
    """A link by which the author says once, within 14 days, whether it was solved; and what was said."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="verdicts")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    """None: not used yet."""
    is_solved = models.BooleanField(null=True)
    mark = models.PositiveSmallIntegerField(null=True)
    """1…5; None: none was given."""
    reasons = ArrayField(models.CharField(max_length=12, choices=VerdictReason), default=list)
    words = models.TextField(blank=True)
    photos = models.ManyToManyField(CasePhoto, related_name="+")
    """What shows it."""
    explained_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    """What a person said to «not solved» instead of reopening; the resident reads it by the same link."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(mark=None) | Q(mark__range=(1, 5)), name="mark_is_one_to_five"),
            models.CheckConstraint(
                condition=Q(given_at=None, is_solved=None) | Q(given_at__isnull=False, is_solved__isnull=False),
                name="verdict_given_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["appeal", "-id"], name="verdict_of_case")]
