"""Raw events as they came, and the messages that follow from them."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.networks.events import MessageKind
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Territory
from otklik.pages.models import Page
from otklik.residents.models import NetworkAccount


class RawState(models.TextChoices):
    WAITING = "waiting"
    APPLIED = "applied"
    IGNORED = "ignored"
    """Known, and nothing that we handle."""
    REFUSED = "refused"
    """Authentic, but not understood: kept, shown, can be replayed after a mend."""


class RawSource(models.TextChoices):
    WEBHOOK = "webhook"
    POLL = "poll"


class RawEvent(models.Model):
    """The bytes of one webhook or polled answer. Partitioned by month; nothing has a foreign key to it."""

    pk = models.CompositePrimaryKey("received_at", "id")
    id = models.BigIntegerField()
    received_at = models.DateTimeField()
    page_id = models.BigIntegerField()
    network = models.CharField(max_length=12)
    source = models.CharField(max_length=8, choices=RawSource, default=RawSource.WEBHOOK)
    body = models.BinaryField()
    state = models.CharField(max_length=8, choices=RawState, default=RawState.WAITING)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        managed = True
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="raw_waiting"),
            models.Index(fields=["id"], condition=Q(state="refused"), name="raw_refused"),
            models.Index(fields=["page_id", "id"], name="raw_page"),
        ]


class Awaits(models.TextChoices):
    """Which room has to look at a message next."""

    TRIAGE = "triage"
    APPEALS = "appeals"
    NOBODY = "nobody"
    PERSON = "person"
    """A step failed on it several times: quarantined, shown."""


class ResidentMessage(models.Model):
    """One message of a page's threads, by a resident or by the page itself, as the network shows it now.

    (page, kind, external id) names it. A deletion or an edit that came before the message itself is kept
    (`has_arrived` is then False). It is deleted when more deletions than restorings are known, in whatever order.
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in MessageKind])
    external_id = models.CharField(max_length=200)
    thread_id = models.CharField(max_length=200)
    container_id = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(NetworkAccount, null=True, on_delete=models.SET_NULL, related_name="messages")
    is_by_page = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    """A list of objects with kind, external_id, title, url."""
    url = models.CharField(max_length=300, blank=True)
    occurred_at = models.DateTimeField(null=True)
    """When it was written, as the network says."""
    detected_at = models.DateTimeField()
    """When we first heard of it."""
    edited_at = models.DateTimeField(null=True)
    has_arrived = models.BooleanField(default=True)
    is_deleted = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    """We took it out of sight by a decision of moderation: its author has not taken it back, and gets an answer."""
    deleted_keys = ArrayField(models.CharField(max_length=32), default=list)
    restored_keys = ArrayField(models.CharField(max_length=32), default=list)
    is_erased = models.BooleanField(default=False, db_default=False)
    """Its author asked to be erased: the row is empty, and stays so whatever the network tells."""
    needs_reading = models.BooleanField(default=False)
    """Edits without a time contradict each other: read it again in the network."""
    is_uncertain = models.BooleanField(default=False)
    """It could not be read again: the text shown may not be the last one."""
    awaits = models.CharField(max_length=8, choices=Awaits, default=Awaits.TRIAGE)
    attempts = models.PositiveSmallIntegerField(default=0)

    belonging = Belonging()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "kind", "external_id"], name="message_once")]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(awaits="triage"), name="message_for_triage"),
            models.Index(fields=["id"], condition=Q(awaits="appeals"), name="message_for_appeals"),
            models.Index(fields=["id"], condition=Q(needs_reading=True), name="message_to_read"),
            models.Index(fields=["id"], condition=Q(is_deleted=True, is_by_page=False), name="message_deleted"),
            models.Index(fields=["page", "thread_id", "id"], name="message_thread"),
            models.Index(fields=["author", "id"], name="message_author"),
            models.Index(fields=["url"], condition=Q(is_by_page=False), name="message_by_url"),
            models.Index(fields=["page", "external_id"], condition=Q(is_erased=True), name="message_erased"),
        ]

    @property
    def is_taken_back(self) -> bool:
        """It stands no longer, and not by our doing."""
        return self.is_deleted and not self.is_hidden

    @property
    def said_at(self) -> datetime:
        """When it was written; where the network tells no time, when we heard of it."""
        return self.occurred_at or self.detected_at

    @property
    def channel(self) -> str:
        """By which way in it came: comment, private or wall_post."""
        kinds = (MessageKind.PRIVATE.value, MessageKind.WALL_POST.value)
        return self.kind if self.kind in kinds else MessageKind.COMMENT.value


class MessageVersion(models.Model):
    """One wording of a message. Kept so that an edit shows what it changed."""

    message = models.ForeignKey(ResidentMessage, on_delete=models.CASCADE, related_name="versions")
    event_key = models.CharField(max_length=32)
    """Hash of the event that brought it: the same event twice leaves one version."""
    is_edit = models.BooleanField(default=False)
    sequence = models.BigIntegerField(null=True)
    """The network's own order of edits, where it has one."""
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    received_at = models.DateTimeField()
    is_reading = models.BooleanField(default=False)
    """Read in the network at `received_at`, not told by an event."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "event_key"], name="version_once")]
