"""Messages about which a person decides by one click; the worker does it, one by one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.intake.models import ResidentMessage
from otklik.moderation.models.decision import DecisionAct
from otklik.organizations.models import Staff


class ManyDecided(models.Model):
    """One click: what shall be decided, by whom, on what ground."""

    batch = models.CharField(max_length=32, unique=True)
    """The name that its decisions have in common."""
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    acts_as = models.CharField(max_length=200)
    """The name that stands in the audit log."""
    posts = models.JSONField(default=list)
    """The posts with which it was pressed: whichever of them the person still holds at work count, and no others."""
    at = models.DateTimeField()
    act = models.CharField(max_length=8, choices=DecisionAct)
    ground = models.CharField(max_length=60, blank=True)
    because = models.TextField(blank=True)
    """Once it is over, it stands with the decisions alone."""
    tells = models.BooleanField(default=False)
    is_over = models.BooleanField(default=False)
    """No message waits for its turn any more."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(is_over=False), name="many_decided_waiting")]


class OneState(models.TextChoices):
    """What became of one message."""

    WAITING = "waiting"
    DECIDED = "decided"
    REFUSED = "refused"


class OneOfMany(models.Model):
    """One message of a click."""

    many = models.ForeignKey(ManyDecided, on_delete=models.CASCADE, related_name="ones")
    message = models.ForeignKey(ResidentMessage, on_delete=models.CASCADE, related_name="+")
    wording = models.CharField(max_length=64)
    """Hash of the words that the preview showed."""
    state = models.CharField(max_length=8, choices=OneState, default=OneState.WAITING)
    why = models.CharField(max_length=500, blank=True)
    """Why it was left alone."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["many", "message"], name="many_message_once")]
