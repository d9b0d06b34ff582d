"""Bodies, territories, staff and their appointments."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from otklik.organizations.rights import Role


class TerritoryLevel(models.TextChoices):
    REGION = "region"
    MUNICIPALITY = "municipality"
    SETTLEMENT = "settlement"
    STREET = "street"


class Territory(models.Model):
    """A region, a municipality, a settlement or a street."""

    level = models.CharField(max_length=12, choices=TerritoryLevel)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    oktmo = models.CharField(max_length=11, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "level", "name"], name="territory_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A public body or an organisation under it: who answers residents."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120)
    sphere = models.CharField(max_length=60, blank=True)
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
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.short_name


class BodyAncestry(models.Model):
    """The closure of the tree: every body with every body above it, itself included at depth 0."""

    ancestor = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ancestor", "descendant"], name="ancestry_once")]


class StaffQueries(BaseUserManager["Staff"]):
    """Query words for staff."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(email__iexact=username)


class Staff(AbstractBaseUser):
    """A person who signs in to the desk."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5, default="ru")
    is_active = models.BooleanField(default=True)

    objects = StaffQueries()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A role of a person in a body, from a day until a day; several at once are normal."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="appointments")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["staff", "body", "role"], name="appointment_once")]


class SignInAttempt(models.Model):
    """A failed sign-in, kept for an hour to slow guessing down. `who` is a hash of the e-mail and the address."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "at"], name="sign_in_who")]
