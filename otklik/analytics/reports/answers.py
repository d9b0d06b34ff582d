"""How fast each body, topic, importance or network is answered: the tables of the overview."""

from otklik.analytics.overview import By, Figure, list_times
from otklik.analytics.reports.report import MOST_ROWS, Asked, Column, Kind, Report, Row
from otklik.shared.words import marked as _

_FIGURES = (
    Column("cases", _("Cases"), figure=Figure.ALL),
    Column("median", _("Median"), Kind.TIME, Figure.ANSWERED),
    Column("slowest_tenth", _("Nine of ten"), Kind.TIME, Figure.ANSWERED),
    Column("in_time", _("In time"), Kind.SHARE, Figure.LATE),
    Column("final_median", _("Final"), Kind.TIME, Figure.FINAL),
    Column("solved", _("Solved"), Kind.SHARE, Figure.SOLVED),
    Column("interim", _("For now"), figure=Figure.INTERIM),
    Column("overdue", _("Overdue now"), figure=Figure.OVERDUE),
)
_METHOD = _(
    "Cases opened in these days that had to be answered: joined and declined ones and thanks are left out. Times run "
    "by the clock on the wall; who waits past the deadline counts as waiting longest, and a dash means that half (or "
    "a tenth) wait still. «Overdue now» is of today."
)


def _report(by: By, title: str, question: str, head: Column) -> Report:
    def rows(asked: Asked) -> list[Row]:
        found = list_times(asked.viewer, asked.stretch, by, now=asked.now, at_most=MOST_ROWS)
        return [
            (
                one.key, one.name or None, one.cases, one.median, one.slowest_tenth, one.percent_in_time,
                one.final_median, one.percent_solved, one.interim, one.overdue,
            )
            for one in found
        ]  # fmt: skip

    return Report(f"answers_by_{by}", title, question, _METHOD, (head, *_FIGURES), rows, chart="cases", by=by)


BY_BODY = _report(By.BODY, _("Answers by body"), _("Which bodies answer late?"), Column("body", _("Body"), Kind.WORDS))
BY_TOPIC = _report(
    By.TOPIC, _("Answers by topic"), _("Which troubles wait longest?"), Column("topic", _("Topic"), Kind.WORDS)
)
BY_IMPORTANCE = _report(
    By.IMPORTANCE,
    _("Answers by importance"),
    _("Is what is urgent answered first?"),
    Column("importance", _("Importance"), Kind.CODE),
)
BY_NETWORK = _report(
    By.NETWORK,
    _("Answers by network"),
    _("Where are answers slower?"),
    Column("network", _("Network"), Kind.CODE),
)
