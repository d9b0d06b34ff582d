"""Objections: what the author of a hidden message, or a banned person, says against a decision."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.moderation.models.decision import Decision
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.shared.words import marked as _


class ObjectionWay(models.Model):
    """How the author reaches the form: a link that works once, or the number with the code. Only hashes are kept."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="objection_way")
    number = models.CharField(max_length=12, unique=True)
    """Random; it stands in the notice and tells nothing."""
    code_hash = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class ObjectionState(models.TextChoices):
    OPEN = "open", _("waits for a decision")
    UPHELD = "upheld", _("the objection was right")
    REFUSED = "refused", _("the decision stands")


class Objection(models.Model):
    """One objection to one decision, decided by somebody who had no part in it."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="objection")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ObjectionState, default=ObjectionState.OPEN)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    """What the author reads about it."""
    undone = models.CharField(max_length=300, blank=True)
    """What followed in the network once it was upheld, or why nothing could; in words."""

    belonging = Belonging()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(answer=""),
                name="objection_decided_by_a_person",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], condition=Q(state="open"), name="objection_waits"),
            models.Index(fields=["body", "-id"], name="objection_of_body"),
        ]


class ObjectionTry(models.Model):
    """A wrong code for one number from one address: too many, and the form waits. Kept for an hour, as a keyed hash."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "at"], name="objection_try")]
