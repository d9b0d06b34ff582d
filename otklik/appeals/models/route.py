"""Which body answers what, and what went wrong with such a rule."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.appeals.models.policy import DeadlinePolicy
from otklik.appeals.sharing import Way
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.pages.models import Page
from otklik.topics.models import Topic


class Route(models.Model):
    """Who answers what: what a case must be like → body, and a person of it. The smaller the number, the sooner it is
    asked. An empty condition means any."""

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    territory = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, blank=True)
    importance = models.CharField(max_length=10, blank=True)
    street = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=400, blank=True)
    """Any of them, separated by commas, in whatever form."""
    days = models.CharField(max_length=7, blank=True)
    """Days of the week on which the message came, Monday is 1: «67» is the week-end."""
    time_from = models.TimeField(null=True)
    """From when on it came, in the zone of the page's owner; later than `time_to` it goes over midnight."""
    time_to = models.TimeField(null=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    executor = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, blank=True, choices=[(way.value, way.value) for way in Way])
    """How a person of the body is found where none is named; empty: the body does it by hand."""
    most_open = models.PositiveSmallIntegerField(null=True)
    """Nobody gets a case by this rule who has so many open ones."""
    policy = models.ForeignKey(DeadlinePolicy, null=True, on_delete=models.PROTECT, related_name="+")
    """The terms of cases that go by this rule, whatever else would fit them; None: the policies decide."""
    priority = models.PositiveSmallIntegerField(default=100)

    belonging = Belonging(is_stamped=False, passes=Q())


class RouteTrouble(models.Model):
    """A rule could not be followed, or bodies send a case to and fro. It stands until it is mended or looked at."""

    kind = models.CharField(max_length=12)
    route = models.ForeignKey(Route, null=True, on_delete=models.CASCADE, related_name="troubles")
    case_number = models.BigIntegerField(null=True)
    """The case that goes to and fro."""
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    """Whose coordinator sees to it: the owner of the page, or who has the case. Each body has an alarm of its own."""
    since_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True)

    belonging = Belonging(is_stamped=False)
    """An alarm stays with a merged body: the heir may have the same one, and the next case calls it there."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "route", "case_number", "body"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="route_trouble_once",
            )
        ]
