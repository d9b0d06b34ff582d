"""Answers."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.appeals.models import Appeal
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
