"""Answers for now, and whether the promised final answer came."""

from django.db.models import Count, F, Q

from otklik.analytics.reports.report import MOST_ROWS, Asked, Column, Kind, Report, Row
from otklik.appeals.models import IS_OPEN
from otklik.shared.words import marked as _


def _rows(asked: Asked) -> list[Row]:
    waits = IS_OPEN & Q(final_answered_at=None)
    found = (
        asked.opened()
        .filter(primary_is_interim=True, primary_answered_at__isnull=False)
        .values("body_id", name=F("body__short_name"))
        .annotate(
            interim=Count("id"),
            final=Count("id", filter=Q(final_answered_at__isnull=False)),
            waiting=Count("id", filter=waits),
            late=Count("id", filter=waits & Q(final_due_at__lt=asked.now)),
            never=Count("id", filter=~IS_OPEN & Q(final_answered_at=None)),
        )
        .order_by("-late", "-waiting", "name")[:MOST_ROWS]
    )
    return [(row["name"], row["interim"], row["final"], row["waiting"], row["late"], row["never"]) for row in found]


INTERIMS = Report(
    "interims",
    _("Answers for now"),
    _("Does the promised final answer come?"),
    _("Cases opened in these days whose first answer was one for now. «Never»: closed without a final answer."),
    (
        Column("body", _("Body"), Kind.WORDS),
        Column("interim", _("For now")),
        Column("final", _("Final came")),
        Column("waiting", _("Waiting")),
        Column("late", _("Promise overdue")),
        Column("never", _("Never")),
    ),
    _rows,
    chart="late",
)
