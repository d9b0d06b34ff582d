"""Errors of cases."""

from collections.abc import Mapping

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class StaleCase(OtklikError):
    """The case changed after the page was drawn; `number` names it to whoever tells what changed."""

    def __init__(self, *, version: int, number: int = 0) -> None:
        super().__init__(
            _("The case was changed while you were at it."),
            mend=_("Look at what changed, then do it again: your text is kept."),
        )
        self.version, self.number = version, number


class NoSuchCase(OtklikError):
    """There is no such case, or it is not this person's: the answer is the same."""

    def __init__(self) -> None:
        super().__init__(_("There is no such case."))


class UnfitValue(OtklikError):
    """Something that was entered cannot be used; `field` names it."""

    def __init__(
        self, wrong: str, *, field: str, mend: str = "", values: Mapping[str, str | tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.field = field
