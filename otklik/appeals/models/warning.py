"""When staff are warned of deadlines, and emergencies that somebody has to take at once."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.appeals.models.appeal import Appeal
from otklik.organizations.models import Staff


class WarningPolicy(models.Model):
    """One version of when who is warned: percents of a clock's term. The newest one is in force."""

    executor = ArrayField(models.PositiveSmallIntegerField(), default=list)
    """Whoever has the case: the executor, the approver while it waits for approval, else the body's people."""
    coordinator = ArrayField(models.PositiveSmallIntegerField(), default=list)
    head = ArrayField(models.PositiveSmallIntegerField(), default=list)
    """The founder's people; where there are none, the curators."""
    reminder_days = models.PositiveSmallIntegerField()
    """So many days before the date of a deferral or a promise."""
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()


class Emergency(models.Model):
    """The alarm of a case: people are called one after another until one has it."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, primary_key=True, related_name="emergency")
    raised_at = models.DateTimeField()
    calls = models.PositiveSmallIntegerField(default=0)
    """How often somebody was called."""
    next_at = models.DateTimeField(null=True)
    """When the next person is called; None: somebody has it, it is over, or nobody is left."""
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="emergency_to_call")
        ]


class Extension(models.Model):
    """A deadline that a person moved lawfully. Never changed; the first deadline stays on record with the case."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="extensions")
    clock = models.CharField(max_length=12)
    due_before = models.DateTimeField()
    due_at = models.DateTimeField()
    because = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["appeal", "id"], name="extension_of_case"),
            models.Index(fields=["at"], name="extension_by_moment"),
        ]
