"""Files of open data as they were made, and what was taken back since."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class OpenFile(models.Model):
    """One file of one day, in the storage `media`, plain and packed. The newest of a name is what everybody gets."""

    name = models.CharField(max_length=40)
    """As it is asked for: cases.csv."""
    made_on = models.DateField()
    """The day that stands in its dated name."""
    place = models.CharField(max_length=100)
    """Where it stands in the storage; packed, with `.gz` behind."""
    sha256 = models.CharField(max_length=64)
    """Of the plain content, in hex."""
    size = models.PositiveBigIntegerField()
    """Of the plain content, in bytes."""
    packed_size = models.PositiveBigIntegerField()
    row_count = models.PositiveIntegerField()
    since_on = models.DateField(null=True)
    """The first day that its rows tell of; None: it has none."""
    until_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    """When the last row was written."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "made_on"], name="open_file_once_a_day")]

    @property
    def dated_name(self) -> str:
        """The name under which it stays when newer ones are made."""
        return dated(self.name, self.made_on)


class TakenBack(models.Model):
    """A published case that is withdrawn, or whose words are changed: files that may hold it are made anew.

    Written by a trigger of the table of published cases, so that no way to take one back can forget it.
    """

    published_at = models.DateTimeField()
    """Since when it could stand in a file."""
    at = models.DateTimeField(db_default=Now())


def dated(name: str, on: date) -> str:
    """`cases.csv` as of a day: `cases-2026-11-28.csv`."""
    stem, _dot, ending = name.rpartition(".")
    return f"{stem}-{on.isoformat()}.{ending}"
