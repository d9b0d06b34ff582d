"""What people write of, beside the same number of days before."""

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from otklik.analytics.reports.report import MOST_ROWS, Asked, Column, Kind, Report, Row
from otklik.shared.words import marked as _


def _rows(asked: Asked) -> list[Row]:
    now, before = asked.stretch, asked.stretch.before
    is_now = Q(opened_at__gte=now.since, opened_at__lt=now.until)
    is_before = Q(opened_at__gte=before.since, opened_at__lt=before.until)
    found = (
        asked.cases()
        .filter(is_now | is_before)
        .values("topic_id", group=Coalesce("topic__parent__name", "topic__name"), name=F("topic__name"))
        .annotate(
            cases=Count("id", filter=is_now),
            before=Count("id", filter=is_before),
            again=Count("id", filter=is_now & Q(reopened_count__gt=0)),
        )
        .order_by("-cases", "-before", "topic_id")[:MOST_ROWS]
    )
    return [
        (row["group"], row["name"], row["cases"], row["before"], row["cases"] - row["before"], row["again"])
        for row in found
    ]


TOPICS = Report(
    "topics",
    _("Topics"),
    _("What do people write of, and what grows?"),
    _("Cases opened in these days and in as many days before; joined ones are left out, thanks and opinions count."),
    (
        Column("group", _("Group"), Kind.WORDS),
        Column("topic", _("Topic"), Kind.WORDS),
        Column("cases", _("Cases")),
        Column("before", _("Before")),
        Column("change", _("Change")),
        Column("again", _("Opened again")),
    ),
    _rows,
    chart="cases",
)
