"""Alarms: what happened to a page that somebody should look at."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.pages.alarms import AlarmKind
from otklik.pages.models.page import Page


class PageAlarm(models.Model):
    """One alarm of one page: raised once, it lasts until a later look finds it mended."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in AlarmKind])
    rank = models.PositiveSmallIntegerField()
    """Its place among the kinds: the worst is 0."""
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)
    """What the words of the alarm need: names before and now, a date, the network's reason."""
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    """What the person who looked at it wants others to know."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "kind"], condition=Q(ended_at=None), name="alarm_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["rank", "-raised_at", "-id"], condition=Q(ended_at=None), name="alarm_worst"),
            models.Index(fields=["page", "-id"], name="alarm_of_page"),
        ]
