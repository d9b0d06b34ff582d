"""An answer while it is written: its versions, the shared draft, facts from the executor, and who is there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.answers.models.answer import Answer, AnswerKind
from otklik.appeals.models import Appeal, CasePhoto
from otklik.media.models import StoredFile
from otklik.organizations.models import Body, Staff
from otklik.topics.models import Topic


class AnswerVersion(models.Model):
    """The text as one editor left it. Those without an answer belong to the draft."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["appeal", "id"], name="version_case")]


class Draft(models.Model):
    """What is typed in a case and not sent: one text, shared by all who work on it."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="draft")
    by = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    """Who wrote last."""
    kind = models.CharField(max_length=10, choices=AnswerKind, default=AnswerKind.FINAL)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saves = models.PositiveIntegerField(default=1, db_default=1)
    """Counts saves: a page that shows an older one is stale."""
    held_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who is writing; nobody else may until `held_until`."""
    held_until = models.DateTimeField(null=True)


class Facts(models.Model):
    """What the executor is asked for an answer, and what they say was done."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    question = models.TextField(blank=True)
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    photos = models.ManyToManyField(CasePhoto, related_name="+")
    """What goes with the words."""
    key = models.CharField(max_length=36, blank=True, db_default="")
    """Made by the phone that told it: told again, because no answer came, it counts once."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["appeal", "id"], name="facts_case")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="facts_told_once")]


class ShownPhotos(models.Model):
    """Photos of a case that an answer leads to: whoever has the link sees them."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    photos = models.ManyToManyField(CasePhoto, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    """The link itself stands in the answer alone."""
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class ShownFile(models.Model):
    """A file of a ready text that an answer leads to, as it was when it was put in, behind the same link."""

    shown = models.ForeignKey(ShownPhotos, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    """As people know it."""


class Presence(models.Model):
    """Who has the page of a case open."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["appeal", "staff"], name="presence_once")]


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
