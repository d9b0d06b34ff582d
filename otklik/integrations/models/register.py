"""Imports of the register: the table, what it changed, what was refused, what was left as it stood."""

from enum import StrEnum
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from otklik.integrations.models.tables import BroughtTable


class Kind(StrEnum):
    """What a change is about."""

    BODY = "body"
    PAGE = "page"
    EXEMPTION = "exemption"


class RegisterImport(BroughtTable):
    """One table of bodies and pages that somebody brought."""

    new_towns = models.PositiveIntegerField(default=0)
    """Municipalities that the register did not have. Taking the import back leaves them."""
    new_bodies = models.PositiveIntegerField(default=0)
    changed_bodies = models.PositiveIntegerField(default=0)
    new_pages = models.PositiveIntegerField(default=0)
    changed_pages = models.PositiveIntegerField(default=0)
    exemptions = models.PositiveIntegerField(default=0)
    """Entered or changed."""


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
