"""Under which addresses pages stand and stood: a renamed page is still known by its old name."""

from typing import ClassVar

from django.db import models

from otklik.pages.models.page import Page


class PageAddress(models.Model):
    """An address of a page besides its lasting id, which is in the page itself: a name that its owner may change."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="addresses")
    network = models.CharField(max_length=12)
    key = models.CharField(max_length=128)
    """As its network's connector reads it: the same for all ways of writing the address."""
    skeleton = models.CharField(max_length=128)
    """What the key looks like at a glance (`addresses.look_of_key`)."""
    since = models.DateTimeField(null=True, blank=True)
    """None: nobody knows."""
    until = models.DateTimeField(null=True, blank=True)
    """None: it is the page's address now. Before: the network may have given the name to others meanwhile."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "key"], condition=models.Q(until=None), name="address_held_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["network", "key"], name="address_key"),
            models.Index(fields=["network", "skeleton"], name="address_skeleton"),
        ]
