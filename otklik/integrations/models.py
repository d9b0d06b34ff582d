"""Imports of the register: the table, what it changed, what was refused, what was left as it stood."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from otklik.integrations.kinds import Kind
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


class RegisterImport(models.Model):
    """One table of bodies and pages that somebody brought."""

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
    new_towns = models.PositiveIntegerField(default=0)
    """Municipalities that the register did not have. Taking the import back leaves them."""
    new_bodies = models.PositiveIntegerField(default=0)
    changed_bodies = models.PositiveIntegerField(default=0)
    new_pages = models.PositiveIntegerField(default=0)
    changed_pages = models.PositiveIntegerField(default=0)
    exemptions = models.PositiveIntegerField(default=0)
    """Entered or changed."""

    def __str__(self) -> str:
        return f"{self.id}: {self.file_name}"


class RefusedRow(models.Model):
    """A row that is not taken, and everything that is wrong with it."""

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="refused")
    row = models.PositiveIntegerField()
    texts = models.JSONField()
    """Its cells as they stand in the table."""
    faults = models.JSONField()
    """Of each fault: column, value, reason, mend, values."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["register_import", "row"], name="refused_once")]


class KeptValue(models.Model):
    """What the table says and the register did not take over."""

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="kept")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=20)
    said = models.CharField(max_length=500)
    stands = models.CharField(max_length=500)
    why = models.CharField(max_length=200)
    """Marked for translation."""


class RegisterChange(models.Model):
    """One object that an import entered or changed, with its values before and after: what undoing goes by."""

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="changes")
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    object_id = models.BigIntegerField()
    is_new = models.BooleanField()
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    not_undone = models.CharField(max_length=200, blank=True)
    """Why it could not be taken back, marked for translation."""
