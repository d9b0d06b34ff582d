"""Cases that a body gave back as not its own."""

from django.db.models import Count, F

from otklik.analytics.reports.report import MOST_ROWS, Asked, Column, Kind, Report, Row
from otklik.appeals.models import Transition
from otklik.appeals.states import Act
from otklik.organizations.rights import Right
from otklik.organizations.selectors import within
from otklik.shared.words import marked as _


def _rows(asked: Asked) -> list[Row]:
    scope = within(
        asked.viewer.scope(Right.SEE_REPORTS),
        body="appeal__body", municipality="appeal__municipality", founder="appeal__founder",
    )  # fmt: skip
    found = (
        Transition.objects.filter(scope, act=Act.RETURN_NOT_OURS)
        .filter(at__gte=asked.stretch.since, at__lt=asked.stretch.until)
        .order_by()
        .values(name=F("body__short_name"), topic=F("appeal__topic__name"))
        .annotate(returns=Count("id"), cases=Count("appeal_id", distinct=True))
        .order_by("-returns", "name", "topic")[:MOST_ROWS]
    )
    return [(row["name"], row["topic"], row["returns"], row["cases"]) for row in found]


PASSED_ON = Report(
    "passed_on",
    _("Returned as not theirs"),
    _("What is sent to the wrong body?"),
    _("Returns in these days, by the body that gave back and the topic of the case; each costs the author days."),
    (
        Column("body", _("Body"), Kind.WORDS),
        Column("topic", _("Topic"), Kind.WORDS),
        Column("returns", _("Returns")),
        Column("cases", _("Cases")),
    ),
    _rows,
    chart="returns",
)
