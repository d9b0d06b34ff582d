"""Reports that programs sent by Open311: which key brought which, and by which secret it is asked after."""

from typing import ClassVar

from django.db import models

from otklik.intake.models import ResidentAct
from otklik.integrations.models.keys import ApiKey


class SentReport(models.Model):
    """One report. Its words are the message's; here is only who may ask what became of it."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="+")
    act = models.OneToOneField(ResidentAct, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token that the program got back."""
    salt = models.CharField(max_length=32)
    """From it and our own key the token is made again for a program that sends twice."""
    word_hash = models.CharField(max_length=64, null=True)
    """Keyed hash of the header `Idempotency-Key`; emptied after a day."""
    content_hash = models.CharField(max_length=64, null=True)
    """Keyed hash of all that was sent; emptied after a day."""
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "word_hash"], name="sent_report_once")]
        indexes: ClassVar = [
            models.Index(fields=["key", "content_hash"], name="sent_report_again"),
            models.Index(fields=["made_at"], name="sent_report_at"),
        ]
