"""The audit log: append-only rows, sealed into a hash chain by the worker; and the log of who looked at what."""

from typing import ClassVar

from django.db import models


class AuditRecord(models.Model):
    """One act of a person or of the system. A sealed row never changes. Partitioned by month."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    """Id of the member of staff; None for the system."""
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    """What was acted on, as a reference: `appeal:4218`."""
    because = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    seal = models.CharField(max_length=64, blank=True)
    """SHA-256 over the row and the seal before it; empty until sealed."""
    sealed_no = models.BigIntegerField(null=True)
    """Place in the chain."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="audit_subject"),
            models.Index(fields=["sealed_no"], name="audit_chain"),
            models.Index(fields=["id"], condition=models.Q(seal=""), name="audit_unsealed"),
        ]


class AccessRecord(models.Model):
    """Somebody opened a card with a resident's data. Partitioned by month."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "id"], name="access_subject")]
