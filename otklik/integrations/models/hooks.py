"""Webhooks out: who wants to be told of cases, and what waits to be told."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.organizations.models import Staff


class Hook(models.Model):
    """An address of another program that is told what happens to the cases that its owner sees."""

    owner = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="hooks")
    name = models.CharField(max_length=80)
    url = models.URLField(max_length=500)
    events = ArrayField(models.CharField(max_length=30))
    """Words of `Event`."""
    secret = models.BinaryField()
    """What is signed with, sealed by the key ring."""
    old_secret = models.BinaryField(default=b"")
    """The one before, sealed; it signs too until `old_until`."""
    old_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    after_id = models.BigIntegerField(default=0)
    """Steps of cases up to this one were looked at."""
    due_at = models.DateTimeField()
    """When the next is told; while a worker tells, when its claim runs out."""
    failures = models.PositiveIntegerField(default=0)
    """In a row."""
    failing_since = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    """Why the last try went wrong, marked for translation; what follows a colon is of the other side."""
    told_at = models.DateTimeField(null=True, blank=True)
    """When something was taken there last."""
    paused_at = models.DateTimeField(null=True, blank=True)
    """Nothing is told any more until its owner lets it go on."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(paused_at=None), name="hook_due"),
            models.Index(fields=["owner", "-id"], name="hook_of_owner"),
        ]


class HookCall(models.Model):
    """One event for one address. The row that waits is the queue; numbers and states only."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="calls")
    step_id = models.BigIntegerField()
    """The step of the case; nothing of it is told twice."""
    happened_at = models.DateTimeField()
    payload = models.JSONField()
    tries = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hook", "step_id"], name="hook_call_once")]
        indexes: ClassVar = [
            models.Index(fields=["hook", "id"], condition=Q(told_at=None), name="hook_call_waiting"),
            models.Index(fields=["told_at"], condition=Q(told_at__isnull=False), name="hook_call_told"),
        ]
