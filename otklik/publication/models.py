"""Published cases: cleaned copies without a way back; and how long answers took, of all that were answered."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from otklik.appeals.models import Appeal
from otklik.publication.open_models import OpenFile, TakenBack

__all__ = ["AnswerTime", "Decision", "OpenFile", "PublishedCase", "SameVoice", "TakenBack"]


class PublishedCase(models.Model):
    """What everybody may read. No foreign keys, a random number, cleaned text."""

    number = models.CharField(max_length=12, unique=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=20)
    """The words for residents, as a code: accepted, passed, working, answered, deferred, closed…"""
    kind = models.CharField(max_length=12, blank=True, default="", db_default="")
    """problem, question, proposal, thanks, opinion."""
    topic = models.CharField(max_length=200, blank=True)
    """The name of its matter: of the topic, or of the group where nobody was closer."""
    topic_code = models.CharField(max_length=80, blank=True, default="", db_default="")
    group_code = models.CharField(max_length=80, blank=True, default="", db_default="")
    """The group of the rubricator that the topic belongs to, or the topic itself."""
    body_slug = models.CharField(max_length=80)
    """Where it is listed: of a body that became part of another, the heir's."""
    body_name = models.CharField(max_length=300)
    """Who answered, as it was called then."""
    network = models.CharField(max_length=12, blank=True)
    """Empty: it came by our own pages."""
    town = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The municipality."""
    street = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The street, landmark or settlement, as the gazetteer calls it; never a house."""
    latitude = models.FloatField(null=True)
    """The gazetteer's point of `street`, in degrees of WGS 84: never the point of a house or a phone."""
    longitude = models.FloatField(null=True)
    search = SearchVectorField(null=True)
    """Lemmas of what stands here."""
    published_at = models.DateTimeField(default=timezone.now, db_default=Now())
    changed_at = models.DateTimeField(default=timezone.now, db_default=Now())
    """When anything that stands here changed; a voice of others does not count."""
    wrote_on = models.DateField()
    answered_on = models.DateField(null=True)
    waits_until = models.DateField(null=True)
    """Put off until this day."""
    waits_for = models.CharField(max_length=10, blank=True, default="")
    """For what: season, budget, tender, other; never the words of a person."""
    is_solved = models.BooleanField(null=True)
    """What the resident says of the answer; None: nothing yet."""
    mark = models.PositiveSmallIntegerField(null=True)
    """1…5, where the resident gave one."""
    voices = models.PositiveIntegerField(default=0, db_default=0)
    """How many others said that it is the same with them."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["body_slug", "-id"], name="published_of_body"),
            models.Index(fields=["topic", "-id"], name="published_of_topic"),
            models.Index(fields=["group_code", "-id"], name="published_of_group"),
            models.Index(fields=["topic_code", "-id"], name="published_of_code"),
            models.Index(fields=["town", "street", "-id"], name="published_of_street"),
            models.Index(fields=["changed_at", "id"], name="published_by_change"),
            models.Index(fields=["wrote_on", "-id"], name="published_by_day"),
            models.Index(fields=["waits_until"], condition=Q(waits_until__isnull=False), name="published_promised"),
            models.Index(
                fields=["latitude", "longitude"], condition=Q(latitude__isnull=False), name="published_on_map"
            ),
            GinIndex(fields=["search"], name="published_search"),
        ]


class SameVoice(models.Model):
    """«The same with me», said of a published case; kept for a while so that nobody counts twice. No foreign keys."""

    number = models.CharField(max_length=12)
    who = models.CharField(max_length=64)
    """Keyed hash of number and sender."""
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["number", "who"], name="voice_once")]
        indexes: ClassVar = [models.Index(fields=["on"], name="voices_by_day")]


class AnswerTime(models.Model):
    """How long one answered case waited, published or not. No foreign keys, no words, nothing that names the case."""

    number = models.CharField(max_length=12, unique=True)
    """Random, and never shown."""
    body_slug = models.CharField(max_length=80)
    answered_on = models.DateField()
    """The day of the first answer."""
    minutes = models.PositiveIntegerField()
    """Working minutes of the body from the message to its first answer."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body_slug", "answered_on"], name="answer_time_of_body")]


class Decision(models.Model):
    """Whether a case is published, why, and as which public number."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="+")
    public_number = models.CharField(max_length=12, blank=True)
    counted_as = models.CharField(max_length=12, blank=True)
    """The number of its `AnswerTime`."""
    is_published = models.BooleanField()
    because = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
