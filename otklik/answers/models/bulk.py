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


class RunStage(models.TextChoices):
    """How far a run is; the worker has something to do where it is looked at, done or undone."""

    LOOKING = "looking"
    """What would happen is being found out."""
    SHOWN = "shown"
    """It waits for the person to look and to say yes."""
    DOING = "doing"
    DONE = "done"
    UNDOING = "undoing"


AT_WORK = (RunStage.LOOKING, RunStage.DOING, RunStage.UNDOING)


class BulkRun(models.Model):
    """Acts that one person does with many cases by one press."""

    key = models.CharField(max_length=32, unique=True)
    """Of the preview: the same press again finds what the first has done."""
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    acts_as = models.CharField(max_length=200, blank=True, db_default="")
    """The name that stands in the audit log: the person's, with that of the program where one acted."""
    posts = models.JSONField(default=list, db_default=[])
    """The posts with which it was pressed: whichever of them the person still holds at work count, and no others."""
    at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=RunStage, default=RunStage.DONE, db_default=RunStage.DONE)
    tasks = models.JSONField(default=list, db_default=[])
    """What is to be done; once it is done its words stand in the cases alone."""
    doings = models.JSONField(default=list)
    """What was done, in order."""
    macro = models.ForeignKey(Macro, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["by", "at"], name="bulk_of_person"),
            models.Index(fields=["id"], condition=Q(stage__in=["looking", "doing", "undoing"]), name="bulk_at_work"),
        ]


class ItemState(models.TextChoices):
    """What became of one case."""

    WAITING = "waiting"
    """Its turn comes: to be looked at, or to be done."""
    CAN = "can"
    """The preview says that it can be done."""
    DONE = "done"
    REFUSED = "refused"
    TO_UNDO = "to_undo"
    """It was done and waits to be undone."""
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
    seen = models.JSONField(default=dict, db_default={})
    """What the preview says: the case as it is and as it would be (`answers.bulk.trying`)."""
    before = models.JSONField(default=dict)
    """The case as `appeals.undoing.snapshot` keeps it, and what was added; no words of residents."""
    version = models.PositiveIntegerField(default=0)
    """Of the case: as the preview showed it; of one that is done, as the act left it. While it is the same, nothing has
    happened since."""
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "appeal"], name="bulk_case_once")]
