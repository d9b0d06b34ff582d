"""Photos of a case: of whoever worked it out, of an executor outside, of the resident."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.appeals.models.appeal import Appeal
from otklik.appeals.models.part import CasePart
from otklik.media.models import StoredFile
from otklik.organizations.models import Staff


class PhotoOf(models.TextChoices):
    """Whose photo it is."""

    STAFF = "staff"
    OUTSIDE = "outside"
    RESIDENT = "resident"


class PhotoStage(models.TextChoices):
    """What it shows."""

    BEFORE = "before"
    AFTER = "after"


class CasePhoto(models.Model):
    """A photo in a case. The picture itself is kept once, in the room of media."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=10, choices=PhotoOf)
    stage = models.CharField(max_length=10, choices=PhotoStage, blank=True)
    part = models.ForeignKey(CasePart, null=True, on_delete=models.CASCADE, related_name="photos")
    """By whose link it came, for `OUTSIDE`."""
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    """By the camera, or by the phone that took it."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    """Where it was taken, WGS 84. Inside only: the picture itself says nothing of it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["appeal", "file", "of"], name="photo_once_in_case"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="photo_point",
            ),
        ]
