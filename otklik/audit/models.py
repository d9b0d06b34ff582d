"""The append-only tables: the audit log, the log of who looked at what, and the heads of the hash chains."""

from typing import ClassVar

from django.db import models


class ChainedRecord(models.Model):
    """One act of a person or of the system, as every chained table keeps it. A sealed row never changes.

    `because` and `details` may hold a resident's words, so the seal covers their salted digest (`words`): they can be
    taken out when the law asks for it, and the chain still holds (`otklik.audit.chain`).
    """

    also_sealed: ClassVar[tuple[str, ...]] = ()
    """Columns that a table has besides these, and that its seals cover too."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    """Id of the member of staff; None for the system."""
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    """What was acted on, as a reference: `appeal:4218`."""
    because = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True, db_default="")
    words = models.CharField(max_length=64, blank=True, db_default="")
    """SHA-256 over salt, `because` and `details`; empty in rows of before, whose seal covers the words themselves."""
    erased_at = models.DateTimeField(null=True)
    """When `because`, `details` and the salt were taken out."""
    seal = models.CharField(max_length=64, blank=True)
    """SHA-256 over the row and the seal before it; empty until sealed."""
    sealed_no = models.BigIntegerField(null=True)
    """Place in the chain."""

    class Meta:
        abstract = True

    @classmethod
    def find_bereft(cls) -> str:
        """A subject of which rows must stand here and the first one does not; empty where none is known."""
        return ""


class AuditRecord(ChainedRecord):
    """One line of the audit log. Partitioned by month."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="audit_subject"),
            models.Index(fields=["sealed_no"], name="audit_chain"),
            models.Index(fields=["id"], condition=models.Q(seal=""), name="audit_unsealed"),
        ]


class ChainHead(models.Model):
    """The last seal of a chain: without it nobody would miss the newest rows. Only ever goes on."""

    chain = models.CharField(max_length=60, primary_key=True)
    """The name of the table."""
    sealed_no = models.BigIntegerField()
    seal = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


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
