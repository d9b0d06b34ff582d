"""What came and what was answered, day by day."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from otklik.analytics.reports.report import Asked, Column, Kind, Report, Row
from otklik.shared.words import marked as _

_MOMENTS = ("opened_at", "primary_answered_at", "final_answered_at")


def _rows(asked: Asked) -> list[Row]:
    counts = [_by_day(asked, moment) for moment in _MOMENTS]
    first, last = localdate(asked.stretch.since), localdate(asked.stretch.until)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [(day, *(count[day] for count in counts)) for day in days]


def _by_day(asked: Asked, moment: str) -> Counter[date]:
    """The day is that of the installation's zone."""
    within = {f"{moment}__gte": asked.stretch.since, f"{moment}__lt": asked.stretch.until}
    rows = asked.cases().filter(**within).values(day=TruncDate(moment)).annotate(count=Count("id"))
    return Counter({row["day"]: row["count"] for row in rows})


DAYS = Report(
    "days",
    _("Day by day"),
    _("Do we keep up with what comes?"),
    _("Cases opened, first answers and final answers given on each day, whenever the case was opened; thanks too."),
    (
        Column("day", _("Day"), Kind.DAY),
        Column("opened", _("Received")),
        Column("answered", _("First answers")),
        Column("final", _("Final answers")),
    ),
    _rows,
    chart="opened",
)
