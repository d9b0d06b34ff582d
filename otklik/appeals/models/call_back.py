"""Whom to call back."""

from typing import ClassVar

from django.db import models

from otklik.appeals.models.appeal import Appeal
from otklik.organizations.models import Staff


class CallBack(models.Model):
    """The number of a resident who rang and wants the answer by phone; erased a while after the case is closed."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, primary_key=True, related_name="call_back")
    phone = models.CharField(max_length=15)
    """Digits only, without the country's 7 or 8."""
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["phone"], opclasses=["varchar_pattern_ops"], name="call_back_by_phone")
        ]
