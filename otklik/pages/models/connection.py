"""Connections to pages, their story and the shared pace."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.pages.models.page import Page


class HearsBy(models.TextChoices):
    """How a network's events come to us."""

    WEBHOOK = "webhook"
    """The network pushes them."""
    POLLING = "polling"
    """We ask for them: where no webhook can reach us."""


class Connection(models.Model):
    """How we hear from a page and speak for it. Secrets are encrypted with the key ring."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="connection")
    key = models.CharField(max_length=40, unique=True)
    """The random part of the webhook's address."""
    community_token = models.BinaryField(default=bytes)
    admin_token = models.BinaryField(default=bytes)
    webhook_secret = models.BinaryField(default=bytes)
    confirmation = models.CharField(max_length=64, blank=True)
    tokens_expire_on = models.DateField(null=True, blank=True)
    """When the first of the tokens ends, where a person entered it; no network tells."""
    is_paused = models.BooleanField(default=False)
    """A person stopped it: nothing is sent; what arrives is still kept."""
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.CharField(max_length=200, blank=True)
    paused_because = models.TextField(blank=True)
    hears_by = models.CharField(max_length=8, choices=HearsBy, default=HearsBy.WEBHOOK)
    poll_marker = models.CharField(max_length=200, blank=True)
    """Where asking goes on: moved in the transaction that keeps what was brought."""
    is_poll_ready = models.BooleanField(default=False)
    """Our webhook was taken away: networks hand events out in one way only."""
    polled_at = models.DateTimeField(null=True, blank=True)
    poll_again_at = models.DateTimeField(null=True, blank=True)
    """No asking before this time; while a worker asks, its lease."""
    last_event_at = models.DateTimeField(null=True, blank=True)
    reconciled_at = models.DateTimeField(null=True, blank=True)
    """Until when the page's threads were read back."""
    reconciled_found = models.PositiveIntegerField(default=0)
    """How many missed messages the last reading found."""
    read_again_at = models.DateTimeField(null=True, blank=True)
    """No reading back before this time: the network refused the last one, and the other pages come first."""
    reading_asked_at = models.DateTimeField(null=True, blank=True)
    """A person wants the page read back now."""
    subscription_seen_at = models.DateTimeField(null=True, blank=True)
    """When we last looked whether the network still pushes to us, where it may stop."""
    subscribed_at = models.DateTimeField(null=True, blank=True)
    """Since when the network pushes to us, where it tells."""
    renewed_at = models.DateTimeField(null=True, blank=True)
    """When we last had to subscribe the webhook again."""
    hook_waiting = models.PositiveIntegerField(default=0)
    """How many events the network still has to deliver, where it tells."""
    hook_failed_at = models.DateTimeField(null=True, blank=True)
    hook_failure = models.TextField(blank=True)
    """Why the network cannot deliver to us, in its own words; empty while it can."""
    other_urls = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    """Foreign addresses that get the page's events too."""
    tested_at = models.DateTimeField(null=True, blank=True)
    """When a person last tried the tokens."""
    rights = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    """What the tokens allow, in the network's words, as of `rights_seen_at`."""
    rights_seen_at = models.DateTimeField(null=True, blank=True)
    are_messages_open = models.BooleanField(null=True, blank=True)
    are_comments_open = models.BooleanField(null=True, blank=True)
    failures_in_a_row = models.PositiveIntegerField(default=0)
    open_until = models.DateTimeField(null=True, blank=True)
    """The circuit: no call before this time."""
    trouble_since = models.DateTimeField(null=True, blank=True)
    """When it fell ill; None while all is well."""
    tried_until = models.DateTimeField(null=True, blank=True)
    """After a failure one sender tries whether the network is well again; the others wait for it, so long at most."""
    last_error = models.TextField(blank=True)
    last_error_at = models.DateTimeField(null=True, blank=True)
    next_step = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["poll_again_at", "id"], condition=models.Q(hears_by="polling"), name="line_polled")
        ]


class TurnKind(models.TextChoices):
    """What may happen to a connection that its story tells."""

    UNWELL = "unwell"
    """The network does not answer, or not now."""
    REFUSED = "refused"
    WELL = "well"
    HOOK_FAILS = "hook_fails"
    """The network cannot deliver its events to us."""
    HOOK_WELL = "hook_well"
    RENEWED = "renewed"
    """The network had dropped our webhook; it stands again."""
    PAUSED = "paused"
    RESUMED = "resumed"
    CONNECTED = "connected"
    """Connected, or tokens exchanged."""
    POLLING = "polling"
    """From now on we ask for events."""
    WEBHOOK = "webhook"
    """From now on the network pushes them."""


class ConnectionTurn(models.Model):
    """One turn in the story of a connection, written when something changes; only the newest are kept."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="turns")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=TurnKind)
    reason = models.TextField(blank=True)
    """Ours (marked for translation), the network's, or a person's words, by kind."""
    by = models.CharField(max_length=200, blank=True)
    """The person who did it; empty where nobody did."""
    times = models.PositiveIntegerField(default=1)
    """How often the same trouble came back within a short while."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["connection", "-id"], name="turn_newest")]


class TakenTurns(models.Model):
    """The last calls with one token, so that all workers together keep its pace; see `pages.pace`. Not logged."""

    key = models.CharField(primary_key=True, max_length=64)
    """A hash of network and token (and chat): no token is kept."""
    turns = ArrayField(models.FloatField())
    """When they go out, as unix times in their order; those in the future wait."""
    wait_seconds = models.FloatField()
    is_taken = models.BooleanField()
    """The answer to the last who asked."""
    asked_at = models.DateTimeField()
