"""Pages that seem to pass themselves off as official ones, and the addresses that people asked about."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.pages.models.page import Page


class AskedAddress(models.Model):
    """An address that people asked about and that nobody knows: kept until it was compared with the register.

    Nothing of those who asked is kept.
    """

    network = models.CharField(max_length=12)
    key = models.CharField(max_length=128)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "key"], name="asked_once")]


class Likeness(models.TextChoices):
    """In what a page is like an official one."""

    LETTERS = "letters"
    """Its address can be mistaken for the other: letters that look alike."""
    NEAR_ADDRESS = "near_address"
    """Its address differs in a letter or two."""
    NAME = "name"
    """It is named the same, or nearly."""
    AVATAR = "avatar"
    """It has the same picture."""


class FoundBy(models.TextChoices):
    """Who brought a suspected fake to our notice."""

    QUESTION = "question"
    """Somebody asked whether the page is official."""
    PERSON = "person"
    """A member of staff entered it."""


class FakeState(models.TextChoices):
    """What we think of it."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    """A person looked: it passes itself off as the official page."""
    CLEARED = "cleared"
    """A person looked: it does not."""


class SuspectedFake(models.Model):
    """A page that resembles an official one and is not in the register."""

    network = models.CharField(max_length=12)
    key = models.CharField(max_length=128)
    """As its network's connector reads its address: an id, or a name."""
    name = models.CharField(max_length=200, blank=True)
    """As the page calls itself; empty: nobody has looked."""
    resembles = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="suspected_fakes")
    likenesses = ArrayField(models.CharField(max_length=12, choices=Likeness), default=list, blank=True)
    found_by = models.CharField(max_length=8, choices=FoundBy)
    found_at = models.DateTimeField()
    asked_count = models.PositiveIntegerField(default=0)
    """How often people asked about it."""
    state = models.CharField(max_length=9, choices=FakeState, default=FakeState.SUSPECTED)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "key"], name="fake_once")]
        indexes: ClassVar = [models.Index(fields=["state", "-id"], name="fake_newest")]
