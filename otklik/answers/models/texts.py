"""Ready texts."""

from typing import ClassVar

from django.db import models

from otklik.answers.models.answer import AnswerKind
from otklik.media.models import StoredFile
from otklik.organizations.models import Body, Staff
from otklik.topics.models import Topic


class ReadyText(models.Model):
    """A text to start an answer from, with places for what differs: see `answers.filling`."""

    folder = models.CharField(max_length=120, blank=True)
    """Where it stands in the list; «/» makes a folder in a folder."""
    name = models.CharField(max_length=120)
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=AnswerKind, blank=True)
    """For which kind of answer; empty: any."""
    state = models.CharField(max_length=20, blank=True)
    """For cases in this state; empty: any."""
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    """For this topic and those under it; None: any."""
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="+")
    """Of this body and those under it; None: everybody's."""
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    """Both days included."""
    used_count = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["folder", "name"], name="ready_text_folder")]


class ReadyFile(models.Model):
    """A photo or a document that is offered with a ready text."""

    text = models.ForeignKey(ReadyText, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    """As it was called when it was brought; people read it."""
