"""What was decided about a message or its author, by whom, on what ground."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.appeals.models import Appeal
from otklik.delivery.models import OutboxAct
from otklik.intake.models import ResidentMessage
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.pages.models import Page


class DecisionAct(models.TextChoices):
    HIDE = "hide"
    RESTORE = "restore"
    DELETE = "delete"
    BAN = "ban"
    UNBAN = "unban"
    LAWFUL = "pass"
    """Checked, lawful: what rules find in this wording does not come back."""


class DecisionState(models.TextChoices):
    PROPOSED = "proposed"
    """A ban that another person has to confirm."""
    REFUSED = "refused"
    """The other person did not confirm it."""
    UNDER_WAY = "under_way"
    """The network is being asked."""
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    UNDONE = "undone"
    """Taken back before the network was asked."""


class Decision(models.Model):
    """One act of moderation. Never changed but in how it went on (`state`, `second_by`, the rows of delivery)."""

    message = models.ForeignKey(ResidentMessage, null=True, on_delete=models.SET_NULL, related_name="decisions")
    """For a ban, what it was for. None once the message was erased."""
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=8, choices=DecisionAct)
    ground = models.CharField(max_length=60, blank=True)
    """Of the closed list; empty where nothing is held against the message."""
    clause = models.CharField(max_length=40, blank=True)
    rules_version = models.CharField(max_length=40, blank=True)
    """Which rules the clause is of (`rules.find_version`)."""
    because = models.TextField(blank=True)
    certainty = models.FloatField(null=True)
    """How certain the machine was, where it decided."""
    wording_hash = models.CharField(max_length=64, blank=True)
    """Of the words that were decided about."""
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    """None: the machine, as the page's policy lets it."""
    second_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    """Who confirmed or refused a ban."""
    decided_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outbox_act = models.ForeignKey(OutboxAct, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=DecisionState)
    notice_text = models.TextField(blank=True)
    """What the author was told, without the code and the link to object by; empty: nothing."""
    notice_act = models.ForeignKey(OutboxAct, null=True, on_delete=models.SET_NULL, related_name="+")
    no_notice_because = models.CharField(max_length=300, blank=True)
    """Why the author could not be told, in words."""
    batch = models.CharField(max_length=32, blank=True)
    """What was decided by one click has one name, so that it can be undone by one."""

    belonging = Belonging()

    @property
    def is_told_in_network(self) -> bool:
        """The notice stands beside the ban, where its author sees it."""
        return self.notice_act_id is not None and self.notice_act_id == self.outbox_act_id

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="under_way"), name="decision_under_way"),
            models.Index(fields=["message", "-id"], name="decision_message"),
            models.Index(fields=["body", "-id"], name="decision_body"),
            models.Index(fields=["batch"], condition=~Q(batch=""), name="decision_batch"),
            models.Index(fields=["page", "wording_hash"], condition=Q(act="pass"), name="decision_lawful"),
        ]


class OutsideAct(models.Model):
    """Somebody deleted a message or banned an author in the network: no ground, no clause, no notice is on record."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    """deleted, banned, unbanned."""
    at = models.DateTimeField()
    """When we heard of it."""
    event_id = models.BigIntegerField()
    """The raw event that told of it: the same event twice leaves one row."""
    message = models.ForeignKey(ResidentMessage, null=True, on_delete=models.SET_NULL, related_name="+")

    belonging = Belonging()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event_id", "kind", "page"], name="outside_once")]
        indexes: ClassVar = [models.Index(fields=["body", "at"], name="outside_of_body")]


class OutsideReading(models.Model):
    """Up to when the kept events of a network were looked through for acts from outside."""

    network = models.CharField(max_length=12, primary_key=True)
    read_until = models.DateTimeField()


class SampleCheck(models.Model):
    """A curator looked at one case of the monthly sample of «spam», «off-topic» and declined."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="sample_check")
    is_right = models.BooleanField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
