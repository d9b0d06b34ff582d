"""Keys of programs: who a program acts as, and what it may; and answers kept for a program that asks twice."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.intake.models import ResidentAct
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Role


class ApiKey(models.Model):
    """A key with which a program acts as a person of staff. Of the token only a hash is kept."""

    owner = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="api_keys")
    """As whom the program acts: never more than this person may on the day."""
    name = models.CharField(max_length=80)
    """Of the program, as its owner calls it."""
    prefix = models.CharField(max_length=12)
    """The first characters of the token, to recognise it by."""
    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token, in hex."""
    scopes = ArrayField(models.CharField(max_length=10))
    """What it may do: words of `KeyScope`."""
    role = models.CharField(max_length=20, blank=True, choices=[(role.value, role.value) for role in Role])
    """With `body`: it acts from this one post only. Empty: from all posts that the owner holds on the day."""
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until_on = models.DateField()
    """The last day on which it works."""
    used_on = models.DateField(null=True, blank=True)
    """The last day on which it was used."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    minute_at = models.DateTimeField(null=True, blank=True)
    """When the running minute of calls began."""
    minute_calls = models.PositiveIntegerField(default=0)
    """Calls within it."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role="", body=None) | (~Q(role="") & Q(body__isnull=False)), name="key_role_in_body"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "-id"], name="key_of_owner")]


class KeptAnswer(models.Model):
    """What a call with an idempotency key was answered: asked again within a day, the same is said, nothing is done."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=64)
    """SHA-256 of the header `Idempotency-Key`."""
    request_hash = models.CharField(max_length=64)
    """SHA-256 of method, address and body."""
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    """Numbers and states: answers to acts hold nothing of a resident."""
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "word"], name="kept_answer_once")]
        indexes: ClassVar = [models.Index(fields=["at"], name="kept_answer_at")]


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
