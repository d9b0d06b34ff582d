"""What a decision is proved by, years later: rows only ever added, chained by hash, and how long they stay."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from otklik.audit.models import ChainedRecord
from otklik.moderation.models.decision import Decision, DecisionState

_PAGE = 1000


class Fact(models.TextChoices):
    """What a row of evidence tells. The first one holds everything that was known when it was decided."""

    DECIDED = "decided"
    SETTLED = "settled"
    """How it ended in the network."""
    TOLD = "told"
    """How the notice to the author ended."""
    OBJECTED = "objected"
    OBJECTION_UPHELD = "objection_upheld"
    OBJECTION_REFUSED = "objection_refused"
    HELD = "held"
    """It is kept longer than the term."""
    RELEASED = "released"
    HANDED_OUT = "handed_out"
    """Somebody took the file for a lawyer."""


class EvidenceFile(models.Model):
    """All that is kept of one decision, and until when."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="evidence")
    opened_at = models.DateTimeField()
    kept_until = models.DateTimeField()
    awaits_ends = models.BooleanField(default=True)
    """How the act and its notice ended is not written down yet."""
    held_because = models.TextField(blank=True)
    """Why it is kept longer; empty: it is not held."""
    held_by_name = models.CharField(max_length=200, blank=True)
    held_at = models.DateTimeField(null=True)
    is_author_erased = models.BooleanField(default=False)
    """The author asked to be erased: it goes as soon as nothing holds it."""
    forgotten_at = models.DateTimeField(null=True)
    """When its words were taken out; the chain stays."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(awaits_ends=True), name="evidence_awaits_ends"),
            models.Index(fields=["kept_until"], condition=Q(forgotten_at__isnull=True), name="evidence_to_forget"),
        ]


class EvidenceRecord(ChainedRecord):
    """One fact about a decision: `act` says which, `details` hold what was seen. Never changed."""

    also_sealed = ("file_id",)

    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="records")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["file", "id"], name="evidence_of_decision"),
            models.Index(fields=["sealed_no"], name="evidence_chain"),
            models.Index(fields=["id"], condition=Q(seal=""), name="evidence_unsealed"),
        ]

    @classmethod
    def find_bereft(cls) -> str:
        """A decision whose first fact is gone: also of a chain that was emptied with its head, or never sealed."""
        first = cls.objects.filter(file=OuterRef("evidence__pk"), act=Fact.DECIDED)
        decided = Decision.objects.exclude(state__in=(DecisionState.PROPOSED, DecisionState.REFUSED))
        last = Decision.objects.aggregate(last=Max("id"))["last"] or 0
        # by ranges of numbers: of all at once, or of a page asked otherwise, the database makes a table of all evidence
        for start in range(0, last, _PAGE):
            page = decided.filter(id__gt=start, id__lte=start + _PAGE).filter(~Exists(first))
            if (bereft := page.order_by("id").values_list("id", flat=True).first()) is not None:
                return f"decision:{bereft}"
        return ""
