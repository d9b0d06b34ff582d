"""Staff, their appointments and sign-ins."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from otklik.organizations.models.body import Body
from otklik.organizations.rights import Role


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
    seen_at = models.DateTimeField(null=True, blank=True)
    """When this person last worked at the desk; at most five minutes behind."""

    objects = StaffQueries()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="staff_by_name")]

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
        indexes: ClassVar = [models.Index(fields=["body", "role"], name="appointment_of_body")]


class SignInAttempt(models.Model):
    """A failed sign-in, kept for an hour to slow guessing down. `who` is a hash of the e-mail and the address."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "at"], name="sign_in_who")]
