"""Where time is lost on the way of a case."""

from otklik.analytics.reports.report import Asked, Column, Kind, Report, Row
from otklik.analytics.stages import list_stages
from otklik.shared.words import marked as _


def _rows(asked: Asked) -> list[Row]:
    stages = list_stages(asked.viewer, asked.stretch, now=asked.now)
    return [(one.words, one.passed, one.mean, one.total, one.percent) for one in stages]


STAGES = Report(
    "stages",
    _("Time by stage"),
    _("Where do cases stand longest?"),
    _("All stays of the cases opened in these days, by the clock on the wall; stays that last count until now."),
    (
        Column("stage", _("Stage"), Kind.LABEL),
        Column("passed", _("How often")),
        Column("mean", _("Mean of one stay"), Kind.TIME),
        Column("total", _("All together"), Kind.TIME),
        Column("share", _("Share of the time"), Kind.SHARE),
    ),
    _rows,
    chart="share",
)
