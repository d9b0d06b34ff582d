"""What was seen of every page, day by day."""

from typing import ClassVar

from django.db import models

from otklik.networks.connector import Badge
from otklik.pages.models.page import PageCategory


class PageSnapshot(models.Model):
    """One page on one day in the zone of its body; a second look on the same day takes the place of the first.

    None always means «could not be seen»; `missing` says what it takes. Partitioned by month; nothing has a foreign
    key to it. The columns that checks read are those of `otklik.pages.checks.seen.Seen`.
    """

    pk = models.CompositePrimaryKey("page_id", "on")
    page_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    network = models.CharField(max_length=12)
    category = models.CharField(max_length=8, choices=PageCategory)
    is_there = models.BooleanField(null=True)
    is_blocked = models.BooleanField(null=True)
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    badge = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Badge])
    has_avatar = models.BooleanField(null=True)
    has_description = models.BooleanField(null=True)
    has_cover = models.BooleanField(null=True)
    widgets_count = models.PositiveSmallIntegerField(null=True)
    is_in_component = models.BooleanField(null=True)
    posts_in_7_days = models.PositiveIntegerField(null=True)
    last_post_at = models.DateTimeField(null=True)
    members_count = models.PositiveIntegerField(null=True)
    weekly_reach = models.PositiveIntegerField(null=True)
    post_reach = models.PositiveIntegerField(null=True)
    are_comments_open = models.BooleanField(null=True)
    are_messages_open = models.BooleanField(null=True)
    unanswered_count = models.PositiveIntegerField(null=True)
    oldest_unanswered_at = models.DateTimeField(null=True)
    administrators_count = models.PositiveIntegerField(null=True)
    is_two_factor_confirmed = models.BooleanField(null=True)
    access_lost = models.TextField(blank=True)
    """Why a token or bot of ours no longer leads to the page; marked for translation."""
    missing = models.JSONField(default=dict)
    """Column → why it could not be seen and what to do; marked for translation."""
    sources = models.JSONField(default=dict)
    """Column → where that comes from which the network did not tell: a `Source`, or `heard` by ourselves."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on"], name="snapshot_day")]
