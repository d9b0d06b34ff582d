"""Errors of bodies, staff and rights."""

from collections.abc import Mapping

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class NotSeen(OtklikError):
    """There is no such object, or it is not this person's: the answer is the same."""


class WrongSignIn(OtklikError):
    """No such person, or another password: the answer is the same for both."""

    def __init__(self) -> None:
        super().__init__(
            _("The e-mail and the password do not match."), mend=_("Check both; capital letters count in a password.")
        )


class NotKnownHere(OtklikError):
    """Another service knows the person; here nobody has this address."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody works here with this e-mail."), mend=_("Ask your coordinator or administrator for an invitation.")
        )


class TooManyAttempts(OtklikError):
    """Somebody guesses: no more attempts for a while."""

    def __init__(self) -> None:
        super().__init__(
            _("Too many attempts to sign in."), mend=_("Wait an hour, or ask your administrator for a new password.")
        )


class UnfitEntry(OtklikError):
    """What was entered cannot be right; `field` names where."""

    def __init__(
        self, wrong: str, *, field: str, mend: str = "", values: Mapping[str, str | tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.field = field


class NotPossible(OtklikError):
    """A body cannot be moved, merged or closed like this, or not by this person."""


class BodyIsClosed(NotPossible):
    """What is closed or part of another body stays as it was."""

    def __init__(self) -> None:
        super().__init__(
            _("This body is closed."),
            mend=_("Open it again on its card if it was closed; what became part of another body stays so."),
        )


class MakesCircle(UnfitEntry):
    """The other body is this one, or stands below it."""

    def __init__(self) -> None:
        super().__init__(
            _("A body cannot stand under itself or become part of itself, nor of one of those below it."),
            field="parent",
            mend=_("Choose another one, or move that one out first."),
        )


class MayNotGive(UnfitEntry):
    """A role that this person may not give there, or take away."""

    def __init__(self) -> None:
        super().__init__(
            _("This role in this body is not yours to give or to take away."),
            field="role",
            mend=_("Ask an administrator, or somebody whose work covers the body."),
        )


class ChangedMeanwhile(OtklikError):
    """What is to be changed is not any more as it was read."""

    def __init__(self) -> None:
        super().__init__(
            _("This was changed after it was read."), mend=_("Read it again, then change it: nothing is done yet.")
        )


class HoldsForAll(OtklikError):
    """A rule for everybody, and somebody who keeps the rules of a part of the region only."""

    def __init__(self) -> None:
        super().__init__(
            _("These rules hold for everybody: they are entered by those who see the whole region."),
            mend=_("Ask the curator of the region, or an administrator."),
        )


class InvitationOver(OtklikError):
    """The link was used, withdrawn, is too old, or never was one: the answer is the same."""

    def __init__(self) -> None:
        super().__init__(
            _("This invitation is not valid any more."),
            mend=_("Sign in if you have a password already, or ask for a new invitation."),
        )
