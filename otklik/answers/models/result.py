"""What an answer amounts to, and what the resident says of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.appeals.models import Appeal, CasePhoto
from otklik.organizations.models import Staff


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
