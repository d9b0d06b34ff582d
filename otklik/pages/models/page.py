"""Official pages: whose they are, who answers for them, where one must be."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.networks.connector import Badge
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, BodyLevel, Staff, Territory
from otklik.shared.words import marked as _


class PageCategory(models.TextChoices):
    """How much is expected of a page; each has its own norm of posts."""

    FLAGSHIP = "flagship"
    ACTIVE = "active"
    CARD = "card"
    """A visiting card: contacts and little else (визитка)."""


class Source(models.TextChoices):
    """How we know what no network tells."""

    UNKNOWN = "unknown"
    IMPORTED = "imported"
    PERSON = "person"


class Standing(models.TextChoices):
    """How it stands with the proofs that a page is its body's own."""

    NONE = "none"
    WAITING = "waiting"
    """A code is out, or the network is being asked."""
    PROVED = "proved"
    LOST = "lost"
    """It was proved, and no proof stands any more."""


class Page(models.Model):
    """One official page of one body in one network. A page without a connection is normal."""

    network = models.CharField(max_length=12)
    external_id = models.CharField(max_length=64)
    """The network's id of the page as text."""
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=300, blank=True)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="pages")
    municipality = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    badge = models.CharField(max_length=10, default=Badge.UNKNOWN, choices=[(b.value, b.value) for b in Badge])
    badge_confirmed_on = models.DateField(null=True, blank=True)
    badge_confirmed_by = models.CharField(max_length=200, blank=True)
    """The person who saw the badge; empty when the network itself told."""
    category = models.CharField(max_length=8, choices=PageCategory, default=PageCategory.ACTIVE)
    officer = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who answers for the page, where they sign in to the desk."""
    officer_name = models.CharField(max_length=200, blank=True)
    officer_post = models.CharField(max_length=200, blank=True)
    order_number = models.CharField(max_length=60, blank=True)
    """The number of the order that made them responsible."""
    order_on = models.DateField(null=True, blank=True)
    administrators = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    """Names of those who administer the page in the network."""
    two_factor_confirmed_on = models.DateField(null=True, blank=True)
    """When a person confirmed that all administrators sign in with a second factor; no network tells."""
    two_factor_confirmed_by = models.CharField(max_length=200, blank=True)
    widgets_count = models.PositiveSmallIntegerField(null=True, blank=True)
    """Widgets of the federal platform (ПОС) on the page, 0 to 2; None: not known. Ours never count."""
    widgets_source = models.CharField(max_length=8, choices=Source, default=Source.UNKNOWN)
    widgets_said_on = models.DateField(null=True, blank=True)
    widgets_said_by = models.CharField(max_length=200, blank=True)
    is_in_component = models.BooleanField(null=True, blank=True)
    """Connected to the federal component «Госпаблики»; None: not known. Our tokens never count."""
    component_source = models.CharField(max_length=8, choices=Source, default=Source.UNKNOWN)
    component_said_on = models.DateField(null=True, blank=True)
    component_said_by = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.NONE)
    """What the proofs come to; written together with them."""
    proved_on = models.DateField(null=True, blank=True)
    """When ownership was last confirmed; None while no proof stands."""
    record_confirmed_at = models.DateTimeField(null=True, blank=True)
    """When the officer last confirmed that the entry is right: every six months."""
    record_confirmed_by = models.CharField(max_length=200, blank=True)
    own_filters = models.JSONField(null=True, blank=True)
    """What the network filters by itself (`networks.moderated.OwnFilters`); None: never seen."""
    own_filters_at = models.DateTimeField(null=True, blank=True)
    takes_talks = models.BooleanField(default=False, db_default=False)
    """Residents can write to it privately, where we know, and be answered from here: see `told.note_talks`."""
    bot_name = models.CharField(max_length=64, blank=True, default="", db_default="")
    """The public name of the bot that private talks are with; empty: not seen yet, or there is no bot."""
    members_count = models.PositiveIntegerField(null=True, blank=True)
    weekly_reach = models.PositiveIntegerField(null=True, blank=True)
    """Different people who saw the page in seven days."""
    post_reach = models.PositiveIntegerField(null=True, blank=True)
    """Different people who saw one post, on average."""
    design_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """How complete the page looks, as an imported register rates it; our own checks are another matter."""
    activity_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """How lively it is, as an imported register rates it."""
    last_post_at = models.DateTimeField(null=True, blank=True)
    """When the page last published something, as of the last look."""
    looked_at = models.DateTimeField(null=True, blank=True)
    """When we last saw how the page looks; every day, see `otklik.pages.schedule`."""
    look_due_at = models.DateTimeField(null=True, blank=True)
    """When to look next; None: before all others. While a worker looks, its lease."""
    is_active = models.BooleanField(default=True)

    belonging = Belonging(body="owner", passes=Q(is_active=True), keeps_open=_("pages"), named_by="name")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "external_id"], name="page_once")]
        indexes: ClassVar = [
            models.Index(fields=["network", "look_due_at", "id"], condition=models.Q(is_active=True), name="page_due"),
            models.Index(
                fields=["network", "owner"], condition=models.Q(is_active=True, takes_talks=True), name="page_talks"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Exemption(models.Model):
    """A body that need not keep a page, and by which document."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="exemptions")
    network = models.CharField(max_length=12, blank=True)
    """Empty: no page in any network."""
    reason = models.CharField(max_length=500)
    document = models.CharField(max_length=300)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "network"], name="exemption_once")]


class RequiredNetwork(models.Model):
    """A network in which the bodies of a territory must keep a page: from when, and by which act."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="+")
    """With all territories in it."""
    level = models.CharField(max_length=12, choices=BodyLevel, blank=True)
    """Only bodies of this level; empty: all."""
    network = models.CharField(max_length=12)
    legal_basis = models.CharField(max_length=300)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["territory", "level", "network", "since_on"], name="required_once")
        ]
