"""Bodies that send a case to and fro: who returned it, and when that is too often. Plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from otklik.appeals.states import Act

TOO_OFTEN = 2
"""So many returns, whoever made them, are a matter for the coordinator."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A step of the history: the act, and the body that the case went to, if it went to one."""

    act: Act
    body: str = ""


def list_returners(history: Iterable[Turn]) -> tuple[str, ...]:
    """The bodies that said «not ours», in the order in which they did; one stands there as often as it said so."""
    returners: list[str] = []
    has_it = ""
    for turn in history:
        has_it = turn.body or has_it
        if turn.act is Act.RETURN_NOT_OURS and has_it:
            returners.append(has_it)
    return tuple(returners)


def is_ping_pong(returners: Sequence[str]) -> bool:
    """Whether the case has gone to and fro too often."""
    return len(returners) >= TOO_OFTEN
