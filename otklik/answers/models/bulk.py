"""What people do with many cases at once, and the macros that name it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from otklik.appeals.models import Appeal
from otklik.organizations.models import Body, Staff


class Macro(models.Model):
    """Acts under one name, done one after the other with a case or with many."""

    name = models.CharField(max_length=80)
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="+")
    """For whoever has a post in this body or under it; None: for everybody."""
    tasks = models.JSONField(default=list)
    """`answers.bulk.tasks.Task`, each as it tells itself."""
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"), "body", condition=Q(is_active=True), nulls_distinct=False, name="macro_once_by_name"
            )
        ]


class BulkRun(models.Model):
    """Acts that one person did with many cases by one press."""

    key = models.CharField(max_length=32, unique=True)
    """Of the preview: the same press again finds what the first has done."""
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    doings = models.JSONField(default=list)
    """What was done, in order; the words that went with it stand in the cases alone."""
    macro = models.ForeignKey(Macro, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "at"], name="bulk_of_person")]


class ItemState(models.TextChoices):
    """What became of one case."""

    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"
    KEPT = "kept"
    """It was to be undone and stays as it is."""


class BulkItem(models.Model):
    """One case of a run: what became of it, and what it was before."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=ItemState)
    why = models.CharField(max_length=500, blank=True)
    """Why it was refused, or not undone."""
    before = models.JSONField(default=dict)
    """The case as `appeals.undoing.snapshot` keeps it, and what was added; no words of residents."""
    version = models.PositiveIntegerField(default=0)
    """Of the case after it: while it is the same, nothing has happened since."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "appeal"], name="bulk_case_once")]
