"""What all imports of tables have in common: who brought which table, and how far it is."""

from django.db import models

from otklik.organizations.models import Staff


class ImportState(models.TextChoices):
    """How far an import is. The three that end in -ing wait for the worker or are in its hands."""

    CHECKING = "checking"
    CHECKED = "checked"
    """Tried without changing anything: a person decides."""
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


BUSY = (ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING)


class BroughtTable(models.Model):
    """One table that somebody brought: checked first, then applied."""

    by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: an operator at the command line."""
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes)
    """The table itself, until it is applied or forgotten."""
    sha256 = models.CharField(max_length=64)
    """Of the table that was checked: no other one is applied."""
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.CHECKING)
    trouble = models.JSONField(default=dict)
    """Why the table as a whole was refused: `wrong`, `mend` and `values` of the error."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a worker took up what is to be done now."""
    beat_at = models.DateTimeField(null=True)
    """When the worker last told of itself; None while it waits for one."""
    finished_at = models.DateTimeField(null=True)
    titles = models.JSONField(default=list)
    """The heads of the table, for that of the refused rows."""
    unknown_titles = models.JSONField(default=list)
    rows_read = models.PositiveIntegerField(default=0)
    rows_good = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"
