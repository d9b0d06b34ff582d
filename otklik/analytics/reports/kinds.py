"""Problems, questions, proposals, thanks: what kind of messages come."""

from django.db.models import Count, Q

from otklik.analytics.reports.report import Asked, Column, Kind, Report, Row
from otklik.shared.words import marked as _


def _rows(asked: Asked) -> list[Row]:
    found = list(
        asked.opened()
        .values("kind")
        .annotate(cases=Count("id"), answered=Count("id", filter=Q(primary_answered_at__isnull=False)))
        .order_by("-cases", "kind")
    )
    whole = sum(row["cases"] for row in found)
    return [(row["kind"], row["cases"], round(100 * row["cases"] / whole), row["answered"]) for row in found]


KINDS = Report(
    "kinds",
    _("Kinds of messages"),
    _("How many complain, ask, propose, thank?"),
    _("Cases opened in these days, by the kind that they have now; joined ones are left out."),
    (
        Column("kind", _("Kind"), Kind.CODE),
        Column("cases", _("Cases")),
        Column("share", _("Share"), Kind.SHARE),
        Column("answered", _("Answered")),
    ),
    _rows,
    chart="cases",
)
