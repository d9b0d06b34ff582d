"""Bans: who may not write on a page, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.moderation.models.decision import Decision
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Territory
from otklik.pages.models import Page
from otklik.residents.models import NetworkAccount


class BanTerm(models.TextChoices):
    """How long; a ban without an end is the exception."""

    DAY = "day"
    THREE_DAYS = "three_days"
    WEEK = "week"
    MONTH = "month"
    FOR_EVER = "for_ever"


class BanState(models.TextChoices):
    PROPOSED = "proposed"
    REFUSED = "refused"
    RUNNING = "running"
    TO_LIFT = "to_lift"
    """Its term is over and the network lets only a person lift it: somebody has to."""
    ENDED = "ended"
    FAILED = "failed"
    """The network did not take it."""


class Ban(models.Model):
    """One author, one page, one term. Proposed by one person, confirmed by another; ends by itself."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="ban")
    """Who proposed and confirmed it, why, on what ground."""
    account = models.ForeignKey(NetworkAccount, null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    term = models.CharField(max_length=10, choices=BanTerm)
    state = models.CharField(max_length=8, choices=BanState, default=BanState.PROPOSED)
    began_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    """None: not begun yet, or for ever."""
    lifted_by = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")

    belonging = Belonging()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "account"],
                condition=Q(state__in=["proposed", "running", "to_lift"]),
                name="one_ban_an_author",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["ends_at"], condition=Q(state="running"), name="ban_running"),
            models.Index(fields=["-id"], condition=Q(state__in=["proposed", "to_lift"]), name="ban_to_decide"),
        ]
