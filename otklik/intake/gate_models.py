"""Tables of the rate limit: token buckets of senders, and proof-of-work stamps that were used."""

from django.db import models


class SendingPace(models.Model):
    """The token bucket of one sender or one address. No address is stored, only a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    """Keyed hash of whom it is for."""
    tokens = models.FloatField()
    at = models.DateTimeField()


class SpentStamp(models.Model):
    """A stamp that was used: a form is sent once."""

    salt = models.CharField(max_length=24, primary_key=True)
    until = models.DateTimeField()
