"""Parts of a case that others work out, and cases that have to do with one another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.appeals.models.appeal import Appeal
from otklik.organizations.models import Staff


class CasePart(models.Model):
    """What another is asked of a case: a body, which gets a case of its own, or somebody without an account, who gets
    a link that works once. The answers make one answer to the resident."""

    whole = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="parts")
    child = models.OneToOneField(Appeal, null=True, on_delete=models.CASCADE, related_name="part_of")
    question = models.TextField()
    to_name = models.CharField(max_length=200, blank=True)
    """Who has the link, as staff call them."""
    link_hash = models.CharField(max_length=64, blank=True)
    """SHA-256 of the link's secret: the link itself is kept nowhere."""
    link_until = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link_hash"], condition=~Q(link_hash=""), name="part_link_once"),
            models.CheckConstraint(
                condition=Q(child=None, link_until__isnull=False) | Q(child__isnull=False, link_hash=""),
                name="part_of_body_or_by_link",
            ),
        ]


class RelatedCases(models.Model):
    """Two cases have to do with one another, and each goes its own way."""

    first = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="related_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="related_in_order"),
        ]
