"""Tickets for live changes: for five minutes, signed, one says what its holder may hear of."""

from datetime import datetime, timedelta

from django.core import signing

from otklik.organizations.rights import Scope
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

VALID_FOR = timedelta(minutes=5)
_SALT = "otklik.live"


class TicketRefused(OtklikError):
    """The ticket was not made by us, was changed on its way, or is too old."""

    def __init__(self) -> None:
        super().__init__(_("The ticket for live changes is not valid."), mend=_("Load the page again."))


def make_ticket(scope: Scope, now: datetime) -> str:
    """A ticket with which the browser hears of changes within the scope, for five minutes."""
    told = {
        "b": sorted(scope.body_ids),
        "m": sorted(scope.municipality_ids),
        "f": sorted(scope.founder_ids),
        "e": int(scope.everything),
        "u": int((now + VALID_FOR).timestamp()),
    }
    return signing.Signer(salt=_SALT).sign_object(told, compress=True)


def read_ticket(ticket: str, now: datetime) -> Scope:
    """What the holder of the ticket may hear of. Raises TicketRefused."""
    try:
        told = signing.Signer(salt=_SALT).unsign_object(ticket)
    except (signing.BadSignature, ValueError):
        raise TicketRefused from None
    if told["u"] < now.timestamp():
        raise TicketRefused
    return Scope(
        body_ids=frozenset(told["b"]),
        municipality_ids=frozenset(told["m"]),
        founder_ids=frozenset(told["f"]),
        everything=bool(told["e"]),
    )
