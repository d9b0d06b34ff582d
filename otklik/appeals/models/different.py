"""What a person held apart."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.appeals.models.appeal import Appeal
from otklik.organizations.models import Staff


class DifferentCases(models.Model):
    """A person said that two cases tell of different things: they are not proposed as one again. An example to learn
    from, too."""

    first = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    certainty = models.FloatField()
    """How sure the machine had been that they were one."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="different_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="different_in_order"),
        ]
