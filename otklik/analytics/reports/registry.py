"""All reports, in the order in which people read them. A new one is a line here (docs/how-to/add-a-report.md)."""

from typing import Final

from otklik.analytics.errors import NoSuchReport
from otklik.analytics.reports.answers import BY_BODY, BY_IMPORTANCE, BY_NETWORK, BY_TOPIC
from otklik.analytics.reports.days import DAYS
from otklik.analytics.reports.interims import INTERIMS
from otklik.analytics.reports.kinds import KINDS
from otklik.analytics.reports.load import LOAD
from otklik.analytics.reports.passed_on import PASSED_ON
from otklik.analytics.reports.places import PLACES
from otklik.analytics.reports.report import Report
from otklik.analytics.reports.stages import STAGES
from otklik.analytics.reports.topics import TOPICS

REPORTS: Final[tuple[Report, ...]] = (
    BY_BODY, BY_TOPIC, BY_IMPORTANCE, BY_NETWORK, STAGES, DAYS, TOPICS, PLACES, KINDS, INTERIMS, PASSED_ON, LOAD,
)  # fmt: skip


def find_report(name: str) -> Report:
    """The report of this name. Raises NoSuchReport."""
    for one in REPORTS:
        if one.name == name:
            return one
    raise NoSuchReport
