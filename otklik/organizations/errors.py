"""Errors of bodies, staff and rights."""

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


class TooManyAttempts(OtklikError):
    """Somebody guesses: no more attempts for a while."""

    def __init__(self) -> None:
        super().__init__(
            _("Too many attempts to sign in."), mend=_("Wait an hour, or ask your administrator for a new password.")
        )
