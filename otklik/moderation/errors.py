"""Errors of moderation."""

from otklik.organizations.errors import NotSeen
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class NoSuchMessage(NotSeen):
    """There is no such message, or it is not this person's to moderate."""

    def __init__(self) -> None:
        super().__init__(_("There is no such message."))


class NoSuchBan(NotSeen):
    """There is no such ban, or it is not this person's."""

    def __init__(self) -> None:
        super().__init__(_("There is no such ban."))


class UnfitRules(OtklikError):
    """Rules or permissions cannot be entered as they are; `field` names what to mend."""

    def __init__(self, wrong: str, *, field: str, mend: str = "", values: dict[str, str] | None = None) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.field = field


class NotModerated(OtklikError):
    """The act was not done: what it needs is missing, or it is not allowed. `field` names what to mend."""

    def __init__(
        self, wrong: str, *, field: str = "", mend: str = "", values: dict[str, str | tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.field = field


class DecidedMeanwhile(NotModerated):
    """Another person was faster, or the author changed the words: nothing was done."""
