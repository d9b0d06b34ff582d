"""Errors of what is learnt."""

from otklik.organizations.errors import NotSeen
from otklik.shared.words import marked as _


class NoSuchReport(NotSeen):
    """There is no report of this name."""

    def __init__(self) -> None:
        super().__init__(_("There is no such report."))
