"""What happened to a body: its card keeps every turn."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.organizations.models.body import Body


class BodyTurnKind(models.TextChoices):
    """What can happen to a body."""

    ENTERED = "entered"
    EDITED = "edited"
    MOVED = "moved"
    """Another body stands above it now."""
    FOUNDER_CHANGED = "founder"
    TERRITORY_CHANGED = "territory"
    MERGED = "merged"
    """It became part of another body, its heir."""
    TOOK_OVER = "took_over"
    """Another body became part of it."""
    CLOSED = "closed"
    REOPENED = "reopened"
    """It was closed, and is at work again."""


class BodyTurn(models.Model):
    """One turn in the life of a body. Names stand as they were then; a turn never changes."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=10, choices=BodyTurnKind)
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True)
    """Empty: the system, or whoever ran a command."""
    because = models.CharField(max_length=500, blank=True)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    fields = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    """Which entries of the card were edited."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "-id"], name="turn_of_body")]
