"""How much each person has to do: to help whoever has too much, never to rank."""

from django.db.models import Count, F, Q

from otklik.analytics.reports.report import MOST_ROWS, Asked, Column, Kind, Report, Row
from otklik.appeals.models import IS_OPEN
from otklik.appeals.timeliness import is_overdue
from otklik.shared.words import marked as _


def _rows(asked: Asked) -> list[Row]:
    done = Q(final_answered_at__gte=asked.stretch.since, final_answered_at__lt=asked.stretch.until)
    found = (
        asked.cases()
        .filter(IS_OPEN | done, executor__isnull=False)
        .values("executor_id", person=F("executor__name"), name=F("body__short_name"))
        .annotate(
            open=Count("id", filter=IS_OPEN),
            overdue=Count("id", filter=is_overdue(asked.now)),
            done=Count("id", filter=done),
        )
        .order_by("name", "person")[:MOST_ROWS]
    )
    return [(row["name"], row["person"], row["open"], row["overdue"], row["done"]) for row in found]


LOAD = Report(
    "load",
    _("Work of each person"),
    _("Who needs help?"),
    _("Cases that a person has open now, and final answers to their cases in these days. In order of names: no rank."),
    (
        Column("body", _("Body"), Kind.WORDS),
        Column("person", _("Person"), Kind.WORDS),
        Column("open", _("Open now")),
        Column("overdue", _("Overdue now")),
        Column("done", _("Final answers")),
    ),
    _rows,
    chart="open",
)
