"""Methodologies, the scores of pages by them, and objections to a score."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.organizations.models import Staff
from otklik.pages.models.page import Page
from otklik.pages.scoring import Colour


class Methodology(models.Model):
    """One version of a formula, with the days for which it holds. A version never changes: a new one follows it."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    """Those that are shipped are translated."""
    version = models.PositiveSmallIntegerField()
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    """The last day; None: until another follows."""
    formula = models.JSONField()
    """See `pages.formula`."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "version"], name="methodology_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class PageScore(models.Model):
    """The score of a page on one day of its body's zone, by the version that held on that day."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="scores")
    on = models.DateField()
    methodology = models.ForeignKey(Methodology, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    checked = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField(null=True)
    """Ten-thousandths of `points` in `checked`; None: not comparable."""
    colour = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Colour])
    results = models.JSONField()
    """`Result`s in the order of the formula."""
    peers = models.CharField(max_length=90, blank=True)
    """With whom the page was compared that day; empty: its body has no sphere or no level."""
    moved = models.SmallIntegerField(null=True)
    """How far `share` lies from that of a week before, by the same version; None: not comparable then or now."""
    scored_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    """The newest of its page and methodology."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "methodology", "on"], name="page_score_once_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["methodology", "peers", "share"], condition=Q(is_current=True), name="score_of_peers"),
        ]


class ObjectionState(models.TextChoices):
    """What became of an objection."""

    OPEN = "open"
    ACCEPTED = "accepted"
    """The check counts in full on that day."""
    REJECTED = "rejected"


class ScoreObjection(models.Model):
    """A body says that one check of a score is wrong; a curator decides. Both words are kept."""

    score = models.ForeignKey(PageScore, on_delete=models.CASCADE, related_name="objections")
    check_code = models.SlugField(max_length=40)
    result = models.JSONField()
    """The `Result` as it was objected to."""
    comment = models.TextField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ObjectionState, default=ObjectionState.OPEN)
    answer = models.TextField(blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["score", "check_code"], name="objection_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], condition=Q(state="open"), name="objection_open")]
