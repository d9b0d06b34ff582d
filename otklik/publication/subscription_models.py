"""Who wants to be told of published cases by e-mail, and the letters that wait."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.notices.models import Outgoing, SendingState


class Pace(models.TextChoices):
    """How soon a subscriber is told."""

    AT_ONCE = "at_once"
    WEEKLY = "weekly"


class Subscription(models.Model):
    """Somebody wants letters of what is published. It leads to no resident, no account and no case of theirs."""

    key = models.CharField(max_length=16, unique=True)
    """Random; links are made of it and of the installation's secret (`subscription_links`)."""
    email = models.CharField(max_length=254)
    """In small letters."""
    language = models.CharField(max_length=8)
    consent = models.CharField(max_length=20)
    """The version of the document that was agreed to."""
    asked = models.JSONField(default=dict)
    """The columns of a `CaseFilter` that ask for something; none where one case is meant."""
    number = models.CharField(max_length=12, blank=True)
    """Of the one published case that is meant; empty: what `asked` finds."""
    asked_hash = models.CharField(max_length=64)
    """SHA-256 of the two above."""
    pace = models.CharField(max_length=8, choices=Pace)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    """The holder of the mailbox pressed the button; before that no letter but the one with the button leaves."""
    told_until = models.DateTimeField()
    """Of what was published until then they were told."""
    told_mark = models.CharField(max_length=64, blank=True)
    """Hash of the state in which they were told of the one case."""
    look_at = models.DateTimeField()
    """There is no letter before."""
    bounces = models.PositiveSmallIntegerField(default=0)
    """How often the mailbox sent a letter back of late."""
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["email", "asked_hash"], name="subscribed_once")]
        indexes: ClassVar = [
            models.Index(fields=["look_at"], condition=Q(confirmed_at__isnull=False), name="subscriptions_due"),
            models.Index(fields=["made_at"], condition=Q(confirmed_at=None), name="subscriptions_in_doubt"),
        ]


class SubscriptionLetterKind(models.TextChoices):
    """What a letter to a subscriber says."""

    CONFIRM = "confirm"
    """Is it yours? Of one that is confirmed: here is its page."""
    NEWS = "news"


class SubscriptionLetter(Outgoing):
    """A letter to a subscriber. It holds numbers alone: what it says is read when it leaves."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=8, choices=SubscriptionLetterKind)
    numbers = models.JSONField(default=list)
    """Of published cases, newest first; of one that left, those that it told of."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscription", "kind"],
                condition=Q(state__in=[SendingState.WAITING, SendingState.SENDING]),
                name="one_letter_under_way",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "sending"]), name="subscription_to_send"),
        ]
