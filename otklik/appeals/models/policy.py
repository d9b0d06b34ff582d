"""How long bodies have to answer, as people set it."""

from typing import ClassVar

from django.db import models

from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff
from otklik.topics.models import Topic


class DeadlinePolicy(models.Model):
    """The terms of one sort of case. Never changed: a change ends it and enters another, so that old cases keep it."""

    name = models.CharField(max_length=80)
    priority = models.PositiveSmallIntegerField()
    """The smaller, the sooner it is asked; the first that fits counts."""
    regime = models.CharField(max_length=16, blank=True)
    """Empty here and below: any."""
    channel = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    importance = models.CharField(max_length=10, blank=True)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    """This topic and those under it."""
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    """This body and those under it."""
    terms = models.JSONField()
    """By clock an amount and its unit; the grace too (`Profile.told`)."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    belonging = Belonging(is_stamped=False, passes=models.Q(ended_at__isnull=True))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["priority", "id"], condition=models.Q(ended_at__isnull=True), name="policies_in_force")
        ]
