"""Who approved which text, and by which rules somebody has to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.answers.models.answer import Answer
from otklik.organizations.models import Body, Staff
from otklik.topics.models import Topic


class Approval(models.Model):
    """One person's word for one exact text. Triggers of the database watch that the person has no part in it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="approvals")
    step = models.PositiveSmallIntegerField()
    """Which step of `Answer.steps`, from 0."""
    text_hash = models.CharField(max_length=64)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    """The text was edited since, or the sending was taken back: it counts no more."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["answer", "step"], condition=Q(dropped_at__isnull=True), name="approval_step_once"
            ),
            models.UniqueConstraint(
                fields=["answer", "by"], condition=Q(dropped_at__isnull=True), name="approval_person_once"
            ),
        ]


class ApprovalRule(models.Model):
    """Which answers need whose word. The first active rule that fits decides; without one the body's own setting."""

    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=100)
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="+")
    """This body, those under it and those that it founded; None: all."""
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    """This topic and those under it; None: all."""
    importance = models.CharField(max_length=10, blank=True)
    """Cases at least so important; empty: all."""
    author_role = models.CharField(max_length=20, blank=True)
    """Answers of whoever is this over the case and nothing higher; empty: of everybody."""
    steps = models.JSONField(default=list)
    """Roles in the order in which they approve; none: the answer goes out at once."""
    step_terms = models.JSONField(default=list, db_default=[])
    """Working minutes for each of `steps`; 0: no term."""
    may_be_urgent = models.BooleanField(default=False)
    """A content manager may send first; an approver checks after."""
    forbids_personal = models.BooleanField(default=False, db_default=False)
    """Personal data of strangers goes out in no public answer, whoever is sure of it."""
    is_active = models.BooleanField(default=True)
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
