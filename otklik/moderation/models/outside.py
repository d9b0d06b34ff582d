"""What was moderated in the network itself, past us; and what a curator thinks of a sample of our own sorting."""

from typing import ClassVar

from django.db import models

from otklik.appeals.models import Appeal
from otklik.intake.models import ResidentMessage
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.pages.models import Page


class OutsideAct(models.Model):
    """Somebody deleted a message or banned an author in the network: no ground, no clause, no notice is on record."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    """deleted, banned, unbanned."""
    at = models.DateTimeField()
    """When we heard of it."""
    event_id = models.BigIntegerField()
    """The raw event that told of it: the same event twice leaves one row."""
    message = models.ForeignKey(ResidentMessage, null=True, on_delete=models.SET_NULL, related_name="+")

    belonging = Belonging()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event_id", "kind", "page"], name="outside_once")]
        indexes: ClassVar = [models.Index(fields=["body", "at"], name="outside_of_body")]


class OutsideReading(models.Model):
    """Up to when the kept events of a network were looked through for acts from outside."""

    network = models.CharField(max_length=12, primary_key=True)
    read_until = models.DateTimeField()


class SampleCheck(models.Model):
    """A curator looked at one case of the monthly sample of «spam», «off-topic» and declined."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="sample_check")
    is_right = models.BooleanField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
