"""What a page forbids, and what the machine may do about it by itself: dated versions."""

from typing import ClassVar

from django.db import models

from otklik.organizations.models import Staff
from otklik.pages.models import Page


class MayDo(models.TextChoices):
    """What the machine may do alone where a rule found something."""

    NOTHING = "nothing"
    """The message waits for a person."""
    HIDE = "hide"
    HIDE_AND_TELL = "hide_and_tell"
    """The author is told privately, where the network can."""
    TO_PERSON = "to_person"
    """A person is called at once."""


class PageRules(models.Model):
    """One version of the rules that a page shows its readers; without a page, those of all pages that have none.

    Never changed: decisions name it. Of two of one day the later entered holds.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    since_on = models.DateField()
    text = models.TextField()
    clauses = models.JSONField(default=dict)
    """Ground → number of the clause that forbids it; what is missing here is allowed on the page."""
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["page", "since_on", "id"], name="rules_of_page")]


class Policy(models.Model):
    """What the machine may do alone on a page and a ground from a day on; without a page, on all that say nothing."""

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    ground = models.CharField(max_length=60)
    since_on = models.DateField()
    may_do = models.CharField(max_length=14, choices=MayDo, default=MayDo.NOTHING)
    least_certainty = models.FloatField(default=0.95)
    """Below it the machine does nothing by itself (0…1)."""
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "policies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "ground", "since_on"], nulls_distinct=False, name="policy_once_a_day"
            )
        ]
