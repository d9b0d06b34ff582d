"""Cases that another system exported: which of ours each is, how its tables are read, what was brought and refused."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from otklik.appeals.models import Appeal
from otklik.integrations.models.tables import BroughtTable
from otklik.organizations.models import Body, Staff


class CaseMapping(models.Model):
    """How the exports of one system are read: saved once, used with every further table of it."""

    name = models.CharField(max_length=80, unique=True)
    """The system; numbers are unique within it."""
    columns = models.JSONField(default=dict)
    """Our column → the head that it has there; what is not named is found by its usual heads."""
    statuses = models.JSONField(default=dict)
    """A status as it is called there → ours; what is not named is found by its usual words."""
    changed_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class CaseImport(BroughtTable):
    """One export of cases that somebody brought."""

    mapping = models.ForeignKey(CaseMapping, on_delete=models.PROTECT, related_name="+")
    words_of = models.DateTimeField(null=True)
    """When what the table was checked by had been said; said anew since, the table would do something else."""
    fallback = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    """Who gets the cases whose executor the register does not know; None: such rows are refused."""
    new_cases = models.PositiveIntegerField(default=0)
    linked_cases = models.PositiveIntegerField(default=0)
    """Told of a message that has a case here already."""
    changed_cases = models.PositiveIntegerField(default=0)
    same_cases = models.PositiveIntegerField(default=0)
    kept_cases = models.PositiveIntegerField(default=0)
    """Further here than there: left as they stand."""
    without_date = models.PositiveIntegerField(default=0)
    """Deferred there without a date."""
    to_fallback = models.PositiveIntegerField(default=0)
    found_statuses = models.JSONField(default=dict)
    """Each status of the table → ours, empty where nobody knows."""


class RefusedCase(models.Model):
    """A row that is not taken, and everything that is wrong with it."""

    case_import = models.ForeignKey(CaseImport, on_delete=models.CASCADE, related_name="refused")
    row = models.PositiveIntegerField()
    texts = models.JSONField()
    """Its cells as they stand in the table; gone with the table."""
    faults = models.JSONField()
    """Of each fault: column, value, reason, mend, values."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case_import", "row"], name="refused_case_once")]


class ExternalCase(models.Model):
    """One case of another system: which of ours it is, what was last said of it there, what is to be told back."""

    mapping = models.ForeignKey(CaseMapping, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    """The number in the source."""
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="external_cases")
    opened_here = models.BooleanField()
    """The import opened it; else a message that we had already is the same case, and the table moves nothing."""
    status = models.CharField(max_length=16)
    """As it was last said there, in our words."""
    deferred_until = models.DateField(null=True)
    """Until when it is deferred there, also where it counts as closed."""
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    """When a table last told of it."""
    entered_on = models.DateField(null=True)
    """When our answer was entered there; None: not yet."""
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mapping", "number"], name="external_case_once")]
        indexes: ClassVar = [
            models.Index(fields=["appeal"], condition=Q(entered_on__isnull=True), name="external_to_tell_back"),
        ]
