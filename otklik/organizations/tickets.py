"""Signed tickets for live events, valid for five minutes, with the scope of their holder."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose it is, when it was made, and what its holder may hear of."""

    staff_id: int
    made_at: datetime
    scope: Scope


def make_ticket(staff_id: int, scope: Scope, now: datetime) -> str:
    """A ticket with which this person's browser hears of changes within the scope, for five minutes."""
    told = {
        "s": staff_id,
        "b": sorted(scope.body_ids),
        "m": sorted(scope.municipality_ids),
        "f": sorted(scope.founder_ids),
        "e": int(scope.everything),
        "u": round((now + VALID_FOR).timestamp(), 3),
    }
    return signing.Signer(salt=_SALT).sign_object(told, compress=True)


def read_ticket(ticket: str, now: datetime) -> Ticket:
    """The ticket as it was made. Raises TicketRefused."""
    try:
        told = signing.Signer(salt=_SALT).unsign_object(ticket)
        until = datetime.fromtimestamp(told["u"], UTC)
        staff_id = int(told["s"])
    except (signing.BadSignature, ValueError, KeyError):
        raise TicketRefused from None
    if until < now:
        raise TicketRefused
    scope = Scope(
        body_ids=frozenset(told["b"]),
        municipality_ids=frozenset(told["m"]),
        founder_ids=frozenset(told["f"]),
        everything=bool(told["e"]),
    )
    return Ticket(staff_id, until - VALID_FOR, scope)
