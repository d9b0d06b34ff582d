"""What holds floods back: paces of senders and stamps that were used."""

from django.db import models


class SendingPace(models.Model):
    """How fast one sender, or one address, sends by our own pages: a bucket of tokens. No address is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    """Keyed hash of whom it is for."""
    tokens = models.FloatField()
    at = models.DateTimeField()


class SpentStamp(models.Model):
    """A stamp that was used: a form is sent once."""

    salt = models.CharField(max_length=24, primary_key=True)
    until = models.DateTimeField()
