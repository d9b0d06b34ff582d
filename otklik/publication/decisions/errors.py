"""Errors of publication."""

from otklik.appeals.errors import StaleCase, UnfitValue
from otklik.shared.words import marked as _


class UnfitRule(UnfitValue):
    """A rule of a body cannot be entered so."""


class CopyChanged(StaleCase):
    """What the public sees, or the words it was made of, changed after the page was drawn."""

    def __init__(self) -> None:
        super().__init__(version=0)
        self.wrong = _("The words or the copy were changed while you were at it.")
