"""Invitations: a letter with a link that works once, with which a person sets a password."""

from typing import ClassVar

from django.db import models

from otklik.organizations.models.staff import Staff


class LetterState(models.TextChoices):
    """How far the letter is. The row that waits is the queue."""

    WAITING = "waiting"
    SENDING = "sending"
    """A worker has it: whoever dies here leaves doubt, and a letter in doubt is never sent again by itself."""
    SENT = "sent"
    FAILED = "failed"
    """The mail server will not take it."""
    UNKNOWN = "unknown"
    """It may have arrived: a person decides."""


class Invitation(models.Model):
    """One letter to one person. Of the link only a hash is kept; it is made when the letter leaves."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    token_hash = models.CharField(max_length=64, blank=True)
    """SHA-256 of the secret in the link; empty until the letter leaves and once it is used up."""
    expires_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    letter = models.CharField(max_length=8, choices=LetterState, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    """Not tried before; while a worker has the letter: when its claim runs out."""
    trouble = models.CharField(max_length=300, blank=True)
    """Why the last attempt did not succeed: the words of the mail server."""

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="invitation_to_send",
                condition=models.Q(letter__in=["waiting", "sending"]),
            ),
            models.Index(fields=["staff", "-id"], name="invitation_of"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="invitation_token_once"
            )
        ]
