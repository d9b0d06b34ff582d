"""Addresses from which the most messages come."""

from django.db.models import Count, Max, Q

from otklik.analytics.reports.report import Asked, Column, Kind, Report, Row
from otklik.appeals.models import IS_OPEN
from otklik.personal_data.masking import masked
from otklik.shared.words import marked as _

TOP = 100


def _rows(asked: Asked) -> list[Row]:
    found = (
        asked.opened()
        .exclude(address="")
        .values("address")
        .annotate(
            cases=Count("id"),
            topics=Count("topic", distinct=True),
            open=Count("id", filter=IS_OPEN),
            again=Count("id", filter=Q(reopened_count__gt=0) | Q(not_solved_at__isnull=False)),
            last=Max("opened_at"),
        )
        .filter(cases__gt=1)
        .order_by("-cases", "address")[:TOP]
    )
    return [
        (masked(row["address"]), row["cases"], row["topics"], row["open"], row["again"], row["last"].date())
        for row in found
    ]


PLACES = Report(
    "places",
    _("Places written of again and again"),
    _("Where does trouble come back?"),
    _("Addresses with two cases or more opened in these days. «Not solved»: opened again, or the author said so."),
    (
        Column("place", _("Place"), Kind.WORDS),
        Column("cases", _("Cases")),
        Column("topics", _("Topics")),
        Column("open", _("Open now")),
        Column("again", _("Not solved")),
        Column("last", _("Last one"), Kind.DAY),
    ),
    _rows,
    chart="cases",
)
