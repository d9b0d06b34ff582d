"""Accounts of residents in networks."""

from typing import ClassVar

from django.db import models


class NetworkAccount(models.Model):
    """Whoever wrote: a person, or a community that is not one of ours."""

    network = models.CharField(max_length=12)
    external_id = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    is_community = models.BooleanField(default=False)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "external_id"], name="account_once")]
        indexes: ClassVar = [models.Index(fields=["-id"], condition=models.Q(name=""), name="account_nameless")]
