"""The outbox: one row for each act in a network, with its idempotency key, lease, attempts and outcome."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.networks.connector import ActKind
from otklik.networks.events import MessageKind
from otklik.pages.models import Page


class OutboxState(models.TextChoices):
    HELD = "held"
    """Waits until something else is done: no worker takes it up before it is let go, and no date ends that."""
    WAITING = "waiting"
    """To be sent, or to be tried again at `next_try_at`."""
    CLAIMED = "claimed"
    """A worker is at it until `lease_until`; after that it counts as doubtful and is taken up again."""
    SENT = "sent"
    FAILED = "failed"
    """It certainly does not stand in the network; `reason` and `next_step` say what to do."""
    UNKNOWN = "unknown"
    """It may or may not stand there, and the network cannot tell: a person looks and decides."""
    CANCELLED = "cancelled"


SETTLED = (OutboxState.SENT, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.CANCELLED)


class OutboxAct(models.Model):
    """One act in a network: an answer, a message, a hiding… What was approved is what is sent (`text_hash`)."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ActKind])
    message_kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in MessageKind])
    target_id = models.CharField(max_length=200)
    """External id of the message answered or moderated; for a ban, of the author."""
    thread_id = models.CharField(max_length=200)
    container_id = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    """When the message that the act concerns was written: some acts are possible for a while only."""
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    photo_ids = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    """Files of media to stand beside the text where the network carries them; the text leads to all of them anyway."""
    because = models.TextField(blank=True)
    ban_until = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.PositiveIntegerField()
    """The key that a network with keys recognises a repetition by: the same for each."""
    state = models.CharField(max_length=10, choices=OutboxState, default=OutboxState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often the network was or may have been asked."""
    is_doubtful = models.BooleanField(default=False)
    """An attempt ended without an answer: the network may have taken it."""
    queued_at = models.DateTimeField()
    """When it joined the queue, or will: later than it was asked for where it may be taken back or is sent later.

    What is held joins it once it is let go.
    """
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    receipt_id = models.CharField(max_length=200, blank=True)
    """External id of what now stands in the network; has the same form as in events."""
    receipt_url = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    is_taken_note_of = models.BooleanField(default=False)
    """The room that asked has seen how it ended."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="outbox_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="claimed"), name="outbox_claimed"),
            models.Index(fields=["page", "id"], condition=Q(state="held"), name="outbox_held"),
            models.Index(
                fields=["id"],
                condition=Q(state__in=["sent", "failed", "unknown", "cancelled"], is_taken_note_of=False),
                name="outbox_news",
            ),
            models.Index(fields=["page", "receipt_id"], condition=~Q(receipt_id=""), name="outbox_receipt"),
            models.Index(fields=["page", "thread_id"], name="outbox_thread"),
        ]
