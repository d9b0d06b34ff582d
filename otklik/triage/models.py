"""Verdicts: what the machine proposes about a message. A person has the last word."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.intake.models import ResidentMessage


class Verdict(models.Model):
    """The machine's proposal for one wording of a message; only the newest is current."""

    message = models.ForeignKey(ResidentMessage, on_delete=models.CASCADE, related_name="verdicts")
    is_current = models.BooleanField(default=True)
    model_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    kind_certainty = models.FloatField()
    has_substance = models.BooleanField(default=True)
    """False: a sticker, a smile, an empty text: no case by itself."""
    group_code = models.CharField(max_length=80, blank=True)
    group_certainty = models.FloatField(default=0)
    alternatives = models.JSONField(default=list)
    """[[group code, certainty], …], best first."""
    topic_code = models.CharField(max_length=80, blank=True)
    """Topic under the group; empty when it would be a guess."""
    topic_certainty = models.FloatField(default=0)
    topics = models.JSONField(default=list)
    """[[topic code, certainty], …], best first."""
    importance = models.CharField(max_length=10, default="ordinary")
    importance_because = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    address_certainty = models.FloatField(default=0)
    rudeness = models.FloatField(default=0)
    needs_person = models.BooleanField(default=False)
    """A finding asks for a person before anything else happens."""
    flags = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message"], condition=Q(is_current=True), name="verdict_current")
        ]


class Finding(models.Model):
    """What one rule found: which, on what ground, where in the text, how certainly."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60)
    ground = models.CharField(max_length=60)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    certainty = models.FloatField(default=1)
