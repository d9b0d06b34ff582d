"""Published cases: cleaned copies without a way back."""

from typing import ClassVar

from django.db import models

from otklik.appeals.models import Appeal


class PublishedCase(models.Model):
    """What everybody may read. No foreign keys, a random number, cleaned text."""

    number = models.CharField(max_length=12, unique=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=20)
    """The words for residents, as a code: accepted, passed, working, answered, deferred, closed…"""
    topic = models.CharField(max_length=200, blank=True)
    body_slug = models.CharField(max_length=80)
    body_name = models.CharField(max_length=300)
    network = models.CharField(max_length=12, blank=True)
    wrote_on = models.DateField()
    answered_on = models.DateField(null=True)
    first_answer_minutes = models.PositiveIntegerField(null=True)
    """Working minutes of the body from the message to its first answer; None: not known."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body_slug", "-id"], name="published_of_body")]


class Decision(models.Model):
    """Whether a case is published, why, and as which public number."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="+")
    public_number = models.CharField(max_length=12, blank=True)
    is_published = models.BooleanField()
    because = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
