"""Signing in to the desk: its rules, and sessions."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from otklik.organizations.models.staff import Staff
from otklik.organizations.rights import Role


class SignInPolicy(models.Model):
    """One version of the rules of signing in, in force from a day until the next version."""

    since_on = models.DateField(unique=True)
    min_length = models.PositiveSmallIntegerField(validators=[MinValueValidator(8), MaxValueValidator(64)])
    """Characters of a password."""
    second_factor_roles = ArrayField(
        models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role]), default=list, blank=True
    )
    """Whoever holds one of these roles needs a second factor."""
    session_hours = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(720)])
    invitation_days = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(30)])
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()


class StaffSession(models.Model):
    """Where a person is signed in: beside Django's session, what its owner recognises it by."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=40, unique=True)
    """The key of Django's session."""
    device = models.CharField(max_length=120, blank=True)
    """Browser and system in words: «Firefox, Windows»."""
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    """At most five minutes behind."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["staff", "-seen_at"], name="staff_session_of")]
