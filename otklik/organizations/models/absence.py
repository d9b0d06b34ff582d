"""Who is away and who stands in; and the days on which nobody of a body may answer."""

from typing import ClassVar

from django.db import models

from otklik.organizations.gaps import GapKind
from otklik.organizations.models.body import Body
from otklik.organizations.models.staff import Staff


class Absence(models.Model):
    """Days on which a person is away. On these days the deputy holds their posts beside the own ones."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="stand_ins")
    since_on = models.DateField()
    until_on = models.DateField()
    """The last day, itself included."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(until_on__gte=models.F("since_on")), name="absence_ends_later"),
            models.CheckConstraint(
                condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("staff")), name="absence_other_deputy"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["deputy", "until_on"], name="absence_deputy"),
            models.Index(fields=["staff", "until_on"], name="absence_staff"),
        ]


class StaffGap(models.Model):
    """Days ahead on which nobody of a body may answer; or a body that hangs on one person.

    The worker finds them before they begin (`watching.py`). While a row of the kind «nobody» runs, the answering
    people of the founder hold the body's posts.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="gaps")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in GapKind])
    since_on = models.DateField()
    until_on = models.DateField()
    """The last day that is known; it moves on while nothing changes."""
    noticed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "kind", "since_on"], name="staff_gap_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "since_on", "body"], name="staff_gap_list")]
