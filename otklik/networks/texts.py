"""Validates the length of a text before it is sent: each connector gives its limit and how its network counts."""

from collections.abc import Callable

from otklik.networks.errors import Refused
from otklik.shared.lengths import TOO_LONG_THERE, counted
from otklik.shared.words import marked as _
from otklik.shared.words import with_values


def check_text(text: str, *, network: str, most: int, length_of: Callable[[str], int] = len) -> None:
    """Whether the network, by its name for people, takes this text. Raises Refused with the limit and the excess."""
    if not text.strip():
        raise Refused(_("There is no text to send."), next_step=_("Write the answer."))
    length = length_of(text)
    if length > most:
        told = with_values(TOO_LONG_THERE, network=network, **counted(length, most=most))
        raise Refused(told, next_step=_("Shorten the text and send it again."))
