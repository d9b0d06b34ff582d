"""Official pages and the connections to them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.networks.connector import Badge
from otklik.organizations.models import Body, Territory


class Page(models.Model):
    """One official page of one body in one network. A page without a connection is normal."""

    network = models.CharField(max_length=12)
    external_id = models.CharField(max_length=64)
    """The network's id of the page as text: VK's group id without a sign."""
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=300, blank=True)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="pages")
    municipality = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    badge = models.CharField(max_length=10, default=Badge.UNKNOWN, choices=[(b.value, b.value) for b in Badge])
    badge_confirmed_on = models.DateField(null=True, blank=True)
    badge_confirmed_by = models.CharField(max_length=200, blank=True)
    """The person who saw the badge; empty when the network itself told."""
    members_count = models.PositiveIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "external_id"], name="page_once")]

    def __str__(self) -> str:
        return self.name


class Connection(models.Model):
    """How we hear from a page and speak for it. Secrets are encrypted with the key ring."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="connection")
    key = models.CharField(max_length=40, unique=True)
    """The random part of the webhook's address."""
    community_token = models.BinaryField(default=bytes)
    admin_token = models.BinaryField(default=bytes)
    webhook_secret = models.BinaryField(default=bytes)
    confirmation = models.CharField(max_length=64, blank=True)
    is_paused = models.BooleanField(default=False)
    """A person stopped it: nothing is sent; what arrives is still kept."""
    last_event_at = models.DateTimeField(null=True, blank=True)
    reconciled_at = models.DateTimeField(null=True, blank=True)
    """Until when the page's threads were read back."""
    reconciled_found = models.PositiveIntegerField(default=0)
    """How many missed messages the last reading found."""
    read_again_at = models.DateTimeField(null=True, blank=True)
    """No reading back before this time: the network refused the last one, and the other pages come first."""
    subscription_seen_at = models.DateTimeField(null=True, blank=True)
    """When we last looked whether the network still pushes to us, where it may stop."""
    failures_in_a_row = models.PositiveIntegerField(default=0)
    open_until = models.DateTimeField(null=True, blank=True)
    """The circuit: no call before this time."""
    tried_until = models.DateTimeField(null=True, blank=True)
    """After a failure one sender tries whether the network is well again; the others wait for it, so long at most."""
    being_read_until = models.DateTimeField(null=True, blank=True)
    """A worker reads the page back; the others leave it alone, so long at most."""
    last_error = models.TextField(blank=True)
    last_error_at = models.DateTimeField(null=True, blank=True)
    next_step = models.TextField(blank=True)


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
