"""Errors of the outbox."""

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class CannotBeDone(OtklikError):
    """The network has no way for this act, or none any more: nothing is put into the outbox."""


class NotUnsettled(OtklikError):
    """The act is under way or has ended otherwise: there is nothing to decide."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to decide about this sending any more."), mend=_("Reload the page."))


class TooLate(OtklikError):
    """A worker has taken the act up: the network may have it."""

    def __init__(self) -> None:
        super().__init__(
            _("It is too late to take it back: the network may have it already."),
            mend=_("See how the sending ends; a mistake is put right by another answer."),
        )
