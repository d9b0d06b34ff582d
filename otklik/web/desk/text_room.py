"""How much of what a network takes an answer uses up, counted as the network counts."""

from dataclasses import dataclass

from otklik.delivery.selectors import text_length

_WIDE = "😀"
"""A letter beyond the first 65,536: some networks count such a one as two."""


@dataclass(frozen=True, slots=True)
class TextRoom:
    """What an answer may have, and what it has."""

    limit: int
    used: int
    wide: int
    """How much an emoji counts."""

    @property
    def is_over(self) -> bool:
        """The network would not take it."""
        return self.used > self.limit


def measure(text: str, *, network: str, limit: int) -> TextRoom:
    """The room for an answer in this network. Spaces around it are not sent and not counted."""
    clean = text.strip().replace("\r\n", "\n")
    return TextRoom(limit=limit, used=text_length(network, clean), wide=text_length(network, _WIDE))
