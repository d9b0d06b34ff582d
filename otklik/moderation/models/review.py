"""The queue: messages in which something was found, until somebody decides."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.intake.models import ResidentMessage
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.pages.models import Page


class ReviewState(models.TextChoices):
    WAITING = "waiting"
    DECIDED = "decided"
    GONE = "gone"
    """The author took the message or the words back before anybody decided."""


class Review(models.Model):
    """One message that a person has to look at; an edit in which something is found makes it wait again."""

    message = models.OneToOneField(ResidentMessage, on_delete=models.CASCADE, related_name="review")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    danger = models.PositiveSmallIntegerField()
    """The rank of the worst ground (`grounds.danger_of`): 0 comes first."""
    ground = models.CharField(max_length=60)
    """The worst of what was found."""
    certainty = models.FloatField(default=0)
    is_urgent = models.BooleanField(default=False)
    """A threat, hatred, a danger, or the page's owner wants a person called at once."""
    wording_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=ReviewState, default=ReviewState.WAITING)
    since_at = models.DateTimeField()
    claimed_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    """Until then the person is looking at it; afterwards it is anybody's again."""

    belonging = Belonging()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["danger", "since_at", "id"], condition=Q(state="waiting"), name="review_worst"),
            models.Index(fields=["body", "danger", "since_at", "id"], condition=Q(state="waiting"), name="review_body"),
            models.Index(fields=["-id"], condition=~Q(state="waiting"), name="review_decided"),
        ]
