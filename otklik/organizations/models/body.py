"""Bodies as a tree, with its closure."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.organizations.models.territory import Territory


class BodyLevel(models.TextChoices):
    """Where a body stands in the tree of public bodies."""

    REGION = "region"
    """The region's government and the bodies of the whole region that nobody founded."""
    MINISTRY = "ministry"
    MUNICIPALITY = "municipality"
    """A town's or a district's administration, its duma."""
    DEPARTMENT = "department"
    """A branch of a municipality or a ministry: the education department."""
    INSTITUTION = "institution"
    """A school, a clinic, a library: what a body founded."""


class Body(models.Model):
    """A public body or an organisation under it: who answers residents."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=BodyLevel, blank=True)
    """Empty: nobody has said."""
    ogrn = models.CharField(max_length=13, blank=True)
    """The state registration number of a legal person; its last digit checks the others."""
    sphere = models.CharField(max_length=60, blank=True)
    """The first of at most three: bodies are compared with those of the same."""
    further_spheres = ArrayField(models.CharField(max_length=60), size=2, default=list, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    founder = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The municipality of the territory; None for bodies of the region."""
    zone = models.CharField(max_length=40, default="Asia/Yekaterinburg")
    workday_from = models.TimeField(default="08:00")
    workday_to = models.TimeField(default="17:00")
    break_from = models.TimeField(null=True, blank=True)
    break_to = models.TimeField(null=True, blank=True)
    requires_approval = models.BooleanField(default=False)
    """Another person must approve an answer before it is published."""
    is_regional_centre = models.BooleanField(default=False)
    """The regional management centre (ЦУР): its people look at the whole region."""
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    """The address in the body's own domain: a proof of ownership may be sent there."""
    site = models.URLField(max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)
    head_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    """Who heads it, in full: public by law (8-FZ, article 13). Goes when the body closes."""
    head_post = models.CharField(max_length=200, blank=True, default="", db_default="")
    """As what: head of the town, director."""
    population = models.PositiveIntegerField(null=True, blank=True)
    """How many people it serves."""
    is_active = models.BooleanField(default=True)
    """False once it was closed or merged into another."""
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rows_wait_since = models.DateTimeField(null=True, blank=True)
    """Its municipality or founder changed then, or it was merged, and rows of other tables still wait to follow."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ogrn"], condition=~models.Q(ogrn=""), name="body_ogrn_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["rows_wait_since"], condition=models.Q(rows_wait_since__isnull=False), name="body_rows_wait"
            )
        ]

    def __str__(self) -> str:
        return self.short_name


class BodyAncestry(models.Model):
    """The closure of the tree: every body with every body above it, itself included at depth 0."""

    ancestor = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ancestor", "descendant"], name="ancestry_once")]
