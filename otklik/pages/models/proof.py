"""Proofs that a page is its body's own: three ways, none of which needs another."""

from typing import ClassVar

from django.db import models

from otklik.pages.models.page import Page


class ProofKind(models.TextChoices):
    """How ownership is proved."""

    TOKEN = "token"  # noqa: S105 (no secret)
    """A token of ours has the rights of an administrator there."""
    PUBLISHED = "published"
    """A code that we gave stands in the page's description or in a post of it."""
    MAILED = "mailed"
    """A code came to the body's registered address and was entered here."""


class ProofState(models.TextChoices):
    """Where a proof stands."""

    ASKED = "asked"
    """The worker has yet to ask the network, or to send the letter."""
    WAITING = "waiting"
    """A code is out."""
    CONFIRMED = "confirmed"
    LOST = "lost"
    """It stood, and does so no more."""
    FAILED = "failed"
    """It never stood."""


class Proof(models.Model):
    """One way to prove whose a page is, as of now; what was before is told by the audit log."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=9, choices=ProofKind)
    state = models.CharField(max_length=9, choices=ProofState)
    code = models.CharField(max_length=20, blank=True)
    """What has to stand on the page: it becomes public there, so it is no secret. Empty for the other ways."""
    code_hash = models.CharField(max_length=64, blank=True)
    """Of the code that was mailed, which is kept nowhere."""
    sent_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    """When the code was given or mailed."""
    expires_at = models.DateTimeField(null=True, blank=True)
    """Until when the code counts."""
    tries = models.PositiveSmallIntegerField(default=0)
    """Wrong codes entered, or letters that could not be sent."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When it last held."""
    stands_until = models.DateTimeField(null=True, blank=True)
    """Until when it proves something, also while it is being proved again; None: it does not."""
    check_again_at = models.DateTimeField(null=True, blank=True)
    """When the worker looks next; while it looks, its lease. None: nothing to look for."""
    failure = models.TextField(blank=True)
    """Why it does not stand and what to do, marked for translation."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "kind"], name="proof_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["check_again_at", "id"], condition=models.Q(check_again_at__isnull=False), name="proof_due"
            )
        ]
